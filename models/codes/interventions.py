"""Codes about interventies, signalen and the ground on which they come in."""

from enum import StrEnum


class InterventionKind(StrEnum):
    """soort of an interventie."""

    BEGELEIDING_AMBULANT = "begeleiding_ambulant"
    BEGELEIDING_GEZIN = "begeleiding_gezin"
    OPVOEDONDERSTEUNING = "opvoedondersteuning"
    BEHANDELING_PSYCHISCH = "behandeling_psychisch"
    BEHANDELING_VERSLAVING = "behandeling_verslaving"
    GEZINSTHERAPIE = "gezinstherapie"
    CRISISOPVANG = "crisisopvang"
    MAATSCHAPPELIJKE_OPVANG = "maatschappelijke_opvang"
    BESCHERMD_WONEN = "beschermd_wonen"
    WOONBEGELEIDING = "woonbegeleiding"
    SCHULDHULPVERLENING = "schuldhulpverlening"
    BEWINDVOERING = "bewindvoering"
    UITKERING = "uitkering"
    DAGBESTEDING = "dagbesteding"
    OPLEIDING_WERK = "opleiding_werk"
    SLACHTOFFERHULP = "slachtofferhulp"
    VEILIGHEIDSPLAN = "veiligheidsplan"
    HUISBEZOEK = "huisbezoek"
    HUISVERBOD = "huisverbod"
    CONTACTVERBOD = "contactverbod"
    LOCATIEVERBOD = "locatieverbod"
    AANZEGGING_UITHUISZETTING = "aanzegging_uithuiszetting"
    LAATSTE_KANS_CONTRACT = "laatste_kans_contract"
    UITHUISPLAATSING = "uithuisplaatsing"
    ONDERTOEZICHTSTELLING = "ondertoezichtstelling"
    TOEZICHT_RECLASSERING = "toezicht_reclassering"
    GEDRAGSTRAINING = "gedragstraining"
    WERKSTRAF = "werkstraf"
    BOETE = "boete"
    VERVOLGING = "vervolging"
    DETENTIE = "detentie"
    ELEKTRONISCHE_CONTROLE = "elektronische_controle"
    WAARSCHUWING_VERZUIM = "waarschuwing_verzuim"
    PROCESVERBAAL_VERZUIM = "procesverbaal_verzuim"
    OVERIG = "overig"


class Frame(StrEnum):
    """kader of an interventie."""

    VRIJWILLIG = "vrijwillig"
    DRANG = "drang"
    DWANG = "dwang"


class LifeDomain(StrEnum):
    """leefgebied: the eight life domains."""

    HUISVESTING = "huisvesting"
    FINANCIEN = "financien"
    SOCIAAL_FUNCTIONEREN = "sociaal_functioneren"
    PSYCHISCH_FUNCTIONEREN = "psychisch_functioneren"
    ZINGEVING = "zingeving"
    LICHAMELIJK_FUNCTIONEREN = "lichamelijk_functioneren"
    PRAKTISCH_FUNCTIONEREN = "praktisch_functioneren"
    DAGBESTEDING = "dagbesteding"


class InterventionStatus(StrEnum):
    """status of an interventie; only lopend runs."""

    GEPLAND = "gepland"
    WACHTLIJST = "wachtlijst"
    LOPEND = "lopend"
    AFGEROND = "afgerond"
    GESTAAKT = "gestaakt"
    GEWEIGERD = "geweigerd"
    NIET_BESCHIKBAAR = "niet_beschikbaar"


class IntendedResult(StrEnum):
    """beoogd_resultaat of an interventie."""

    VEILIGHEID = "veiligheid"
    STABIEL_WONEN = "stabiel_wonen"
    INKOMEN_OP_ORDE = "inkomen_op_orde"
    ZORG_AANVAARD = "zorg_aanvaard"
    BEHANDELD = "behandeld"
    SCHOOL_OF_WERK = "school_of_werk"
    NETWERK_VERSTERKT = "netwerk_versterkt"
    GEEN_NIEUWE_FEITEN = "geen_nieuwe_feiten"
    OVERIG = "overig"


class Instrument(StrEnum):
    """instrument with which a signaal was seen; its score never comes in."""

    SPIDER = "spider"
    RISC = "risc"
    ZRM = "zrm"
    PROFESSIONAL = "professional"


class Ground(StrEnum):
    """grondslag for a fact on health (Wgs art. 2.29)."""

    TOESTEMMING = "toestemming"
    WETTELIJKE_PLICHT = "wettelijke_plicht"
    WETTELIJKE_BEVOEGDHEID = "wettelijke_bevoegdheid"
    GOED_HULPVERLENERSCHAP = "goed_hulpverlenerschap"
