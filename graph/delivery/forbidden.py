"""Columns that may not come in (BGS art. 1.9): recognised by name and dropped before anything is read."""

import unicodedata

FORBIDDEN: dict[str, tuple[str, ...]] = {
    "nationaliteit": (
        "nationalit*",
        "staatsburgerschap",
        "citizenship",
        "aanduiding_bijzonder_nederlanderschap",
        "bijzonder_nederlanderschap",
    ),
    "geboorteland": (
        "geboorteland*",
        "land_geboorte",
        "land_van_geboorte",
        "landcode_geboorte",
        "geboorte_land*",
        "birth_country",
        "country_birth",
        "country_of_birth",
        "land_vanwaar_ingeschreven",
    ),
    "verblijfstitel": (
        "verblijfstitel*",
        "aanduiding_verblijfstitel",
        "verblijfsvergunning*",
        "verblijfsrecht*",
        "verblijfsstatus",
        "vreemdelingnummer",
        "v_nummer",
        "residence_permit*",
        "residence_title",
        "residence_status",
        "immigration_status",
    ),
    "etniciteit": (
        "etnicit*",
        "etnisch*",
        "ethnic*",
        "migratieachtergrond",
        "herkomst",
        "herkomstland",
        "land_van_herkomst",
        "herkomstgroepering",
        "afkomst",
        "ras",
        "race",
        "huidskleur",
        "skin_colour",
        "skin_color",
    ),
    "godsdienst": (
        "godsdienst*",
        "geloof",
        "geloofsovertuiging",
        "levensovertuiging",
        "kerkgenootschap",
        "kerkelijke_gezindte",
        "religie*",
        "religio*",
        "faith",
        "denomination",
    ),
    "seksuele gerichtheid": (
        "seksuele_gerichtheid",
        "seksuele_geaardheid",
        "seksuele_voorkeur",
        "seksuele_orientatie",
        "geaardheid",
        "sexual_orientation",
        "sexual_preference",
        "sexuality",
    ),
}
"""Per subject the names; a star stands for anything before and after (``geboorteland_moeder``)."""


def squeeze(name: str) -> str:
    """A column name without capitals, accents, spaces and signs, so that spellings fall together."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in letters if c.isalnum())


_WHOLE = frozenset(squeeze(n) for names in FORBIDDEN.values() for n in names if not n.endswith("*"))
_STEMS = tuple(squeeze(n) for names in FORBIDDEN.values() for n in names if n.endswith("*"))


def is_forbidden(name: str) -> bool:
    """Whether a column of this name may not come in, however it is spelt."""
    squeezed = squeeze(name)
    return squeezed in _WHOLE or any(stem in squeezed for stem in _STEMS)
