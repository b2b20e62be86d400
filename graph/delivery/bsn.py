"""The citizen number: the elfproef over a whole column, and which numbers are nobody's."""

import polars as pl

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, 10)
"""The last weight is -1; modulo 11 that is 10, which keeps every sum positive."""

FICTIONAL_REMAINDER = 5
TEST_RANGE = "9999"


def is_acceptable(text: pl.Expr, *, fictief: bool) -> pl.Expr:
    """Whether a store takes this number.

    A store of real people takes numbers that pass the elfproef outside the test range; a fictional one takes
    only that range and numbers whose weighted sum leaves remainder 5 (leveringscontract, Values).
    """
    passes = remainder(text) == 0
    real = passes & (text != "000000000")
    if fictief:
        return (passes & text.str.starts_with(TEST_RANGE)) | (remainder(text) == FICTIONAL_REMAINDER)
    return real & ~text.str.starts_with(TEST_RANGE)


def remainder(text: pl.Expr) -> pl.Expr:
    """The weighted sum of nine digits modulo 11; ``-1`` for anything else."""
    nine = text.str.contains("^[0-9]{9}$")
    number = pl.when(nine).then(text).cast(pl.Int64)
    digits = [number // 10 ** (8 - place) % 10 * weight for place, weight in enumerate(WEIGHTS)]
    return pl.when(nine).then(pl.sum_horizontal(digits) % 11).otherwise(-1)
