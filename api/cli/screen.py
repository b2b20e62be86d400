"""Where an answer goes: one JSON document or calm tables on standard output, the rest on standard error."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from visual.dutch import short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ACCENT = "bold blue"
PLAIN_WIDTH = 160


class _Screen(Console):
    """rich would end the process itself when nobody reads on; that is for ``api.cli.start`` to decide."""

    def on_broken_pipe(self) -> None:
        """Pass it on."""
        raise BrokenPipeError


def answers() -> Console:
    """Standard output, for people."""
    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    return _Screen(file=sys.stdout, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


def notes() -> Console:
    """Standard error, for progress and messages."""
    return Console(file=sys.stderr, markup=False, highlight=False, emoji=False)


def note(message: str) -> None:
    """One sentence beside the answer."""
    sys.stderr.write(f"{message}\n")


def write_json(document: object) -> None:
    """The one document of ``--json``."""
    sys.stdout.write(to_json(document))


def to_json(document: object) -> str:
    """JSON as every command writes it: UTF-8, two spaces, in the order of the document."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=_plain) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Group:
    """A table of plain values under its title; a column that holds numbers alone stands to the right."""
    cells = [list(row) for row in rows]
    made = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(columns):
        numeric = bool(cells) and all(isinstance(row[number], int | float) for row in cells)
        made.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        made.add_row(*(Text(show(value)) for value in row))
    return Group(Text(title, style=ACCENT), made if cells else Text("  niets gevonden\n"))


def show(value: object) -> str:
    """A value as people read it: a Dutch decimal comma and thousands point, empty for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case int():
            return f"{value:,}".replace(",", ".")
        case float():
            return f"{value:,.1f}".translate(str.maketrans(",.", ".,"))
        case date():
            return short_day(value)
        case _:
            return str(value)


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """A moving line on a terminal, nothing elsewhere; call it with what is being done and how far it is."""
    if not sys.stderr.isatty():
        yield lambda _label, _count: None
        return
    columns: tuple[Any, ...] = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=notes(), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda label, count: bar.update(task, description=f"{label} {show(count or None)}".strip())
