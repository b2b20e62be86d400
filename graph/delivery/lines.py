"""Bytes to lines of text: UTF-8 checked as a stream, byte order mark skipped, line ends taken off."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import polars as pl

from graph.delivery.package import Member
from models.errors import DeliveryRefused

MAX_LINE = 32 << 20
"""A longer line is no row of a table but another kind of file."""


def line_blocks(member: Member) -> Iterator[pl.Series]:
    """The physical lines of a file, some at a time, without their LF or CRLF.

    Raises:
        DeliveryRefused: the file is no UTF-8, has no line ends of today, or a line longer than ``MAX_LINE``.
    """
    line = 1
    for raw, offset in _whole_lines(member):
        text = _decode(raw, offset, line, member.name)
        if line == 1 and "\n" not in text and "\r" in text:
            raise DeliveryRefused(f"{member.name} heeft geen gewone regeleinden (LF of CRLF).")
        lines = _split(text)
        line += lines.len()
        yield lines


def _whole_lines(member: Member) -> Iterator[tuple[bytes, int]]:
    """Pieces that end after a line end (the last one may not), each with its place in the file."""
    rest, offset = bytearray(), 0
    for block in _without_mark(member):
        cut = block.rfind(b"\n") + 1
        if cut:
            piece = bytes(rest) + block[:cut]
            yield piece, offset
            offset += len(piece)
            rest = bytearray(block[cut:])
        else:
            rest += block
        if len(rest) > MAX_LINE:
            raise DeliveryRefused(f"{member.name} heeft een regel van meer dan 32 miljoen tekens.")
    if rest:
        yield bytes(rest), offset


def _without_mark(member: Member) -> Iterator[bytes]:
    for number, block in enumerate(member.blocks()):
        yield block.removeprefix(codecs.BOM_UTF8) if number == 0 else block


def _decode(raw: bytes, offset: int, line: int, name: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line += raw.count(b"\n", 0, error.start)
        place = f"regel {line}, byte {offset + error.start + 1}"
        raise DeliveryRefused(f"{name} is geen UTF-8: op {place} staat een teken dat niet klopt.") from error


def _split(text: str) -> pl.Series:
    lines = pl.Series("tekst", [text.removesuffix("\n")]).str.split("\n").explode()
    if "\r" not in text:
        return lines
    return lines.str.strip_suffix("\r").str.replace_all("\r", " ", literal=True)
