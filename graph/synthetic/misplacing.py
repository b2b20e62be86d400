"""How sources write addresses down: abbreviations, capitals, a lost postcode, a wrong number."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.mistakes import Mistakes, typo
from graph.synthetic.plan import Ints

ABBREVIATED = {"straat": "str.", "laan": "ln.", "plein": "pln.", "weg": "wg.", "singel": "sgl."}
MISSPELT = 0.14
"""Share of address lines that are written otherwise than in the register."""


def shortened(value: str, number: int) -> str:
    """``Lijsterbesstraat`` becomes ``Lijsterbesstr.``; other endings get a typing error."""
    for whole, short in ABBREVIATED.items():
        if value.endswith(whole):
            return value.removesuffix(whole) + short
    return typo(value, number)


def misspell(frame: pl.DataFrame, m: Mistakes) -> pl.DataFrame:
    """Contract columns of addresses, as a careless source has them."""
    street = m.change(frame["straat"], 0.5, shortened)
    street = m.change(street, 0.12, typo)
    town = m.change(frame["woonplaats"], 0.3, lambda v, _: v.upper())
    postcode = m.change(frame["postcode"], 0.15, lambda _v, _n: None)
    postcode = m.change(postcode, 0.2, lambda v, _: f"{v[:4]} {v[4:]}")
    letter = m.change(frame["huisletter"], 0.2, lambda _v, _n: None)
    off = pl.Series(m.some(len(frame), 0.08))
    number = pl.when(off).then(pl.col("huisnummer") + 2).otherwise("huisnummer")
    changed = frame.with_columns(
        straat=street, woonplaats=town, postcode=postcode, huisletter=letter, huisnummer=number
    )
    if "nummeraanduiding" in frame.columns:
        changed = changed.with_columns(nummeraanduiding=pl.lit(None, pl.String))
    return changed


def variants(m: Mistakes, address: Ints) -> Ints:
    """0 for an address as it is, 1 for one written carelessly."""
    return np.asarray(m.some(len(address), MISSPELT), dtype=np.int64)
