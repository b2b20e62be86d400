"""Codes about trajecten and who is involved in them."""

from enum import StrEnum


class TrajectoryKind(StrEnum):
    """soort of a traject."""

    PROCESREGIE = "procesregie"
    MDA_PP = "mda_pp"
    PERSOONSGERICHTE_AANPAK = "persoonsgerichte_aanpak"
    VT_DIENST = "vt_dienst"
    CASUSOVERLEG = "casusoverleg"
    JEUGDBESCHERMING = "jeugdbescherming"
    JEUGDRECLASSERING = "jeugdreclassering"
    RECLASSERING = "reclassering"
    NAZORG = "nazorg"
    HUISVERBOD = "huisverbod"
    STRAFZAAK = "strafzaak"
    LEERPLICHT = "leerplicht"
    WIJKTEAM = "wijkteam"
    ZORGTRAJECT = "zorgtraject"
    SCHULDHULP = "schuldhulp"
    OVERIG = "overig"


class VeiligThuisPhase(StrEnum):
    """vt_fase of a vt_dienst; the first one does not direct yet."""

    VEILIGHEIDSBEOORDELING = "veiligheidsbeoordeling"
    VOORWAARDEN_VERVOLG = "voorwaarden_vervolg"
    ONDERZOEK = "onderzoek"
    MONITORING = "monitoring"


class PlanKind(StrEnum):
    """plantype of a traject."""

    JUSTITIEEL = "justitieel"
    ZORG = "zorg"
    INTEGRAAL = "integraal"
    NAZORG = "nazorg"
    HUISVERBOD = "huisverbod"


class DiscussionTable(StrEnum):
    """tafel: where a traject is discussed."""

    LZN = "lzn"
    CJG = "cjg"
    JCO = "jco"
    ZSM = "zsm"
    TRAJECTBERAAD = "trajectberaad"
    VEILIGHEIDSHUIS = "veiligheidshuis"
    OVERIG = "overig"


class TrajectoryStatus(StrEnum):
    """status of a traject; it ends nothing by itself."""

    AANGEMELD = "aangemeld"
    LOPEND = "lopend"
    GESTAGNEERD = "gestagneerd"
    AFGESLOTEN = "afgesloten"


class InvolvementRole(StrEnum):
    """rol of a betrokkene."""

    INDEX = "index"
    PLEGER = "pleger"
    SLACHTOFFER = "slachtoffer"
    GETUIGE = "getuige"
    GEZINSLID = "gezinslid"
    NETWERK = "netwerk"
