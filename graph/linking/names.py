"""Names made comparable: case, accents, ij/y, prefixes and a partner's name no longer tell them apart."""

from __future__ import annotations

import polars as pl

LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"}
"""Letters that Unicode does not take apart into a base and an accent."""

PREFIX = (
    r"^(?:(?:van|von|v|vd|vande|vanden|vander|de|den|der|d|ter|ten|te|in|t|het|op|aan|bij|la|le|les|du|des"
    r"|el|al|uit|onder|over|tot|voor|s|zu|zum|di|da|dos) )+"
)
"""Words before a Dutch surname (BRP table 36, the common ones), at the start of a text of bare words."""


def fold(text: pl.Expr) -> pl.Expr:
    """Lower case without accents; ij and y alike."""
    plain = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return plain.str.replace_many(LETTERS).str.replace_all("ij", "y", literal=True)


def words(text: pl.Expr) -> pl.Expr:
    """Folded words with one space between them, punctuation gone."""
    return fold(text).str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def squeeze(text: pl.Expr) -> pl.Expr:
    """Without spaces; an empty text is unknown."""
    bare = text.str.replace_all(" ", "", literal=True)
    return pl.when(bare != "").then(bare)


def call_name(given: pl.Expr) -> pl.Expr:
    """The first given name; initials are no name."""
    first = given.str.strip_chars().str.extract(r"^(\S+)", 1)
    bare = squeeze(words(first))
    return pl.when(~first.str.contains(".", literal=True) & (bare.str.len_chars() > 1)).then(bare)


def initial(given: pl.Expr) -> pl.Expr:
    """The first letter of the first given name, full or initial."""
    return squeeze(words(given)).str.slice(0, 1)


def birth_surname(surname: pl.Expr, partner: pl.Expr) -> pl.Expr:
    """The surname by birth, without its prefix and without the partner's name beside it."""
    own, other = words(surname), words(partner).fill_null("")
    before, after = other + pl.lit(" "), pl.lit(" ") + other
    double = other != ""
    own = pl.when(double & own.str.starts_with(before)).then(own.str.strip_prefix(before)).otherwise(own)
    own = pl.when(double & own.str.ends_with(after)).then(own.str.strip_suffix(after)).otherwise(own)
    return squeeze(own.str.replace(PREFIX, ""))
