"""The partners of the region: who delivers what, who is only named, and what each runs in a year."""

from __future__ import annotations

from dataclasses import dataclass

from models.codes import PartnerKind as P
from models.codes import TrajectoryKind as T


@dataclass(frozen=True, slots=True)
class Organisation:
    """A partner; ``bsn`` is the share of its records with a citizen number, ``prefix`` starts its ids."""

    code: str
    name: str
    kind: P
    delivers: bool = True
    bsn: float = 0.5
    prefix: str = ""


ORGANISATIONS = (
    Organisation(
        "brp-vlierstreek", "Vlierstreek, basisregistratie personen", P.GEMEENTE, bsn=1.0, prefix="A"
    ),
    Organisation("politie-vlierstreek", "Politie Vlierstreek", P.POLITIE, bsn=0.0, prefix="SKN"),
    Organisation("om-vlierstreek", "Openbaar Ministerie Vlierstreek", P.OM, bsn=0.45, prefix="VIP"),
    Organisation("vt-vlierstreek", "Veilig Thuis Vlierstreek", P.VEILIG_THUIS, bsn=0.4, prefix="VT"),
    Organisation("zvh-vlierstreek", "Zorg- en Veiligheidshuis Vlierstreek", P.ZVH, bsn=0.55, prefix="Z"),
    Organisation("jeugdzorg-vlierstreek", "Jeugdzorg Vlierstreek", P.JEUGDZORG, bsn=0.5, prefix="C"),
    Organisation(
        "gi-vlierstreek", "Jeugdbescherming Vlierstreek", P.GECERTIFICEERDE_INSTELLING, bsn=0.6, prefix="G"
    ),
    Organisation("wijkteam-vlierstreek", "Wijkteam Vlierstreek", P.WIJKTEAM, bsn=0.5, prefix="W"),
    Organisation("leerplicht-vlierstreek", "Leerplicht Vlierstreek", P.LEERPLICHT, bsn=0.6, prefix="L"),
    Organisation(
        "verslavingszorg-vlierstreek", "Verslavingszorg Vlierstreek", P.VERSLAVINGSZORG, bsn=0.3, prefix="V"
    ),
    Organisation("ggz-vlierstreek", "GGZ Vlierstreek", P.GGZ, bsn=0.4, prefix="P"),
    Organisation("reclassering-vlierstreek", "Reclassering Vlierstreek", P.RECLASSERING, bsn=0.5, prefix="R"),
    Organisation("wonen-vlierstreek", "Wonen Vlierstreek", P.WONINGCORPORATIE, bsn=0.3, prefix="H"),
    Organisation("opvang-vlierstreek", "Opvang Vlierstreek", P.MAATSCHAPPELIJKE_OPVANG, bsn=0.3, prefix="O"),
    Organisation(
        "raad-vlierstreek", "Raad voor de Kinderbescherming Vlierstreek", P.RAAD_KINDERBESCHERMING, False
    ),
    Organisation("schuldhulp-vlierstreek", "Schuldhulp Vlierstreek", P.SCHULDHULP, False),
    Organisation("mw-vlierstreek", "Maatschappelijk Werk Vlierstreek", P.MAATSCHAPPELIJK_WERK, False),
    Organisation("bpt-vlierstreek", "Buurtpreventie Vlierstreek", P.BUURTPREVENTIE, False),
    Organisation("slachtofferhulp-vlierstreek", "Slachtofferhulp Vlierstreek", P.SLACHTOFFERHULP, False),
    Organisation("school-vlierstreek", "Scholengroep Vlierstreek", P.ONDERWIJS, False),
)
(
    BRP,
    POLITIE,
    OM,
    VT,
    ZVH,
    JEUGDZORG,
    GI,
    WIJKTEAM,
    LEERPLICHT,
    VERSLAVING,
    GGZ,
    RECLASSERING,
    WONEN,
    OPVANG,
) = range(14)
RAAD, SCHULDHULP, MAATSCHAPPELIJK_WERK, BUURTPREVENTIE, SLACHTOFFERHULP, SCHOOL = range(14, 20)
SOURCES = tuple(o for o in ORGANISATIONS if o.delivers)


@dataclass(frozen=True, slots=True)
class Track:
    """One kind of traject of one source, with its yearly number in a region of 100,000 persons.

    ``ages`` are of the index person, ``men`` the share of men among them, ``days`` the mean length,
    ``family`` the chance that a housemate is concerned too.
    """

    source: int
    kind: T
    yearly: int
    ages: tuple[int, int]
    men: float
    days: int
    family: float
    plan: str = ""
    table: str = ""
    groups: str = "zonder"
    runner: int = -1
    director: str = ""


TRACKS = (
    Track(ZVH, T.PROCESREGIE, 150, (12, 90), 0.6, 420, 0.8, "integraal", "veiligheidshuis",
          "huiselijk_geweld top_x verward_gedrag volwassen_veelpleger", director="procesregisseur"),
    Track(ZVH, T.PERSOONSGERICHTE_AANPAK, 90, (12, 60), 0.85, 360, 0.1, "integraal", "veiligheidshuis",
          "top_x volwassen_veelpleger jeugdige_veelpleger", director="procesregisseur"),
    Track(ZVH, T.MDA_PP, 50, (0, 60), 0.5, 450, 0.9, "integraal", "veiligheidshuis", "huiselijk_geweld",
          director="procesregisseur"),
    Track(ZVH, T.CASUSOVERLEG, 420, (12, 80), 0.7, 150, 0.2, "justitieel", "jco",
          "risicojeugd volwassen_veelpleger jeugdige_veelpleger huiselijk_geweld verward_gedrag"),
    Track(ZVH, T.NAZORG, 160, (18, 65), 0.92, 200, 0.0, "nazorg", "trajectberaad", "ex_gedetineerde",
          director="coordinator nazorg"),
    Track(ZVH, T.HUISVERBOD, 30, (20, 65), 0.93, 28, 0.9, "huisverbod", "veiligheidshuis",
          "huiselijk_geweld"),
    Track(VT, T.VT_DIENST, 480, (0, 75), 0.5, 200, 0.85, groups="huiselijk_geweld eer_seksueel_geweld zonder",
          director="functionaris veilig thuis"),
    Track(POLITIE, T.PERSOONSGERICHTE_AANPAK, 25, (12, 60), 0.9, 300, 0.0, groups="top_x",
          director="wijkagent"),
    Track(OM, T.STRAFZAAK, 700, (12, 75), 0.85, 190, 0.0, "justitieel", "zsm",
          "volwassen_veelpleger huiselijk_geweld zonder", director="parketsecretaris"),
    Track(GI, T.JEUGDBESCHERMING, 140, (0, 17), 0.5, 620, 0.5, groups="risicojeugd zonder",
          director="jeugdbeschermer"),
    Track(GI, T.JEUGDRECLASSERING, 70, (12, 20), 0.85, 380, 0.0, groups="jeugdige_veelpleger risicojeugd",
          director="jeugdreclasseerder"),
    Track(RECLASSERING, T.RECLASSERING, 260, (18, 70), 0.9, 380, 0.0,
          groups="volwassen_veelpleger ex_gedetineerde", director="reclasseringswerker"),
    Track(LEERPLICHT, T.LEERPLICHT, 380, (5, 17), 0.55, 150, 0.0, groups="risicojeugd zonder",
          director="leerplichtambtenaar"),
    Track(WIJKTEAM, T.WIJKTEAM, 620, (18, 85), 0.45, 300, 0.5, "zorg", "lzn"),
    Track(WIJKTEAM, T.SCHULDHULP, 180, (18, 75), 0.5, 500, 0.1, runner=SCHULDHULP),
    Track(JEUGDZORG, T.ZORGTRAJECT, 420, (0, 18), 0.55, 350, 0.35, "zorg", "cjg", "risicojeugd zonder",
          director="jeugdzorgwerker"),
    Track(GGZ, T.ZORGTRAJECT, 280, (16, 85), 0.45, 420, 0.0, groups="verward_gedrag zonder",
          director="behandelaar"),
    Track(VERSLAVING, T.ZORGTRAJECT, 150, (16, 75), 0.75, 380, 0.0, director="behandelaar"),
    Track(OPVANG, T.OVERIG, 60, (18, 75), 0.75, 220, 0.1, groups="dak_thuisloos",
          director="trajectbegeleider"),
    Track(WONEN, T.OVERIG, 90, (20, 80), 0.5, 200, 0.2),
)  # fmt: skip
VT_TRACK = 6
PLAN_TRACKS = (0, 1, 2)
"""Integral plans of the Veiligheidshuis: 290 a year."""
PROTECTION, CRIMINAL, PERSONAL, COMMUNITY, YOUTH_CARE = 9, 8, 1, 13, 15
