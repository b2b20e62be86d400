"""The closed lists of the leveringscontract. Values are Dutch, as partners deliver them."""

from enum import StrEnum


class Sex(StrEnum):
    """geslacht: O is unknown or other."""

    M = "M"
    V = "V"
    O = "O"  # noqa: E741  the contract's own letter


class PlaceKind(StrEnum):
    """soort of an adres; only a woning makes a household."""

    WONING = "woning"
    INSTELLING = "instelling"
    OPVANG = "opvang"
    DETENTIE = "detentie"
    BRIEFADRES = "briefadres"


class ResidenceKind(StrEnum):
    """soort of a verblijf; deels is part of the time (co-parenting)."""

    WOONADRES = "woonadres"
    BRIEFADRES = "briefadres"
    FEITELIJK = "feitelijk"
    DEELS = "deels"


class RelationKind(StrEnum):
    """soort of a relatie; read: persoon_id is the [soort] of ander_id."""

    OUDER = "ouder"
    STIEFOUDER = "stiefouder"
    PLEEGOUDER = "pleegouder"
    ADOPTIEOUDER = "adoptieouder"
    GROOTOUDER = "grootouder"
    PARTNER = "partner"
    EX_PARTNER = "ex_partner"
    BROER_ZUS = "broer_zus"
    HALFBROER_ZUS = "halfbroer_zus"
    VOOGD = "voogd"
    GEZAG = "gezag"
    VERZORGER = "verzorger"
    FAMILIE = "familie"
    VRIEND = "vriend"
    BUUR = "buur"
    HECHT = "hecht"
    CONFLICT = "conflict"
    VERBROKEN = "verbroken"
    GEWELD_TEGEN = "geweld_tegen"
    STEUN = "steun"


class UnionForm(StrEnum):
    """vorm of a partner relation."""

    HUWELIJK = "huwelijk"
    GEREGISTREERD = "geregistreerd"
    SAMENWONEND = "samenwonend"


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


class NotificationKind(StrEnum):
    """soort of a melding."""

    POLITIEMUTATIE = "politiemutatie"
    DPAN = "dpan"
    VT_MELDING = "vt_melding"
    ZORGMELDING = "zorgmelding"
    AANMELDING_PARTNER = "aanmelding_partner"
    ZELFMELDING = "zelfmelding"
    OVERIG = "overig"


class NotificationNature(StrEnum):
    """aard of a melding."""

    BURENOVERLAST = "burenoverlast"
    JEUGDOVERLAST = "jeugdoverlast"
    HUISELIJK_GEWELD = "huiselijk_geweld"
    GEWELD = "geweld"
    VERMOGEN = "vermogen"
    VERZUIM = "verzuim"
    VERWARD_GEDRAG = "verward_gedrag"
    MIDDELEN = "middelen"
    ZORG_OM_KIND = "zorg_om_kind"
    OVERIG = "overig"


class TargetGroup(StrEnum):
    """doelgroep of a melding, vervolgactie or traject."""

    VOLWASSEN_VEELPLEGER = "volwassen_veelpleger"
    JEUGDIGE_VEELPLEGER = "jeugdige_veelpleger"
    HUISELIJK_GEWELD = "huiselijk_geweld"
    EER_SEKSUEEL_GEWELD = "eer_seksueel_geweld"
    EX_GEDETINEERDE = "ex_gedetineerde"
    RISICOJEUGD = "risicojeugd"
    DAK_THUISLOOS = "dak_thuisloos"
    VERWARD_GEDRAG = "verward_gedrag"
    RADICALISERING = "radicalisering"
    TOP_X = "top_x"
    ZONDER = "zonder"


class FollowUpKind(StrEnum):
    """soort of a vervolgactie: what was done with a melding."""

    PARTNER = "partner"
    CASUSOVERLEG_ZORG = "casusoverleg_zorg"
    CASUSOVERLEG_JUSTITIE = "casusoverleg_justitie"
    INTEGRAAL = "integraal"
    GEEN = "geen"


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
