"""One number for the content of a frame: the same for the same rows, another for any other."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from graph.store.checksum import checksum

D = date
D0 = datetime(1700, 1, 1)  # noqa: DTZ001  hypothesis adds the zone
SHAPES = pl.DataFrame(
    {
        "naam": ["b", "a", None, ""],
        "getal": [0.1 + 0.2, -4.0, None, 1e-7],
        "vorm": [b"\x00\xff", None, b"", b"1"],
        "dag": [D(2025, 6, 30), None, D(1871, 2, 28), None],
        "op": [datetime(2025, 3, 30, 1, 30, tzinfo=UTC), None, None, None],
        "ja": [True, False, None, None],
    },
    schema_overrides={"op": pl.Datetime("us", "UTC")},
)
WRITTEN = """naam,getal,vorm,dag,op,ja
"",1e-7,31,,,
a,-4.0,,,,false
b,0.30000000000000004,00ff,2025-06-30,2025-03-30T01:30:00.000000Z,true
,,"",1871-02-28,,
"""


def test_the_checksum_is_of_the_rows_as_csv() -> None:
    assert checksum(SHAPES, ["naam"]) == hashlib.sha256(WRITTEN.encode()).hexdigest()


@given(st.permutations(range(SHAPES.height)))
def test_the_checksum_knows_no_order_of_rows(order: list[int]) -> None:
    assert checksum(SHAPES[order], ["naam"]) == checksum(SHAPES, ["naam"])


@given(
    st.sampled_from(SHAPES.columns),
    st.integers(0, 3),
    st.text(max_size=3),
    st.floats(allow_nan=False),
    st.data(),
)
def test_any_other_value_is_another_checksum(
    column: str, row: int, text: str, number: float, data: st.DataObject
) -> None:
    others = {"naam": text, "getal": number, "vorm": text.encode(), "dag": D(2025, 1, 1), "ja": True}
    value = data.draw(st.sampled_from([None, others.get(column)]))
    cells = SHAPES[column].to_list()
    changed = SHAPES.with_columns(
        pl.Series(column, [*cells[:row], value, *cells[row + 1 :]], dtype=SHAPES[column].dtype)
    )
    same = changed[column].to_list() == cells
    assert (checksum(changed, SHAPES.columns) == checksum(SHAPES, SHAPES.columns)) == same


@given(st.lists(st.tuples(*[st.none() | st.text(max_size=2)] * 2), min_size=1, max_size=3, unique=True))
def test_no_two_contents_look_alike(rows: list[tuple[str | None, str | None]]) -> None:
    one = pl.DataFrame(rows, schema={"a": pl.String, "b": pl.String}, orient="row")
    other = one.select(a=pl.col("a"), b=pl.col("b").fill_null(""))
    assert (checksum(one, one.columns) == checksum(other, one.columns)) == one.equals(other)
