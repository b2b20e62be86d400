"""Run a command as a whole process and know its wall time and its peak memory."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

KNOOPPUNT = Path(sys.executable).with_name("knooppunt")


@dataclass(frozen=True, slots=True)
class Run:
    """Wall time in seconds and peak resident memory in MiB of one finished process."""

    name: str
    seconds: float
    mebibytes: float


def run(name: str, *arguments: str | Path) -> Run:
    """Run ``knooppunt`` with these arguments; a failure ends the measurement."""
    command = [str(KNOOPPUNT), *map(str, arguments)]
    started = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{name} failed: {' '.join(command)}")
    return Run(name, time.perf_counter() - started, usage.ru_maxrss / 1024)


def table(runs: list[Run]) -> str:
    """The runs as a Markdown table with a last row for the whole."""
    lines = ["| stap | seconden | piekgeheugen (MiB) |", "|---|---:|---:|"]
    lines += [f"| {r.name} | {r.seconds:.1f} | {r.mebibytes:.0f} |" for r in runs]
    whole = sum(r.seconds for r in runs), max(r.mebibytes for r in runs)
    return "\n".join([*lines, f"| **samen** | **{whole[0]:.1f}** | **{whole[1]:.0f}** |"])
