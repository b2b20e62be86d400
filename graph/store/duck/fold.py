# ruff: noqa: S608  names come from the declarations and are quoted, values are bound
"""Laying one levering over what is known of its bron, so that the order of reading makes no difference.

Leveringen of a bron stand in the order of their peildatum, those of one day in the order of reading. The
content of a key is that of the last levering that gave it; a fact with a period ends before the first full
levering after the last one that named its key. Ends are worked out when looking (``view``), so that a full
levering writes nothing for what it leaves out, and an older one that comes later finds its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.store.duck.schema import (
    COMPARISON,
    fact_table,
    ledger_table,
    listed,
    named_table,
    quoted,
    staged_table,
)

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    from models.columns import TableSpec

LEVERINGEN = ledger_table("leveringen")

WHOM = "list_concat(string_split(niet_aan, ' '), $kijkers::VARCHAR[])"
LIMITED = f"""CASE WHEN niet_aan IS NOT NULL OR len($kijkers::VARCHAR[]) > 0 THEN nullif(array_to_string(
    list_sort(list_distinct(list_filter({WHOM}, lambda wie: wie <> ''))), ' '), '') END"""
"""``niet_aan`` of a staged row with the levering's voorwaarden added, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The levering at hand: its number, and what the fold needs of its head."""

    nummer: int
    bron: str
    peildatum: date
    vandaag: date

    def values(self, *names: str) -> dict[str, object]:
        """Some of its values, to be bound in SQL by name."""
        return {name: getattr(self, name) for name in names}


class TableFold:
    """The fold of one table of a levering; ``viewers`` are the levering's voorwaarden for this table."""

    __slots__ = ("_cursor", "_fact", "_levering", "_spec", "_staged", "_viewers")

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        spec: TableSpec,
        levering: Numbered,
        viewers: tuple[str, ...],
    ) -> None:
        self._cursor = cursor
        self._spec = spec
        self._levering = levering
        self._viewers = {"kijkers": list(viewers)}
        self._fact = fact_table(spec.name)
        self._staged = f"(SELECT rowid, * REPLACE ({LIMITED} AS niet_aan) FROM {staged_table(spec.name)})"

    def rows(self) -> None:
        """Fold the staged rows."""
        self._drop_repeats()
        if self._is_known():
            self._compare()
            self._settle_known()
            self._add_versions()
            self._cursor.execute(f"TRUNCATE {COMPARISON}")
        else:
            self._add_all()

    def named(self) -> None:
        """Remember keys that a full levering named in refused rows; an unknown one waits without content."""
        keys = f"(SELECT DISTINCT * FROM {named_table(self._spec.name)})"
        self._cursor.execute(
            f"""UPDATE {self._fact} AS f SET genoemd_in = $nummer FROM {keys} AS s
                WHERE f.bron = $bron AND f.bekend_tot IS NULL AND {_same(self._spec.key)}
                    AND f.genoemd_in IN (
                        SELECT volgnummer FROM {LEVERINGEN} WHERE peildatum <= $peildatum)""",
            self._levering.values("nummer", "bron", "peildatum"),
        )
        self._cursor.execute(
            f"""INSERT INTO {self._fact} BY NAME
                SELECT $bron AS bron, s.*, $nummer AS genoemd_in, $nummer AS bekend_van FROM {keys} AS s
                WHERE NOT EXISTS (SELECT 1 FROM {self._fact} AS f
                    WHERE f.bron = $bron AND f.bekend_tot IS NULL AND {_same(self._spec.key)})""",
            self._levering.values("nummer", "bron"),
        )

    def _drop_repeats(self) -> None:
        """Keep one row per key; the cheap look at hashes comes first, for repeats are rare."""
        table, key = staged_table(self._spec.name), listed(self._spec.key)
        repeated = f"SELECT 1 FROM {table} GROUP BY hash({key}) HAVING count(*) > 1 LIMIT 1"
        if self._cursor.execute(repeated).fetchone() is not None:
            self._cursor.execute(
                f"DELETE FROM {table} WHERE rowid NOT IN (SELECT max(rowid) FROM {table} GROUP BY {key})"
            )

    def _is_known(self) -> bool:
        known = f"SELECT 1 FROM {self._fact} WHERE bron = $bron LIMIT 1"
        return self._cursor.execute(known, self._levering.values("bron")).fetchone() is not None

    def _add_all(self) -> None:
        self._cursor.execute(
            f"""INSERT INTO {self._fact} BY NAME
                SELECT $bron AS bron, {self._columns()}, $nummer AS gezegd_in, $nummer AS genoemd_in,
                    $vandaag AS eerst_verwerkt, $nummer AS bekend_van
                FROM {self._staged} AS s""",
            self._levering.values("nummer", "bron", "vandaag") | self._viewers,
        )

    def _compare(self) -> None:
        """Lay each staged row beside the version that holds.

        ``gelijk``: it says the same; ``wint``: no newer levering gave content; ``laatst``: none named it.
        """
        content = (*(name for name in self._spec.names if name not in self._spec.key), "niet_aan")
        self._cursor.execute(
            f"""INSERT INTO {COMPARISON} BY NAME
                SELECT s.rowid AS nieuw, f.rowid AS oud, f.genoemd_in, f.eerst_verwerkt,
                    coalesce(f.gezegd_in IS NOT NULL AND {_same(content)}, false) AS gelijk,
                    gezegd.peildatum IS NULL OR gezegd.peildatum <= $peildatum AS wint,
                    genoemd.peildatum IS NULL OR genoemd.peildatum <= $peildatum AS laatst
                FROM {self._staged} AS s
                LEFT JOIN (
                    SELECT rowid, * FROM {self._fact} WHERE bron = $bron AND bekend_tot IS NULL
                ) AS f ON {_same(self._spec.key)}
                LEFT JOIN {LEVERINGEN} AS gezegd ON gezegd.volgnummer = f.gezegd_in
                LEFT JOIN {LEVERINGEN} AS genoemd ON genoemd.volgnummer = f.genoemd_in""",
            self._levering.values("bron", "peildatum") | self._viewers,
        )

    def _settle_known(self) -> None:
        """Confirm the versions that are said again, close those that are replaced."""
        self._cursor.execute(
            f"""UPDATE {self._fact} AS f SET
                    gezegd_in = CASE WHEN v.wint AND v.gelijk THEN $nummer ELSE f.gezegd_in END,
                    genoemd_in = CASE WHEN v.laatst THEN $nummer ELSE f.genoemd_in END,
                    bekend_tot = CASE WHEN v.wint AND NOT v.gelijk THEN $nummer END
                FROM {COMPARISON} AS v WHERE f.rowid = v.oud AND (v.wint OR v.laatst)""",
            self._levering.values("nummer"),
        )

    def _add_versions(self) -> None:
        """Add what is new; what an older levering said otherwise goes straight into history."""
        self._cursor.execute(
            f"""INSERT INTO {self._fact} BY NAME
                SELECT $bron AS bron, {self._columns()}, $nummer AS gezegd_in,
                    CASE WHEN v.laatst THEN $nummer ELSE v.genoemd_in END AS genoemd_in,
                    coalesce(v.eerst_verwerkt, $vandaag) AS eerst_verwerkt,
                    $nummer AS bekend_van, CASE WHEN NOT v.wint THEN $nummer END AS bekend_tot
                FROM {COMPARISON} AS v JOIN {self._staged} AS s ON s.rowid = v.nieuw
                WHERE NOT v.gelijk""",
            self._levering.values("nummer", "bron", "vandaag") | self._viewers,
        )

    def _columns(self) -> str:
        return listed((*self._spec.names, "niet_aan"), "s.")


def _same(columns: tuple[str, ...]) -> str:
    """Whether staged row ``s`` and fact ``f`` agree on these columns, empty values included."""
    return " AND ".join(f"s.{quoted(name)} IS NOT DISTINCT FROM f.{quoted(name)}" for name in columns)
