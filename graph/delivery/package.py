"""The files of a levering behind one face, and those of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from models.errors import DeliveryRefused

BLOCK = 8 << 20
NOISE = frozenset({"thumbs.db", "desktop.ini"})


class Member(Protocol):
    """One file of a levering."""

    @property
    def name(self) -> str:
        """Its name without folders."""

    def blocks(self) -> Iterator[bytes]:
        """Its content from the start, in pieces."""

    def seekable(self) -> IO[bytes]:
        """Its content as an open file in which one can jump."""


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file that lies in a folder."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def blocks(self) -> Iterator[bytes]:
        with self.seekable() as file:
            try:
                while block := file.read(BLOCK):
                    yield block
            except OSError as error:
                raise DeliveryRefused(f"{self.name} kan niet worden gelezen.") from error

    def seekable(self) -> IO[bytes]:
        try:
            return self.path.open("rb")
        except OSError as error:
            raise DeliveryRefused(f"{self.name} kan niet worden geopend.") from error


@dataclass(frozen=True, slots=True)
class Package:
    """The files of one levering by name, and the names of what lies beside them."""

    label: str
    members: dict[str, Member]
    beside: tuple[str, ...] = ()


def folder_package(path: Path) -> Package:
    """The files in a folder.

    Raises:
        DeliveryRefused: the folder cannot be read.
    """
    try:
        found = sorted(p for p in path.iterdir() if not is_noise(p.name))
    except OSError as error:
        raise DeliveryRefused(f"De map {path.name} kan niet worden gelezen.") from error
    files: dict[str, Member] = {p.name: FolderFile(p) for p in found if p.is_file()}
    return Package(path.name, files, tuple(f"{p.name}/" for p in found if p.is_dir()))


def is_noise(name: str) -> bool:
    """Whether a file is what systems leave behind of themselves."""
    path = PurePosixPath(name)
    return path.name.startswith(".") or path.name.casefold() in NOISE or "__MACOSX" in path.parts
