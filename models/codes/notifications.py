"""Codes about meldingen and what was done with them."""

from enum import StrEnum


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
