"""Files that a command writes: whole or not at all, and the same bytes for the same rows."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def write_file(path: Path, content: bytes | str) -> None:
    """Put ``content`` at ``path`` in one move.

    Raises:
        InputError: the folder cannot be written, or the disk is full.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        _replace(path, data)
    except OSError as error:
        raise InputError(f"Schrijven naar '{path}' lukt niet: {reason(error)}.") from error


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():  # a pipe or a device takes the bytes as they come
        path.write_bytes(data)
        return
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise


def reason(error: OSError) -> str:
    """Why the operating system refuses, in Dutch."""
    match error:
        case PermissionError():
            return "u hebt er geen rechten voor"
        case FileNotFoundError():
            return "de map bestaat niet"
        case FileExistsError():
            return "er staat al iets met die naam"
        case NotADirectoryError() | IsADirectoryError():
            return "een deel van het pad is geen map of juist wel"
        case _:
            return f"het systeem meldt '{error.strerror}'"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180 with a header row; nothing is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([["" if value is None else value for value in row] for row in rows])
    return text.getvalue()
