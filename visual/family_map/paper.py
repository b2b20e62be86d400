"""The gezinskaart on paper: vector, with text that can be searched."""

from __future__ import annotations

from models.family_map import FamilyMap
from visual import dutch
from visual.family_map.picture import picture
from visual.family_map.tables import all_tables
from visual.print import Sheet

WIDE = 1150.0
"""A picture wider than this goes on A3, so that its smallest letters stay about 2 mm high."""


def pdf(family: FamilyMap, *, maker: str = "", fictief: bool = False) -> bytes:
    """The picture on one landscape sheet, A4 or A3, and the tables on those that follow.

    Args:
        family: what to draw.
        maker: who made this print; stands at the foot of every page.
        fictief: whether every page must say that all of it is made up.
    """
    drawn = picture(family)
    foot = f"Peildatum {dutch.day(family.peildatum)}" + (f" · gemaakt door {maker}" if maker else "")
    notice = (
        "Alles op dit blad is verzonnen." if fictief else "Vertrouwelijk: alleen voor wie aan de casus werkt."
    )
    sheet = Sheet("A3" if drawn.width > WIDE else "A4", drawn.title, f"{foot} · {notice}", family.peildatum)
    sheet.heading(drawn.title, family.antwoord)
    sheet.picture(drawn)
    sheet.new_page()
    for table in all_tables(family):
        sheet.table(table)
    return sheet.output()
