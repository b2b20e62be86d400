"""Every page, read as a browser reads it: its bones, what a strict policy allows, and hostile text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.frames import empty, schema
from models.access import Actor, Purpose, Role
from models.family_map import FamilyMap
from models.ledgers import VERWERKINGSLOG
from models.results import VRIJGAVE
from visual import asset_files, pages, paths

DAY = date(2025, 6, 30)
VOID = {"meta", "link", "input", "br", "img"}


@dataclass
class Bones(HTMLParser):
    """What a page is made of."""

    tags: Counter[str] = field(default_factory=Counter)
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    still_open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.still_open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.still_open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str | None]:
        return [value for _, found, value in self.attributes if found == name]


def read(html: str) -> Bones:
    bones = Bones()
    bones.feed(html)
    bones.close()
    assert not bones.still_open
    return bones


def chrome(role: Role, path: str, word: str = "Petra Peters") -> pages.Chrome:
    return pages.chrome(Actor(word, role, word), path=path, fictief=True, csrf=word, peildatum=DAY)


def every_page(word: str, maps: tuple[FamilyMap, ...]) -> dict[str, str]:
    """Each page with this word wherever a word can stand."""
    case = pages.CaseRow(word, "open", DAY, word, (word, word), (word,))
    shut = pages.CaseRow("C-2", "gesloten", DAY, "", (), (), DAY)
    side = pages.OverlapSide(word, word, word, word, word, word, DAY, None)
    overlap = pages.OverlapRow(word, word, side, side, DAY, None, word)
    refusal = {"bestand": word, "regel": 3, "kolom": word, "reden": word}
    counts = {"personen": {"gelezen": 2, "opgeslagen": 1, "geweigerd": 1}}
    delivery = pages.DeliveryRow(word, word, DAY, True, DAY, counts, (refusal,), (word,), (word,))
    moment = datetime(2025, 6, 30, 9, 0, tzinfo=UTC)
    line = dict.fromkeys(VERWERKINGSLOG.names, word) | {"start_time": moment, "end_time": moment}
    log = pl.DataFrame([line], schema=schema(VERWERKINGSLOG))
    found = pages.FoundPerson(word, "1981-03-14", word, (word,), "/x?" + word)
    tile = pages.Tile("/x?" + word, word, word, word)
    regie = Role.PROCESREGISSEUR
    areas = pl.DataFrame(schema={"code": pl.String, "naam": pl.String, "geometrie": pl.Binary})
    release = empty(VRIJGAVE)
    return {
        "aanmelden": pages.sign_in(
            pages.SignIn(True, word, (pages.DemoPerson(word, word, regie, word),), word, word)
        ),
        "start": pages.start(chrome(regie, paths.START, word), word, [tile]),
        "start zonder werk": pages.start(chrome(Role.WEEGPLOEG, paths.START, word), word, []),
        "casussen": pages.cases(chrome(regie, paths.CASES, word), [shut, case]),
        "casussen leeg": pages.cases(chrome(regie, paths.CASES, word), []),
        "casus": pages.case(
            chrome(regie, paths.case("C-1")), pages.CasePage(case, maps, Purpose.CASUSREGIE, 0, True, True)
        ),
        "casus leeg": pages.case(
            chrome(regie, paths.case("C-1")), pages.CasePage(shut, (), Purpose.CASUSREGIE)
        ),
        "zoeken": pages.search(
            chrome(regie, paths.PERSONS, word),
            pages.SearchPage(word, Purpose.CASUSREGIE, word, (case,), (found,), 2),
        ),
        "zoeken leeg": pages.search(
            chrome(regie, paths.PERSONS, word), pages.SearchPage(word, Purpose.CASUSREGIE, word, (), ())
        ),
        "samenloop": pages.overlaps(
            chrome(Role.MANAGER, paths.OVERLAPS, word), [overlap],
            pages.OverlapChoice(word, word, False, word, 2), total=200, organisations=(word,),
        ),
        "samenloop leeg": pages.overlaps(
            chrome(Role.MANAGER, paths.OVERLAPS, word), [], pages.OverlapChoice()
        ),
        "hotspots leeg": pages.hotspots(
            chrome(Role.ANALIST, paths.HOTSPOTS, word), pages.HotspotPage(areas, release, word)
        ),
        "verkennen": pages.explore(chrome(regie, "/x", word), pages.ExplorePage("/x?" + word, 3, 4)),
        "verkennen leeg": pages.explore(chrome(regie, "/x", word), pages.ExplorePage("/x", 0, 0)),
        "leveringen": pages.deliveries(chrome(Role.INFORMATIEMEDEWERKER, paths.DELIVERIES, word), [delivery]),
        "leveringen leeg": pages.deliveries(chrome(Role.INFORMATIEMEDEWERKER, paths.DELIVERIES, word), []),
        "koppelingen": pages.links(
            chrome(Role.INFORMATIEMEDEWERKER, paths.LINKS, word),
            pages.LinkCounts(9, 7, 2, 1, ((word, 3, 2),)),
        ),
        "verwerkingslog": pages.processing_log(
            chrome(Role.TOETSER, paths.LOG, word), pages.LogPage(log, 400, 2, chain_intact=True)
        ),
        "beheer": pages.status(
            chrome(Role.BEHEERDER, paths.STATUS, word),
            pages.StoreStatus(((word, word),), ((word, word, DAY),)),
        ),
        **{f"fout {n}": pages.error(chrome(regie, "/x", word), n, word) for n in (400, 403, 404, 500)},
        "fout zonder aanmelding": pages.error(None, 401, word),
    }  # fmt: skip


@pytest.fixture(name="site")
def plain_site(families: tuple[FamilyMap, ...]) -> dict[str, Bones]:
    return {name: read(html) for name, html in every_page("gewoon", families[:2]).items()}


def test_a_page_has_one_heading_of_the_first_level_a_main_part_and_its_language(
    site: dict[str, Bones],
) -> None:
    for name, bones in site.items():
        assert (bones.tags["h1"], bones.tags["main"], bones.tags["title"] >= 1) == (1, 1, True), name
        assert bones.values("lang") == ["nl"]


def test_the_first_thing_to_reach_leads_past_the_navigation(site: dict[str, Bones]) -> None:
    for bones in site.values():
        first = next(value for tag, name, value in bones.attributes if tag == "a" and name == "href")
        assert first == "#inhoud"
        assert "inhoud" in bones.values("id")


def test_no_id_stands_twice_on_a_page(site: dict[str, Bones]) -> None:
    for bones in site.values():
        assert max(Counter(bones.values("id")).values()) == 1


def test_nothing_on_a_page_needs_more_than_a_strict_policy(site: dict[str, Bones]) -> None:
    for bones in site.values():
        assert not {"script", "style", "iframe", "object", "base"} & set(bones.tags)
        assert not [name for _, name, _ in bones.attributes if name == "style" or name.startswith("on")]


def test_a_page_loads_only_files_that_are_served_here(site: dict[str, Bones]) -> None:
    served = {paths.asset(name) for name in asset_files.SERVED}
    for bones in site.values():
        loaded = {value for tag, name, value in bones.attributes if tag == "link" and name == "href"}
        assert loaded <= served
        assert not bones.values("src")


def test_links_and_forms_stay_on_this_server(site: dict[str, Bones]) -> None:
    for bones in site.values():
        for address in (*bones.values("href"), *bones.values("action")):
            assert str(address).startswith(("/", "#"))
            assert not str(address).startswith("//")


def test_a_form_that_changes_or_looks_up_carries_its_token(families: tuple[FamilyMap, ...]) -> None:
    for html in every_page("gewoon", families[:1]).values():
        for form in re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL):
            assert 'name="csrf" value="gewoon"' in form or 'name="csrf" value="Petra Peters"' in form


def test_every_field_has_a_label(site: dict[str, Bones]) -> None:
    for bones in site.values():
        labelled = set(bones.values("for"))
        kinds = {"select", "textarea"}
        fields = [v for tag, name, v in bones.attributes if tag in kinds and name == "id"]
        assert set(fields) <= labelled


def test_a_fictional_store_says_so_on_every_page(site: dict[str, Bones]) -> None:
    for name, bones in site.items():
        said = "Alles op deze pagina is verzonnen." in "".join(bones.text)
        assert said == (name != "fout zonder aanmelding"), name


def test_another_store_does_not(families: tuple[FamilyMap, ...]) -> None:
    around = pages.chrome(
        Actor("Petra", Role.MANAGER, "zvh"), path="/", fictief=False, csrf="x", peildatum=DAY
    )
    assert "verzonnen" not in pages.start(around, "Niets nieuws.", [])


@pytest.mark.parametrize("role", Role)
def test_navigation_marks_where_one_is(role: Role) -> None:
    for item in chrome(role, paths.START).nav:
        html = pages.start(chrome(role, item.href), "Niets nieuws.", [])
        assert html.count('aria-current="page"') == 1
        assert f'href="{item.href}" aria-current="page"' in html


def test_a_page_within_a_part_marks_that_part() -> None:
    (marked,) = [item for item in chrome(Role.PROCESREGISSEUR, paths.case("C-1", "x")).nav if item.current]
    assert marked.href == paths.CASES


@pytest.mark.parametrize("role", [Role.ANALIST, Role.MANAGER, Role.BEHEERDER, Role.TOETSER])
def test_who_may_see_no_names_is_not_led_to_them(role: Role) -> None:
    assert not {paths.CASES, paths.PERSONS} & {item.href for item in chrome(role, "/").nav}


HOSTILE = st.one_of(
    st.sampled_from(
        ["</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onfocus='x", "{{ 7*7 }}"]
    ),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12),
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(HOSTILE)
def test_no_word_can_add_an_element_or_an_attribute(word: str) -> None:
    plain, hostile = every_page("gewoon", ()), every_page(word, ())
    for name, html in hostile.items():
        assert read(html).tags == read(plain[name]).tags
        assert [a[:2] for a in read(html).attributes] == [a[:2] for a in read(plain[name]).attributes]


def test_the_answer_of_the_list_counts_what_it_shows() -> None:
    side = pages.OverlapSide("om", "Z1", "strafzaak", "OM", "", "", DAY, None)
    rows = [
        pages.OverlapRow(code, kind, side, side, DAY, None, "")
        for code, kind in (("S-1", "dubbel_spoor"), ("S-1", "naast_elkaar"), ("S-2", "naast_elkaar"))
    ]
    html = pages.overlaps(chrome(Role.MANAGER, paths.OVERLAPS), rows, pages.OverlapChoice())
    assert "3 samenlopen bij 2 gezinnen lopen nu, waarvan 1 dubbel spoor." in html


def test_the_list_keeps_the_choice_from_page_to_page() -> None:
    choice = pages.OverlapChoice("dubbel_spoor", "OM & Co", False, "duur", 2)
    side = pages.OverlapSide("om", "Z1", "strafzaak", "OM & Co", "", "", DAY, None)
    row = pages.OverlapRow("S-1", "dubbel_spoor", side, side, DAY, None, "")
    html = pages.overlaps(chrome(Role.MANAGER, paths.OVERLAPS), [row], choice, total=120)
    kept = "soort=dubbel_spoor&amp;organisatie=OM+%26+Co&amp;alleen_lopend=false&amp;sorteer=duur&amp;blad="
    assert f"{kept}1" in html
    assert f"{kept}3" in html


def test_the_list_shows_no_name(families: tuple[FamilyMap, ...]) -> None:
    fields = set(pages.OverlapRow.__slots__) | set(pages.OverlapSide.__slots__)
    assert not fields & {"naam", "personen", "geboren", "adres"}


@pytest.mark.parametrize("name", ["casus", "samenloop", "aanmelden", "fout 403", "leveringen"])
def test_pages_are_as_they_were(
    name: str, families: tuple[FamilyMap, ...], golden: Callable[[str, str], None]
) -> None:
    golden(f"pagina {name}.html".replace(" ", "-"), every_page("gewoon", families[:1])[name])
