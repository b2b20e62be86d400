"""The command line: ``knooppunt …``, as docs/contract/opdrachtregel.md promises it."""

from api.cli.start import main

__all__ = ["main"]
