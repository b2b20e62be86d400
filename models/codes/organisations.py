"""Codes about organisations and the chains they work in."""

from enum import StrEnum


class PartnerKind(StrEnum):
    """soort of a ketenpartner."""

    ZVH = "zvh"
    VEILIG_THUIS = "veilig_thuis"
    POLITIE = "politie"
    OM = "om"
    ZSM = "zsm"
    GEMEENTE = "gemeente"
    WIJKTEAM = "wijkteam"
    JEUGDZORG = "jeugdzorg"
    RAAD_KINDERBESCHERMING = "raad_kinderbescherming"
    GECERTIFICEERDE_INSTELLING = "gecertificeerde_instelling"
    RECLASSERING = "reclassering"
    GGZ = "ggz"
    VERSLAVINGSZORG = "verslavingszorg"
    MAATSCHAPPELIJK_WERK = "maatschappelijk_werk"
    MAATSCHAPPELIJKE_OPVANG = "maatschappelijke_opvang"
    ONDERWIJS = "onderwijs"
    LEERPLICHT = "leerplicht"
    WONINGCORPORATIE = "woningcorporatie"
    DJI = "dji"
    HALT = "halt"
    SLACHTOFFERHULP = "slachtofferhulp"
    GGD = "ggd"
    SCHULDHULP = "schuldhulp"
    BUURTPREVENTIE = "buurtpreventie"
    OVERIG = "overig"


class Chain(StrEnum):
    """keten: the three chains that work side by side."""

    STRAF = "straf"
    ZORG = "zorg"
    BESTUUR = "bestuur"
