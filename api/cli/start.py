"""From the words that were typed to an exit status; whatever goes wrong is one Dutch sentence."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

from api.cli.commands import knooppunt
from api.cli.dutch import sentence
from models.errors import KnooppuntError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

INTERRUPTED = 130
BROKEN_PIPE = 141


OTHERS = 0o007


def main() -> None:
    """The console script; what it writes is not for other users of this computer."""
    os.umask(os.umask(OTHERS) | OTHERS)
    if os.environ.get("KNOOPPUNT_DEBUG") != "1":
        sys.excepthook = _own_fault
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Do what was asked and return the exit status."""
    try:
        group = knooppunt()
        with group.make_context("knooppunt", list(words)) as context:
            group.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        return _say(sentence(wrong), 2)
    except KnooppuntError as error:
        return _say(str(error), error.exit_status)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        return BROKEN_PIPE
    return 0


def _say(message: str, status: int) -> int:
    sys.stderr.write(f"{' '.join(message.split())}\n")
    return status


def _silence(stream: TextIO) -> None:
    """Nobody reads on: give Python's own flush at exit a place where it cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _own_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    del error, trace
    sys.stderr.write(
        f"Dit is een fout van Knooppunt zelf ({kind.__name__}); "
        "zet KNOOPPUNT_DEBUG=1 en geef de opdracht opnieuw om de details te zien.\n"
    )
