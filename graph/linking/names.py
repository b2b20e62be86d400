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


def birth_surname(surname: pl.Expr, partner: pl.Expr) -> pl.Expr:
    """The surname by birth, without its prefix and without the partner's name beside it."""
    own, other = words(surname), words(partner).fill_null("")
    before, after = other + pl.lit(" "), pl.lit(" ") + other
    double = other != ""
    own = pl.when(double & own.str.starts_with(before)).then(own.str.strip_prefix(before)).otherwise(own)
    own = pl.when(double & own.str.ends_with(after)).then(own.str.strip_suffix(after)).otherwise(own)
    return squeeze(own.str.replace(PREFIX, ""))


def partner_surname(partner: pl.Expr) -> pl.Expr:
    """The partner's surname without its prefix."""
    return squeeze(words(partner).str.replace(PREFIX, ""))


ALIKE_SOUNDS = {
    "sch": "s",
    "ch": "g",
    "ck": "k",
    "ph": "f",
    "th": "t",
    "dt": "t",
    "qu": "k",
    "c": "k",
    "q": "k",
    "z": "s",
    "v": "f",
    "d": "t",
    "x": "ks",
    "b": "p",
}
"""Spellings that sound alike in Dutch, longer ones first."""


def skeleton(name: pl.Expr) -> pl.Expr:
    """How a squeezed name sounds: its first letter and its consonants, those that sound alike as one.

    Vowels, h, w and double letters fall away, so that most slips leave the skeleton as it was.
    """
    sound = name.str.replace_many(ALIKE_SOUNDS, leftmost=True)
    bare = sound.str.slice(0, 1) + sound.str.slice(1).str.replace_all(r"[aeiouyhw\d]", "")
    for letter in "bdfgklmnprst":
        bare = bare.str.replace_all(f"{letter}{letter}+", letter)
    return bare
