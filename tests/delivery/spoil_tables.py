"""Ways to spoil one table of a levering; each says what its report must show."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from models.contract import TABLES


@dataclass(slots=True)
class Patient:
    """The levering under the knife."""

    folder: Path
    chance: random.Random

    def table(self, *names: str) -> Path:
        """A table with rows, if need be one of these."""
        tables = [p for p in sorted(self.folder.glob("*.csv")) if not names or p.stem in names]
        return self.chance.choice(tables)

    def rows(self, path: Path) -> list[list[str]]:
        """Header and rows of a table."""
        with path.open(newline="") as file:
            return list(csv.reader(file))

    def write(self, path: Path, rows: list[list[str]]) -> None:
        """Put rows back."""
        with path.open("w", newline="") as file:
            csv.writer(file, lineterminator=self.chance.choice(["\n", "\r\n"])).writerows(rows)

    def row(self, rows: list[list[str]]) -> list[str]:
        """One of the rows, not the header."""
        return self.chance.choice(rows[1:])

    def bytes_of(self, path: Path) -> bytearray:
        """What a file holds."""
        return bytearray(path.read_bytes())


NOISE = [
    "\0",
    "\x1b[31m",
    "\ufffd",
    "'; DROP TABLE personen; --",
    "<script>",
    "=1+1",
    "9" * 400,
    "é" * 600,
    "\u202e",
    "-1",
]


def flip_bytes(p: Patient) -> str:
    path = p.table()
    raw = p.bytes_of(path)
    for _ in range(p.chance.randint(1, 8)):
        raw[p.chance.randrange(len(raw))] = p.chance.randrange(256)
    path.write_bytes(raw)
    return ""


def bad_utf8(p: Patient) -> str:
    path = p.table()
    raw = p.bytes_of(path)
    raw.insert(p.chance.randrange(len(raw) + 1), p.chance.choice([0xFF, 0xC0, 0xFE]))
    path.write_bytes(raw)
    return "geweigerd"


def other_encoding(p: Patient) -> str:
    path = p.table()
    path.write_bytes(path.read_text().encode("utf-16"))
    return "geweigerd"


def cut_table(p: Patient) -> str:
    path = p.table()
    raw = p.bytes_of(path)
    path.write_bytes(raw[: p.chance.randrange(len(raw))])
    return ""


def empty_table(p: Patient) -> str:
    p.table().write_bytes(p.chance.choice([b"", b"\n", b"\xef\xbb\xbf", b"\r\n\r\n"]))
    return "fout"


def binary_table(p: Patient) -> str:
    p.table().write_bytes(b"\x7fELF" + p.chance.randbytes(3000) + b"\xff")
    return "geweigerd"


def drop_column(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    place = p.chance.randrange(len(rows[0]))
    required = rows[0][place] in TABLES[path.stem].required
    p.write(path, [row[:place] + row[place + 1 :] for row in rows])
    return "fout" if required else ""


def rename_column(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    rows[0][p.chance.randrange(len(rows[0]))] = p.chance.choice(["schoenmaat", "lievelingskleur"])
    p.write(path, rows)
    return "onbekende_kolommen" if len(rows[0]) > 1 else "fout"


def add_forbidden_column(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    place = p.chance.randrange(len(rows[0]) + 1)
    rows[0].insert(place, p.chance.choice(["nationaliteit", "Geboorte_Land", "religie", "landcode_geboorte"]))
    for row in rows[1:]:
        row.insert(place, "verboden waarde")
    p.write(path, rows)
    return "verboden_kolommen"


def double_header(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    place = p.chance.randrange(len(rows[0]))
    for row in rows:
        row.append(row[place])
    p.write(path, rows)
    return "fout"


def no_header(p: Patient) -> str:
    path = p.table()
    p.write(path, p.rows(path)[1:])
    return "fout"


def ragged_row(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    row = p.row(rows)
    row[:] = [*row, "te veel"] if p.chance.random() < 0.5 or len(row) == 1 else row[:-1]
    p.write(path, rows)
    return "fout"


def loose_quote(p: Patient) -> str:
    path = p.table()
    lines = path.read_text().splitlines()
    place = p.chance.randrange(1, len(lines))
    lines[place] = '"' + lines[place]
    path.write_text("\n".join(lines))
    return "fout"


def noise_in_a_required_value(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    required = [n for n, name in enumerate(rows[0]) if name in TABLES[path.stem].required]
    p.row(rows)[p.chance.choice(required)] = "\0"
    p.write(path, rows)
    return "fout"


def noise_in_values(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    for _ in range(p.chance.randint(1, 5)):
        row = p.row(rows)
        row[p.chance.randrange(len(row))] = p.chance.choice(NOISE)
    p.write(path, rows)
    return ""


def swap_values(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    row = p.row(rows)
    p.chance.shuffle(row)
    p.write(path, rows)
    return ""


def wrong_date(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    dates = [
        n
        for n, name in enumerate(rows[0])
        if name in ("van", "tot", "datum", "start", "einde", "geboortedatum")
    ]
    if not dates:
        return ""
    p.row(rows)[p.chance.choice(dates)] = p.chance.choice(
        ["30-06-2025", "2025-02-30", "gisteren", "20250630", "0"]
    )
    p.write(path, rows)
    return "fout"


def orphan(p: Patient) -> str:
    path = p.table("delicten", "betrokkenen", "signalen", "verblijf", "relaties", "interventies")
    rows = p.rows(path)
    p.row(rows)[rows[0].index("persoon_id")] = "BESTAAT-NIET"
    p.write(path, rows)
    return "fout"


def clashing_key(p: Patient) -> str:
    path = p.table("personen")
    rows = p.rows(path)
    rows.append(list(p.row(rows)))
    rows[-1][rows[0].index("voornamen")] = "Iemand Anders"
    p.write(path, rows)
    return "fout"


def equal_row(p: Patient) -> str:
    path = p.table()
    rows = p.rows(path)
    rows.insert(p.chance.randrange(1, len(rows) + 1), list(p.row(rows)))
    p.write(path, rows)
    return "opmerkingen"


def drop_table(p: Patient) -> str:
    p.table("personen").unlink()
    return "fout"


def unknown_table(p: Patient) -> str:
    (p.folder / p.chance.choice(["klanten.csv", "personen.xlsx", "personen.csv.bak"])).write_bytes(b"\xff\0")
    return "opmerkingen"
