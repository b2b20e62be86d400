"""Pictures and tables on paper: fpdf2 with the vendored type embedded."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from fpdf import FPDF
from fpdf.fonts import FontFace

from visual.drawing import FAINT, INK, MUTED, WASH, Picture
from visual.pen import FAMILY, Pen
from visual.table import Table
from visual.typeface import REGULAR, SEMIBOLD, known

MARGIN = 12.0  # millimetres
LARGEST = 0.3  # millimetres for a unit of the picture: no larger than it looks on a screen
FOOT = 14.0


class Sheet:
    """A document of landscape sheets with a foot that says what it is and for whom."""

    def __init__(self, size: str, title: str, foot: str, day: date) -> None:
        self._pdf = _Document(known(foot), orientation="L", format=size)
        self._pdf.set_title(known(title))
        self._pdf.set_lang("nl")
        self._pdf.set_creation_date(datetime.combine(day, time(), UTC))
        self._pdf.add_page()

    def heading(self, title: str, answer: str) -> None:
        """What this is, and the answer in one sentence."""
        self._pdf.set_font(FAMILY, "", 9)
        self._pdf.set_text_color(MUTED)
        self._pdf.multi_cell(0, 5, known(title), new_x="LMARGIN", new_y="NEXT")
        self._pdf.set_font(FAMILY, "B", 15)
        self._pdf.set_text_color(INK)
        self._pdf.multi_cell(0, 7.5, known(answer), new_x="LMARGIN", new_y="NEXT")
        self._pdf.ln(3)

    def new_page(self) -> None:
        """Go on at a new sheet."""
        self._pdf.add_page()

    def picture(self, picture: Picture) -> None:
        """A picture in the room that is left on this sheet, as large as fits."""
        room = self._pdf.h - self._pdf.get_y() - FOOT
        scale = min(LARGEST, self._pdf.epw / picture.width, room / picture.height)
        pen = Pen(self._pdf, scale, MARGIN + (self._pdf.epw - picture.width * scale) / 2, self._pdf.get_y())
        for shape in picture.shapes:
            pen.draw(shape)

    def table(self, table: Table) -> None:
        """A table with its title, or the sentence that says that it is empty."""
        if self._pdf.will_page_break(30):
            self._pdf.add_page()
        self._pdf.set_text_color(INK)
        self._pdf.set_font(FAMILY, "B", 11)
        self._pdf.cell(0, 7, known(table.title), new_x="LMARGIN", new_y="NEXT")
        self._pdf.set_font(FAMILY, "", 8.5)
        if table.rows:
            self._rows(table)
        else:
            self._pdf.multi_cell(0, 5, known(table.empty), new_x="LMARGIN", new_y="NEXT")
        self._pdf.ln(5)

    def output(self) -> bytes:
        """The document as it is written to a file."""
        return bytes(self._pdf.output())

    def _rows(self, table: Table) -> None:
        self._pdf.set_draw_color(FAINT)
        with self._pdf.table(
            headings_style=FontFace(emphasis="BOLD", fill_color=WASH),
            borders_layout="HORIZONTAL_LINES",
            line_height=4.6,
            text_align="LEFT",
            col_widths=_widths(table),
        ) as drawn:
            drawn.row([known(column) for column in table.columns])
            for row in table.rows:
                drawn.row([known(cell) for cell in row])


def _widths(table: Table) -> tuple[int, ...]:
    longest = [max(len(row[i]) for row in (table.columns, *table.rows)) for i in range(len(table.columns))]
    return tuple(min(34, max(8, length)) for length in longest)


class _Document(FPDF):
    def __init__(self, foot: str, orientation: str, format: str) -> None:  # noqa: A002  fpdf's own name
        super().__init__(orientation=orientation, format=format)
        self._foot = foot
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT)
        self.add_font(FAMILY, "", REGULAR)
        self.add_font(FAMILY, "B", SEMIBOLD)

    def footer(self) -> None:
        self.set_y(-10)
        self.set_font(FAMILY, "", 8)
        self.set_text_color(MUTED)
        self.cell(0, 5, self._foot)
        self.set_x(MARGIN)
        self.cell(0, 5, f"blad {self.page_no()}", align="R")
