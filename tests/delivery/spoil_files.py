"""Ways to spoil the files of a levering: levering.json, Parquet, what lies beside them."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
from delivery.spoil_tables import Patient

ODD_JSON = [None, [], {}, 7, -1, True, "", " ", "x" * 500, "2025-02-30", "\0", ["a"], 1e308, 10**40]


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
