"""Spoils leveringen in every way that we could think of, each time the same way for the same seed."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from delivery import spoil_files, spoil_tables


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A spoilt levering, what was done to it, and what its report must show.

    ``must``: ``geweigerd`` (refused whole), ``fout`` (at least one fault), a key of the report that may
    not be empty, or nothing: it only has to be read without an accident.
    """

    path: Path
    how: str
    must: str = ""


Spoiler = Callable[[spoil_tables.Patient], str]

SPOILERS: tuple[Spoiler, ...] = (
    spoil_tables.flip_bytes,
    spoil_tables.bad_utf8,
    spoil_tables.other_encoding,
    spoil_tables.cut_table,
    spoil_tables.empty_table,
    spoil_tables.binary_table,
    spoil_tables.drop_column,
    spoil_tables.rename_column,
    spoil_tables.add_forbidden_column,
    spoil_tables.double_header,
    spoil_tables.no_header,
    spoil_tables.ragged_row,
    spoil_tables.loose_quote,
    spoil_tables.noise_in_a_required_value,
    spoil_tables.noise_in_values,
    spoil_tables.swap_values,
    spoil_tables.wrong_date,
    spoil_tables.orphan,
    spoil_tables.clashing_key,
    spoil_tables.equal_row,
    spoil_tables.drop_table,
    spoil_tables.unknown_table,
    spoil_files.head_key,
    spoil_files.head_bytes,
    spoil_files.no_head,
    spoil_files.head_cut,
    spoil_files.folder_for_a_file,
    spoil_files.twice_in_two_formats,
    spoil_files.parquet_bytes,
    spoil_files.parquet_cut,
    spoil_files.parquet_odd_types,
)


def spoil(source: Path, folder: Path, seed: int) -> Spoilt:
    """Copy one levering of a family and spoil it; every third goes into a zip, and some zips are spoilt."""
    chance = random.Random(seed)
    leveringen = sorted(p for p in source.iterdir() if p.is_dir())
    target = folder / f"levering-{seed}"
    shutil.copytree(chance.choice(leveringen), target)
    spoiler = SPOILERS[seed % len(SPOILERS)]
    must = spoiler(spoil_tables.Patient(target, chance))
    if seed % 3:
        return Spoilt(target, spoiler.__name__, must)
    path = _zipped(target, chance)
    if chance.random() < 0.4:
        return Spoilt(path, f"{spoiler.__name__} in a spoilt zip", _spoil_zip(path, chance))
    if spoiler is spoil_files.folder_for_a_file:
        must = ""  # an empty folder does not get into the zip
    return Spoilt(path, f"{spoiler.__name__} in a zip", must)


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
