"""Opening the file: the key, the lock, and one Dutch sentence for everything that can be wrong with it."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from models.errors import InputError, KnooppuntError, StoreLocked, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY_LIMIT = "768MB"
"""What DuckDB itself may hold; with the reader beside it a process stays below 2 GB."""

MOST_THREADS = 4
"""Each thread takes its own share of the memory."""

HOLDER = re.compile(r"Conflicting lock is held in (?P<program>.*?) \(PID (?P<pid>\d+)\)")


def connect(path: Path, key: str | None) -> duckdb.DuckDBPyConnection:
    """A connection with the file attached as ``opslag``; it is made if it is not there.

    Raises:
        InputError: the file is not a store, or the key does not fit.
        StoreLocked: another process, or this one, has it open already.
        StoreUnavailable: the file cannot be read or written.
    """
    connection = duckdb.connect(":memory:", config=_settings(path, key))
    try:
        if key is not None:
            connection.execute(f"LOAD {_literal(str(_cipher()))}")
        _attach(connection, path, key)
        _clear_spill(path)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, key: str | None) -> None:
    """Attach the file; whatever fails, no message and no traceback shows the statement with the key."""
    encrypted = "" if key is None else f" (ENCRYPTION_KEY {_literal(key)})"
    try:
        connection.execute(f"ATTACH {_literal(str(path))} AS opslag{encrypted}")
    except duckdb.Error as problem:
        explanation = _explain(path, str(problem)) or StoreUnavailable(_unusable(path))
    else:
        return
    raise explanation


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what DuckDB says about file, lock and memory into our errors; its other errors are our faults."""
    try:
        yield
    except duckdb.Error as problem:
        explanation = _explain(path, str(problem))
        if explanation is None and isinstance(problem, duckdb.IOException | duckdb.FatalException):
            explanation = StoreUnavailable(_unusable(path))
        if explanation is None:
            raise
        raise explanation from problem


def _explain(path: Path, text: str) -> KnooppuntError | None:
    if "Could not set lock on file" in text or "Unique file handle conflict" in text:
        return StoreLocked(_holder(path, text))
    return next((error for sign, error in _known(path).items() if sign in text), None)


def _unusable(path: Path) -> str:
    return f"De opslag {path} kan niet worden gelezen of geschreven."


def _known(path: Path) -> dict[str, KnooppuntError]:
    no_store = InputError(f"{path} is geen opslag van Knooppunt.")
    return {
        "Wrong encryption key": InputError(f"De sleutel past niet op de opslag {path}."),
        "without a key": InputError(
            f"De opslag {path} is versleuteld: geef de sleutel in KNOOPPUNT_SLEUTEL."
        ),
        "is not encrypted": InputError(
            f"De opslag {path} is niet versleuteld: haal KNOOPPUNT_SLEUTEL weg of maak een nieuwe opslag."
        ),
        "key cannot be empty": InputError(
            "De sleutel in KNOOPPUNT_SLEUTEL is leeg: vul hem of haal hem weg."
        ),
        "not a valid DuckDB database": no_store,
        "Is a directory": no_store,
        "trying to read a database file with version": InputError(newer(path)),
        "No space left": StoreUnavailable(f"De schijf van de opslag {path} is vol: maak eerst ruimte."),
        "Out of Memory Error": StoreUnavailable(f"Er is te weinig geheugen voor de opslag {path}."),
    }


def newer(path: Path) -> str:
    """The sentence for a store that a newer version made."""
    return f"De opslag {path} is gemaakt met een nieuwere versie van Knooppunt: werk Knooppunt eerst bij."


def _holder(path: Path, text: str) -> str:
    found = HOLDER.search(text)
    if found is None:
        return f"De opslag {path} is al open in dit proces."
    pid = found["pid"]
    name = _program(pid) or Path(found["program"]).name
    return f"De opslag {path} is in gebruik door {name} (proces {pid}): wacht tot dat klaar is of stop het."


def _program(pid: str) -> str:
    """What a process is called: of a Python program the script, never its arguments."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return ""
    program = Path(words[0]).name
    script = words[1] if len(words) > 1 else ""
    is_script = program.startswith("python") and script and not script.startswith("-")
    return Path(script).name if is_script else program


def _settings(path: Path, key: str | None) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": MEMORY_LIMIT,
        "preserve_insertion_order": "false",  # order is always asked for; not keeping it saves memory
        "python_enable_replacements": "false",
        "temp_directory": str(_spill(path)),
        "threads": min(MOST_THREADS, os.cpu_count() or 1),
        "temp_file_encryption": "true" if key is not None else "false",
    }


def _cipher() -> Path:
    """The extension with the ciphers, from the installed package: nothing is fetched."""
    folder = files("duckdb_extension_httpfs") / "extensions" / f"v{duckdb.__version__}"
    return Path(str(folder / "httpfs.duckdb_extension"))


def _spill(path: Path) -> Path:
    return path.with_name(path.name + ".tmp")


def _clear_spill(path: Path) -> None:
    """Remove what a killed process left; the lock is ours, so nobody uses it."""
    for file in _spill(path).glob("duckdb_temp_*"):
        file.unlink()


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
