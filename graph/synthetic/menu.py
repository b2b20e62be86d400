"""What each partner does and sees: lines of interventies and life domains per source."""

from __future__ import annotations

from dataclasses import dataclass

from graph.synthetic.organisations import (
    GGZ,
    GI,
    JEUGDZORG,
    LEERPLICHT,
    MAATSCHAPPELIJK_WERK,
    OM,
    OPVANG,
    POLITIE,
    RAAD,
    RECLASSERING,
    SCHULDHULP,
    SLACHTOFFERHULP,
    VERSLAVING,
    VT,
    WIJKTEAM,
    WONEN,
    ZVH,
)
from models.codes import InterventionKind as I
from models.codes import LifeDomain

DOMAINS = [domain.value for domain in LifeDomain]


@dataclass(frozen=True, slots=True)
class Line:
    """One sort of interventie; ``runner`` -1 is the source itself."""

    kind: I
    frame: str
    chain: str
    domain: str = ""
    result: str = ""
    runner: int = -1


MENU: dict[int, tuple[Line, ...]] = {
    ZVH: (
        Line(
            I.BEGELEIDING_AMBULANT, "vrijwillig", "zorg", "praktisch_functioneren", "zorg_aanvaard", WIJKTEAM
        ),
        Line(I.HUISBEZOEK, "drang", "bestuur", "", "veiligheid"),
        Line(I.SCHULDHULPVERLENING, "vrijwillig", "zorg", "financien", "inkomen_op_orde", SCHULDHULP),
        Line(I.BEHANDELING_PSYCHISCH, "drang", "zorg", "psychisch_functioneren", "behandeld", GGZ),
        Line(I.BEHANDELING_VERSLAVING, "drang", "zorg", "lichamelijk_functioneren", "behandeld", VERSLAVING),
        Line(
            I.TOEZICHT_RECLASSERING,
            "dwang",
            "straf",
            "sociaal_functioneren",
            "geen_nieuwe_feiten",
            RECLASSERING,
        ),
        Line(I.VERVOLGING, "dwang", "straf", "", "geen_nieuwe_feiten", OM),
        Line(I.VEILIGHEIDSPLAN, "drang", "zorg", "sociaal_functioneren", "veiligheid", VT),
        Line(I.GEZINSTHERAPIE, "vrijwillig", "zorg", "sociaal_functioneren", "netwerk_versterkt", JEUGDZORG),
        Line(I.LAATSTE_KANS_CONTRACT, "drang", "", "huisvesting", "stabiel_wonen", WONEN),
        Line(I.OPLEIDING_WERK, "vrijwillig", "bestuur", "dagbesteding", "school_of_werk"),
        Line(I.HUISVERBOD, "dwang", "bestuur", "huisvesting", "veiligheid"),
        Line(I.CONTACTVERBOD, "dwang", "straf", "sociaal_functioneren", "veiligheid", OM),
        Line(I.SLACHTOFFERHULP, "vrijwillig", "zorg", "", "veiligheid", SLACHTOFFERHULP),
    ),
    VT: (
        Line(I.VEILIGHEIDSPLAN, "drang", "zorg", "sociaal_functioneren", "veiligheid"),
        Line(I.HUISBEZOEK, "drang", "zorg", "", "veiligheid"),
        Line(
            I.BEGELEIDING_GEZIN,
            "vrijwillig",
            "zorg",
            "sociaal_functioneren",
            "netwerk_versterkt",
            MAATSCHAPPELIJK_WERK,
        ),
        Line(I.CRISISOPVANG, "drang", "zorg", "huisvesting", "veiligheid", OPVANG),
    ),
    POLITIE: (
        Line(I.HUISBEZOEK, "drang", "straf", "", "geen_nieuwe_feiten"),
        Line(I.LOCATIEVERBOD, "dwang", "straf", "", "geen_nieuwe_feiten", OM),
    ),
    OM: (
        Line(I.VERVOLGING, "dwang", "straf", "", "geen_nieuwe_feiten"),
        Line(I.BOETE, "dwang", "straf"),
        Line(I.WERKSTRAF, "dwang", "straf", "dagbesteding", "geen_nieuwe_feiten", RECLASSERING),
        Line(I.DETENTIE, "dwang", "straf"),
        Line(I.CONTACTVERBOD, "dwang", "straf", "sociaal_functioneren", "veiligheid"),
    ),
    GI: (
        Line(I.UITHUISPLAATSING, "dwang", "zorg", "huisvesting", "veiligheid"),
        Line(I.ONDERTOEZICHTSTELLING, "dwang", "zorg", "sociaal_functioneren", "veiligheid"),
        Line(I.BEGELEIDING_GEZIN, "drang", "zorg", "sociaal_functioneren", "netwerk_versterkt"),
        Line(I.GEDRAGSTRAINING, "dwang", "straf", "sociaal_functioneren", "geen_nieuwe_feiten"),
        Line(I.OVERIG, "dwang", "bestuur", "", "overig", RAAD),
    ),
    RECLASSERING: (
        Line(I.TOEZICHT_RECLASSERING, "dwang", "straf", "sociaal_functioneren", "geen_nieuwe_feiten"),
        Line(I.GEDRAGSTRAINING, "dwang", "straf", "sociaal_functioneren", "geen_nieuwe_feiten"),
        Line(I.ELEKTRONISCHE_CONTROLE, "dwang", "straf"),
        Line(I.WERKSTRAF, "dwang", "straf", "dagbesteding", "geen_nieuwe_feiten"),
    ),
    LEERPLICHT: (
        Line(I.WAARSCHUWING_VERZUIM, "drang", "bestuur", "dagbesteding", "school_of_werk"),
        Line(I.PROCESVERBAAL_VERZUIM, "dwang", "bestuur", "dagbesteding", "school_of_werk"),
    ),
    WIJKTEAM: (
        Line(I.BEGELEIDING_AMBULANT, "vrijwillig", "zorg", "praktisch_functioneren", "zorg_aanvaard"),
        Line(I.SCHULDHULPVERLENING, "vrijwillig", "zorg", "financien", "inkomen_op_orde", SCHULDHULP),
        Line(I.BEHANDELING_PSYCHISCH, "vrijwillig", "zorg", "psychisch_functioneren", "behandeld", GGZ),
        Line(I.AANZEGGING_UITHUISZETTING, "dwang", "", "huisvesting", "stabiel_wonen", WONEN),
        Line(I.UITKERING, "vrijwillig", "bestuur", "financien", "inkomen_op_orde"),
        Line(I.BEWINDVOERING, "drang", "zorg", "financien", "inkomen_op_orde"),
        Line(I.DAGBESTEDING, "vrijwillig", "zorg", "dagbesteding", "school_of_werk"),
    ),
    JEUGDZORG: (
        Line(I.BEGELEIDING_AMBULANT, "vrijwillig", "zorg", "sociaal_functioneren", "netwerk_versterkt"),
        Line(I.OPVOEDONDERSTEUNING, "vrijwillig", "zorg", "praktisch_functioneren", "zorg_aanvaard"),
        Line(I.GEZINSTHERAPIE, "vrijwillig", "zorg", "sociaal_functioneren", "netwerk_versterkt"),
        Line(I.BEHANDELING_PSYCHISCH, "vrijwillig", "zorg", "psychisch_functioneren", "behandeld"),
    ),
    GGZ: (
        Line(I.BEHANDELING_PSYCHISCH, "vrijwillig", "zorg", "psychisch_functioneren", "behandeld"),
        Line(I.DAGBESTEDING, "vrijwillig", "zorg", "dagbesteding", "zorg_aanvaard"),
        Line(I.BESCHERMD_WONEN, "vrijwillig", "zorg", "huisvesting", "stabiel_wonen"),
    ),
    VERSLAVING: (
        Line(I.BEHANDELING_VERSLAVING, "vrijwillig", "zorg", "lichamelijk_functioneren", "behandeld"),
    ),
    OPVANG: (
        Line(I.MAATSCHAPPELIJKE_OPVANG, "vrijwillig", "zorg", "huisvesting", "stabiel_wonen"),
        Line(I.WOONBEGELEIDING, "vrijwillig", "zorg", "huisvesting", "stabiel_wonen"),
    ),
    WONEN: (
        Line(I.LAATSTE_KANS_CONTRACT, "drang", "", "huisvesting", "stabiel_wonen"),
        Line(I.AANZEGGING_UITHUISZETTING, "dwang", "", "huisvesting", "stabiel_wonen"),
    ),
}

SEEN_BY: dict[int, str] = {
    ZVH: "sociaal_functioneren psychisch_functioneren financien huisvesting dagbesteding zingeving",
    VT: "sociaal_functioneren psychisch_functioneren praktisch_functioneren",
    JEUGDZORG: "sociaal_functioneren psychisch_functioneren dagbesteding",
    GI: "sociaal_functioneren psychisch_functioneren praktisch_functioneren",
    WIJKTEAM: "financien huisvesting psychisch_functioneren praktisch_functioneren dagbesteding zingeving",
    LEERPLICHT: "dagbesteding sociaal_functioneren",
    VERSLAVING: "lichamelijk_functioneren sociaal_functioneren financien",
    GGZ: "psychisch_functioneren zingeving dagbesteding",
    RECLASSERING: "sociaal_functioneren financien huisvesting dagbesteding",
    OPVANG: "huisvesting financien lichamelijk_functioneren",
    WONEN: "huisvesting financien",
}
