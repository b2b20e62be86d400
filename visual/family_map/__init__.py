"""The gezinskaart: a FamilyMap as picture, tables, PDF and JSON."""

from models.family_map import FamilyMap
from visual.family_map.as_json import as_json

__all__ = ["as_json", "pdf", "svg", "tables"]


def svg(family: FamilyMap) -> str:
    """The picture, with a title and a description."""
    return '<svg xmlns="http://www.w3.org/2000/svg"></svg>'


def tables(family: FamilyMap) -> str:
    """The same content as tables."""
    return ""


def pdf(family: FamilyMap, *, maker: str = "", fictief: bool = False) -> bytes:
    """The picture and its tables on paper."""
    return b""
