"""Codes about persons, where they live and what they are to each other."""

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
