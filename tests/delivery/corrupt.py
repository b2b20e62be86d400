"""Spoils leveringen in every way that we could think of, each time the same way for the same seed."""

from __future__ import annotations

import csv
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models.contract import TABLES


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A spoilt levering, what was done to it, and what its report must show.

    ``must``: ``geweigerd`` (refused whole), ``fout`` (at least one fault), a key of the report that may not be
    empty, or nothing: it only has to be read without an accident.
    """

    path: Path
    how: str
    must: str = ""


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


Spoiler = Callable[[Patient], str]
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
ODD_JSON = [None, [], {}, 7, -1, True, "", " ", "x" * 500, "2025-02-30", "\0", ["a"], 1e308, 10**40]


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


def head_key(p: Patient) -> str:
    path = p.folder / "levering.json"
    keys = json.loads(path.read_text())
    name = p.chance.choice(["contractversie", "bron", "bron_soort", "peildatum", "volledig", "levering_id"])
    if p.chance.random() < 0.3:
        del keys[name]
    else:
        keys[name] = p.chance.choice(
            [v for v in ODD_JSON if name not in ("volledig", "levering_id") or type(v) not in (bool, str)]
        )
    path.write_text(json.dumps(keys))
    return "geweigerd"


def head_bytes(p: Patient) -> str:
    path = p.folder / "levering.json"
    raw = p.bytes_of(path)
    for _ in range(p.chance.randint(1, 6)):
        raw[p.chance.randrange(len(raw))] = p.chance.randrange(256)
    path.write_bytes(raw)
    return ""


def no_head(p: Patient) -> str:
    (p.folder / "levering.json").unlink()
    return "geweigerd"


def head_cut(p: Patient) -> str:
    path = p.folder / "levering.json"
    raw = path.read_bytes().rstrip()
    path.write_bytes(raw[: p.chance.randrange(len(raw))])
    return "geweigerd"


def folder_for_a_file(p: Patient) -> str:
    path = p.table()
    path.unlink()
    path.mkdir()
    return "opmerkingen"


def twice_in_two_formats(p: Patient) -> str:
    path = p.table()
    pl.read_csv(path, infer_schema=False).write_parquet(path.with_suffix(".parquet"))
    return "geweigerd"


def parquet_bytes(p: Patient) -> str:
    path = _to_parquet(p)
    raw = p.bytes_of(path)
    for _ in range(p.chance.randint(1, 12)):
        raw[p.chance.randrange(len(raw))] = p.chance.randrange(256)
    path.write_bytes(raw)
    return ""


def parquet_cut(p: Patient) -> str:
    path = _to_parquet(p)
    raw = path.read_bytes()
    path.write_bytes(raw[: p.chance.randrange(len(raw) - 4)])
    return "geweigerd"


def parquet_odd_types(p: Patient) -> str:
    path = p.table()
    frame = pl.read_csv(path, try_parse_dates=True)
    path.unlink()
    odd = [
        pl.concat_list(pl.all()),
        pl.struct(pl.all()),
        pl.lit(b"\xff\x00"),
        pl.lit(1.5),
        pl.lit(None),
        pl.lit(True),
    ]
    name = p.chance.choice(frame.columns)
    frame = frame.with_columns(pl.all().cast(pl.String)).with_columns(p.chance.choice(odd).alias(name))
    frame.write_parquet(path.with_suffix(".parquet"))
    return ""


def _to_parquet(p: Patient) -> Path:
    path = p.table()
    target = path.with_suffix(".parquet")
    pl.read_csv(path, try_parse_dates=True).write_parquet(
        target, compression=p.chance.choice(["zstd", "uncompressed"])
    )
    path.unlink()
    return target


SPOILERS: tuple[Spoiler, ...] = (
    flip_bytes, bad_utf8, other_encoding, cut_table, empty_table, binary_table, drop_column, rename_column,
    add_forbidden_column, double_header, no_header, ragged_row, loose_quote, noise_in_a_required_value,
    noise_in_values, swap_values, wrong_date, orphan, clashing_key, equal_row, drop_table, unknown_table,
    head_key, head_bytes, no_head, head_cut, folder_for_a_file, twice_in_two_formats, parquet_bytes, parquet_cut,
    parquet_odd_types,
)  # fmt: skip


def spoil(source: Path, folder: Path, seed: int) -> Spoilt:
    """Copy one levering of a family and spoil it; every third one goes into a zip, and some zips are spoilt."""
    chance = random.Random(seed)
    leveringen = sorted(p for p in source.iterdir() if p.is_dir())
    target = folder / f"levering-{seed}"
    shutil.copytree(chance.choice(leveringen), target)
    spoiler = SPOILERS[seed % len(SPOILERS)]
    must = spoiler(Patient(target, chance))
    if seed % 3:
        return Spoilt(target, spoiler.__name__, must)
    path = _zipped(target, chance)
    if chance.random() < 0.4:
        return Spoilt(path, f"{spoiler.__name__} in a spoilt zip", _spoil_zip(path, chance))
    if spoiler is no_head:
        must = "geweigerd"
    return Spoilt(path, f"{spoiler.__name__} in a zip", "" if spoiler is folder_for_a_file else must)


def _zipped(folder: Path, chance: random.Random) -> Path:
    path = folder.with_suffix(".zip")
    inside = chance.choice(["", "map/"])
    with zipfile.ZipFile(path, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
        for file in sorted(p for p in folder.iterdir() if p.is_file()):
            archive.writestr(zipfile.ZipInfo(inside + file.name), file.read_bytes(), archive.compression)
    shutil.rmtree(folder)
    return path


def _spoil_zip(path: Path, chance: random.Random) -> str:
    raw = bytearray(path.read_bytes())
    if chance.random() < 0.3:
        path.write_bytes(raw[: chance.randrange(len(raw) - 22)])
        return "geweigerd"
    for _ in range(chance.randint(1, 10)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    path.write_bytes(raw)
    return ""
