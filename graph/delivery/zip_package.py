"""The files of a zip, read where they lie: nothing is unpacked by name, and nothing without measure."""

from __future__ import annotations

import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from graph.delivery.head import FILE
from graph.delivery.package import BLOCK, Member, Package, folder_package, is_noise
from models.errors import DeliveryRefused

MAX_FILES = 1_000
MAX_UNPACKED = 50 << 30
MAX_RATIO = 250
"""A zip that unpacks to more than this many times its size is no levering but a bomb."""

IN_MEMORY = 256 << 20
"""A Parquet file from a zip stays in memory up to this size; a larger one goes to a file without a name."""

BROKEN_ZIP = (
    zipfile.BadZipFile,
    lzma.LZMAError,
    struct.error,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What Python's zip reader raises on files that are cut off, damaged, locked or packed in an odd way."""


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file inside an open zip."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    @property
    def name(self) -> str:
        return PurePosixPath(_plain(self.info)).name

    def blocks(self) -> Iterator[bytes]:
        try:
            with self.archive.open(self.info) as file:
                while block := file.read(BLOCK):
                    yield block
        except BROKEN_ZIP as error:
            raise DeliveryRefused(f"De zip is beschadigd: {self.name} kan er niet uit.") from error

    def seekable(self) -> IO[bytes]:
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed by the caller
        try:
            for block in self.blocks():
                file.write(block)
        except DeliveryRefused:
            file.close()
            raise
        file.seek(0)
        return file


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open a levering.

    Raises:
        DeliveryRefused: there is nothing here, or the zip cannot be trusted.
    """
    if path.is_dir():
        yield folder_package(path)
        return
    if not path.is_file():
        raise DeliveryRefused(f"{path.name} bestaat niet, of is geen map of zip.")
    if path.suffix.casefold() != ".zip":
        raise DeliveryRefused(f"{path.name} is geen map en geen zip.")
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ZIP as error:
        raise DeliveryRefused(f"De zip {path.name} is beschadigd of is geen zip.") from error
    with archive:
        yield _zip(path.name, archive)


def _zip(label: str, archive: zipfile.ZipFile) -> Package:
    infos = [i for i in archive.infolist() if not i.is_dir() and not is_noise(_plain(i))]
    _bounded(label, infos)
    base = _base(label, infos)
    members: dict[str, Member] = {}
    for info in infos:
        if PurePosixPath(_plain(info)).parent == base:
            member = ZipMember(archive, info)
            if member.name in members:
                raise DeliveryRefused(f"{member.name} staat twee keer in de zip {label}.")
            members[member.name] = member
    beside = sorted(_plain(i) for i in infos if PurePosixPath(_plain(i)).parent != base)
    return Package(label, members, tuple(beside))


def _bounded(label: str, infos: list[zipfile.ZipInfo]) -> None:
    size, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    if len(infos) > MAX_FILES:
        raise DeliveryRefused(f"De zip {label} heeft meer dan {MAX_FILES} bestanden.")
    if size > MAX_UNPACKED or (size > BLOCK and size > MAX_RATIO * packed):
        raise DeliveryRefused(f"De zip {label} wordt uitgepakt onredelijk groot.")
    if any(i.flag_bits & 1 for i in infos):
        raise DeliveryRefused(f"De zip {label} heeft een wachtwoord; lever hem zonder.")
    for info in infos:
        name = _plain(info)
        if name.startswith("/") or ":" in name or ".." in PurePosixPath(name).parts:
            raise DeliveryRefused(f"De zip {label} bevat een bestand dat buiten de map wijst.")


def _base(label: str, infos: list[zipfile.ZipInfo]) -> PurePosixPath:
    heads = [p for p in (PurePosixPath(_plain(i)) for i in infos) if p.name == FILE and len(p.parts) <= 2]
    if len({p.parent for p in heads}) > 1:
        raise DeliveryRefused(f"De zip {label} bevat meer dan één {FILE}.")
    if not heads:
        raise DeliveryRefused(f"In {label} staat geen {FILE}.")
    return heads[0].parent


def _plain(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/")
