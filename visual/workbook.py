"""A workbook as bytes that are the same for the same content, whenever they are made."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

if TYPE_CHECKING:
    from openpyxl import Workbook

EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001  a zip knows no earlier day, and no zone
"""What stands in the file as the moment of making."""


def repeatable(book: Workbook) -> bytes:
    """The workbook without the moment at which it was made."""
    draft, out = BytesIO(), BytesIO()
    book.save(draft)
    book.properties.created = book.properties.modified = EARLIEST
    with ZipFile(draft) as made, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = tostring(book.properties.to_tree()) if name == ARC_CORE else made.read(name)
            kept.writestr(ZipInfo(name, EARLIEST.timetuple()[:6]), content, ZIP_DEFLATED)
    return out.getvalue()
