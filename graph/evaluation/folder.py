"""A truth folder: what is really so in a fictional region, as CSV tables of text."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from models.errors import InputError

COLUMNS = {
    "personen.csv": ("bron", "persoon_id", "waar_id"),
    "systemen.csv": ("waar_id", "systeem_id"),
    "samenloop.csv": ("soort", "bron_a", "traject_a", "bron_b", "traject_b"),
    "hotspots.csv": ("thema", "gebied", "rr"),
}


def read_if_there(folder: Path, name: str) -> pl.DataFrame | None:
    """One table of a truth folder; ``None`` if the folder does not hold it.

    Raises:
        InputError: there is no such folder, or the table cannot be read.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is geen map; geef de map met personen.csv en de andere waarheden.")
    return read_truth(folder, name) if (folder / name).exists() else None


def read_truth(folder: Path, name: str) -> pl.DataFrame:
    """One table of a truth folder with its columns in order, all text, each row once.

    Raises:
        InputError: the file is absent, or is no CSV table with these columns.
    """
    try:
        frame = pl.read_csv(folder / name, infer_schema=False)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(
            f"In de waarheidsmap staat geen {name}; kies een map van knooppunt verzin."
        ) from error
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(f"{name} in de waarheidsmap is geen leesbare CSV-tabel in UTF-8.") from error
    missing = [c for c in COLUMNS[name] if c not in frame.columns]
    if missing:
        raise InputError(f"In {name} van de waarheidsmap ontbreekt de kolom {missing[0]}.")
    return frame.select(COLUMNS[name]).unique(maintain_order=True)
