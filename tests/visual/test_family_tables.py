"""The gezinskaart as tables, JSON and paper: the same content as the picture."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape

import pytest

from models.family_map import FamilyMap
from visual import family_map
from visual.drawing import Group, Shape, Text
from visual.family_map.tables import all_tables
from visual.words import label


def words_of(shapes: tuple[Shape, ...]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield shape.title
            yield from words_of(shape.parts)
        elif isinstance(shape, Text):
            yield shape.text


def cells_of(family: FamilyMap) -> list[str]:
    return [cell for table in all_tables(family) for row in table.rows for cell in row]


def read_pdf(document: bytes) -> str:
    """The text of a document, found as a reader's search finds it: by its fonts' tables of signs."""
    raw = re.findall(rb"stream\n(.*?)\nendstream", document, re.DOTALL)
    streams = [zlib.decompress(part) if part.startswith(b"x") else part for part in raw]
    tables = [signs_of(stream) for stream in streams if b"begincmap" in stream]
    fonts = {f"F{number}".encode(): table for number, table in enumerate(tables, 1)}
    return " ".join(word for stream in streams if b" Tj" in stream for word in shown(stream, fonts))


def signs_of(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>\n", cmap)
    return {int(glyph, 16): chr(int(sign, 16)) for glyph, sign in pairs}


def shown(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[str]:
    signs: dict[int, str] = {}
    for font, text in re.findall(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", stream, re.DOTALL):
        if font:
            signs = fonts[font]
        else:
            plain = re.sub(
                rb"\\(.)",
                lambda found: {b"r": b"\r", b"n": b"\n"}.get(found[1], found[1]),
                text,
                flags=re.DOTALL,
            )
            yield "".join(signs[int.from_bytes(plain[i : i + 2])] for i in range(0, len(plain), 2))


def test_every_member_stands_in_the_table_of_members_once(families: tuple[FamilyMap, ...]) -> None:
    for family in families:
        names = Counter(row[0] for row in all_tables(family)[0].rows)
        assert names == Counter(person.naam for person in family.personen)


def test_what_the_picture_says_stands_in_the_tables(families: tuple[FamilyMap, ...]) -> None:
    for family in families:
        cells = " | ".join(cells_of(family))
        for person in (*family.personen, *(contact.persoon for contact in family.netwerk)):
            assert person.naam in cells
        for traject in family.trajecten:
            assert traject.partner in cells
            assert f"{traject.bron}:{traject.traject_id}" in cells
        for found in family.uit_beeld:
            assert found.reden in cells
            assert label(found.soort) in cells
        for home in family.huishoudens:
            assert f"{home.letter}: {home.adres or 'adres onbekend'}" in cells


def test_members_trajecten_and_contacts_of_the_tables_stand_in_the_picture(
    families: tuple[FamilyMap, ...],
) -> None:
    for family in families:
        drawn = set(words_of(family_map.picture(family).shapes))
        assert {person.naam for person in family.personen} <= drawn
        assert {contact.persoon.naam for contact in family.netwerk} <= drawn


def test_an_empty_table_is_a_sentence(families: tuple[FamilyMap, ...]) -> None:
    html = family_map.tables(families[3])
    assert "<table" not in html
    for table in all_tables(families[3]):
        assert table.empty in unescape(html)


def test_every_cell_of_every_table_reaches_the_page(families: tuple[FamilyMap, ...]) -> None:
    for family in families:
        shown = Counter(
            unescape(cell) for cell in re.findall(r">([^<>]*)</t[dh]>", family_map.tables(family))
        )
        wanted = Counter(cells_of(family))
        assert not wanted - shown


def test_the_document_is_that_of_the_command_line(family: FamilyMap) -> None:
    document = family_map.as_json(family)
    assert list(document) == [
        "systeem_id", "leden", "trajecten", "samenloop", "uit_beeld", "weging", "netwerk",
    ]  # fmt: skip
    keys = {name: set(value[0]) for name, value in document.items() if isinstance(value, list) and value}
    assert keys == {
        "leden": {"knooppunt_id", "records", "reden"},
        "trajecten": {
            "bron", "traject_id", "soort", "partner", "regisseur", "start", "einde", "status", "personen",
        },
        "samenloop": {"soort", "bron_a", "traject_a", "bron_b", "traject_b", "van", "tot"},
        "uit_beeld": {"knooppunt_id", "soort", "reden"},
        "netwerk": {"knooppunt_id", "relatie", "via"},
    }  # fmt: skip
    assert isinstance(document["weging"], dict)
    assert list(document["weging"]) == ["ondoorgrondelijk", "ongrijpbaar", "ontwrichtend"]


def test_days_in_the_document_are_iso_and_what_is_empty_is_null(family: FamilyMap) -> None:
    trajecten = family_map.as_json(family)["trajecten"]
    assert isinstance(trajecten, list)
    assert trajecten[1]["start"] == "2025-01-15"
    assert trajecten[1]["einde"] is None
    assert trajecten[3]["regisseur"] is None


@pytest.mark.parametrize("at", range(4))
def test_paper_has_text_that_can_be_searched(at: int, families: tuple[FamilyMap, ...]) -> None:
    family = families[at]
    document = family_map.pdf(family, maker="Petra Peters", fictief=True)
    assert document.startswith(b"%PDF-")
    found = read_pdf(document)
    for person in family.personen:
        assert all(part in found for part in person.naam.split())
    assert "Petra Peters" in found
    assert "verzonnen" in found
    assert "30 juni 2025" in found


def test_paper_says_for_whom_it_is_where_it_is_not_made_up(family: FamilyMap) -> None:
    found = read_pdf(family_map.pdf(family))
    assert "verzonnen" not in found
    assert "Vertrouwelijk" in found


def test_paper_is_the_same_each_time(family: FamilyMap) -> None:
    assert family_map.pdf(family) == family_map.pdf(family)


def test_the_tables_are_as_they_were(
    families: tuple[FamilyMap, ...], golden: Callable[[str, str], None]
) -> None:
    golden("voorbeeldgezin.tabellen.html", family_map.tables(families[0]))


def test_a_contact_with_two_ties_stands_once_with_both(family: FamilyMap) -> None:
    drawn = list(words_of(family_map.picture(family).shapes))
    assert drawn.count("Bram Linders") == 2  # as text, and as title of the same thing
    network = next(table for table in all_tables(family) if table.name == "netwerk")
    assert [row[2] for row in network.rows if row[0] == "Bram Linders"] == [
        "samen in een melding en vriend, via Kevin"
    ]
