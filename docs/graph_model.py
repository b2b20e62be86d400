"""The picture of the graph and its tables in neo4j.md, from models.graph: python docs/graph_model.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import hypot
from pathlib import Path

from graph.store.neo4j.graph_rows import NAMES
from models.contract import TABLES
from models.graph import (
    ADDRESS,
    AREAS,
    CAPTION,
    DOUBLE,
    FACTS,
    JUDGEMENTS,
    LABELS,
    LEDGER_LABELS,
    RESULTS,
    End,
    Label,
    Node,
    Place,
    Relationship,
)
from models.ledgers import LEDGERS, OORDELEN
from models.provenance import BRON
from models.results import RESULTS as RESULT_TABLES

HERE = Path(__file__).parent
PAGE, PICTURE = HERE / "neo4j.md", HERE / "pictures" / "graaf.svg"
AREA_COLUMNS = ("code", "naam", "inwoners", "woningen", "huishoudens", "peiljaar")

MEANINGS: Mapping[str, str] = {
    "Persoonsrecord": "wat één bron over één persoon leverde",
    "Persoon": "een mens, zoals de koppeling hem kent",
    "Gezinssysteem": "wie bij elkaar horen op de peildatum van de laatste analyse",
    "Huishouden": "een huishouden dat een bron zo leverde",
    "Adres": "een adres zoals een bron het schrijft",
    "Ketenpartner": "een organisatie zoals een bron haar noemt",
    "Traject": "een organisatie werkt een tijd aan de situatie van een of meer mensen",
    "Interventie": "wat er voor of met één persoon gebeurt",
    "Melding": "iets is gebeurd of gezien, en iemand meldt het",
    "Vervolgactie": "wat er met een melding is gedaan",
    "Signaal": "op een leefgebied is er wel of geen probleem",
    "Delict": "iemand staat als verdachte geregistreerd",
    "Samenloop": "twee trajecten tegelijk op één gezin",
    "Gebied": "een gemeente, wijk of buurt",
    "GeleverdGebied": "een gebied zoals een bron het leverde",
    "Vrijgave": "een afgeronde telling die naar buiten mag",
    "Analyse": "welke regel een uitkomst gaf, en voor welke dag",
}
"""What each label is, in the order of the page."""


def place_of(label: Label) -> tuple[str, Place | None]:
    """The table whose rows are nodes of this label, if there is one."""
    for tables in (FACTS, RESULTS, {"gebieden (ingelezen met `knooppunt gebieden`)": AREAS}):
        for table, place in tables.items():
            if isinstance(place, Node) and place.label is label:
                return table, place
    return "", None


def columns(table: str, place: Place) -> list[str]:
    """The columns of a table, without those that every fact has."""
    if place is AREAS:
        return list(AREA_COLUMNS)
    if place is JUDGEMENTS:
        return ["volgnummer", *(name for name in OORDELEN.names if name != "herroept")]
    return [*(TABLES[table] if place in FACTS.values() else RESULT_TABLES[table]).names]


def node_properties(label: Label) -> list[str]:
    """What a node has beside what every fact has: first by which it is known, then how it is shown."""
    table, place = place_of(label)
    own = columns(table, place) if place else list(label.key)
    caption = [CAPTION] if len(label.shows) > 1 else []
    sought = list(NAMES.values()) if label is ADDRESS else []
    return list(dict.fromkeys([label.identity, *caption, *(n for n in own if n != BRON.name), *sought]))


def label_table() -> Iterator[str]:
    """One row for each label."""
    yield "| label | wat het is | tabel | eigenschappen |"
    yield "|---|---|---|---|"
    for name, meaning in MEANINGS.items():
        label = LABELS[name]
        table, _ = place_of(label)
        own = ", ".join(f"`{one}`" for one in node_properties(label))
        source = table if "`" in table else f"`{table}`" if table else "—"
        yield f"| `{name}` | {meaning} | {source} | {own} |"


@dataclass(frozen=True)
class Edge:
    """Types of relationships from one label to another, of one table."""

    start: Label
    end: Label
    kinds: tuple[str, ...]
    table: str
    properties: tuple[str, ...]


def edges() -> Iterator[Edge]:
    """Every relationship that the declaration makes."""
    places = {**FACTS, **RESULTS, "oordelen": JUDGEMENTS}
    for table, place in places.items():
        if isinstance(place, Relationship):
            kinds = (*(kind for kind in place.types if kind != place.kind), place.kind)
            for end in place.ends:
                yield Edge(place.start.label, end.label, kinds, table, own_properties(table, place, end))
            continue
        for kind, end in dict.fromkeys((tie.kind, tie.end.label) for tie in place.ties):
            sides = [tie.side for tie in place.ties if (tie.kind, tie.end.label) == (kind, end)]
            yield Edge(place.label, end, (kind,), table, ("kant",) if any(sides) else ())


def own_properties(table: str, place: Relationship, end: End) -> tuple[str, ...]:
    """What a row keeps as properties of its relationship; a double says that it is one."""
    at_ends = {*place.start.columns, *end.columns}
    kept = [name for name in columns(table, place) if name not in at_ends]
    return (*kept, DOUBLE) if len(place.ends) > 1 and end is not place.ends[0] else tuple(kept)


def type_table() -> Iterator[str]:
    """One row for each set of types between two labels."""
    yield "| type | van → naar | tabel | eigenschappen |"
    yield "|---|---|---|---|"
    for edge in edges():
        kinds = ", ".join(f"`{kind}`" for kind in edge.kinds)
        own = ", ".join(f"`{name}`" for name in edge.properties) or "—"
        yield f"| {kinds} | `{edge.start.name}` → `{edge.end.name}` | `{edge.table}` | {own} |"


def ledger_table() -> Iterator[str]:
    """One row for each ledger."""
    yield "| label | boek | eigenschappen |"
    yield "|---|---|---|"
    for ledger, label in LEDGER_LABELS.items():
        own = ", ".join(f"`{name}`" for name in ("volgnummer", *LEDGERS[ledger].names))
        yield f"| `{label}` | `{ledger}` | {own} |"


PARTS = {"labels": label_table, "typen": type_table, "boeken": ledger_table}


def page(text: str) -> str:
    """The page with what stands between its markers made anew."""
    for name, lines in PARTS.items():
        made = "\n".join(lines())
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if not marked.search(text):
            raise ValueError(f"neo4j.md has no place for {name}")
        text = marked.sub(lambda found, made=made: f"{found[1]}{made}\n{found[2]}", text)
    return text


WIDTH, HEIGHT = 1240, 830
WIDE, HIGH = 158, 46
AT: Mapping[str, tuple[int, int]] = {
    "Gezinssysteem": (480, 60),
    "Samenloop": (880, 60),
    "Persoon": (480, 190),
    "Persoonsrecord": (480, 430),
    "Huishouden": (120, 290),
    "Adres": (120, 540),
    "Traject": (880, 230),
    "Interventie": (920, 440),
    "Ketenpartner": (1140, 560),
    "Melding": (720, 630),
    "Vervolgactie": (620, 775),
    "Signaal": (220, 665),
    "Delict": (420, 665),
    "Vrijgave": (120, 775),
    "Gebied": (370, 775),
    "GeleverdGebied": (930, 775),
    "Analyse": (1130, 775),
}
"""The middle of each box."""
LOOPS = {"relaties": (352, 328), "oordelen": (592, 304), "trajecten": (990, 188)}
"""Where the words of a loop stand."""
FEW = 3
ALONG = 0.42
"""How far along a line its words stand."""
FILLS = {"fact": "#e8f0f7", "result": "#fdf0dc"}
STYLE = """
  text { font: 13px "Source Sans 3", "Source Sans Pro", sans-serif; fill: #1d2733; text-anchor: middle; }
  .name { font-weight: 600; font-size: 15px; }
  .kind { font-size: 11.5px; fill: #33475b; paint-order: stroke; stroke: #fff; stroke-width: 5px; }
  .note { font-size: 12.5px; fill: #556; text-anchor: start; }
  path, line { stroke: #7b8b9a; stroke-width: 1.3; fill: none; }
  rect { stroke: #7b8b9a; stroke-width: 1.2; }
"""


def picture() -> str:
    """The graph as SVG."""
    drawn = list(edges())
    shapes = [*_lines(drawn), *_loops(drawn), *(_box(name) for name in AT), *_legend()]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" aria-labelledby="t"><title id="t">De graaf van Knooppunt: '
        f"labels en relaties</title><style>{STYLE}</style>"
        '<defs><marker id="pijl" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0,1 L9,5 L0,9 z" style="fill:#7b8b9a;stroke:none"/>'
        f'</marker></defs><rect width="{WIDTH}" height="{HEIGHT}" style="fill:#fff;stroke:none"/>'
    )
    return "\n".join([head, *shapes, "</svg>", ""])


def _box(name: str) -> str:
    x, y = AT[name]
    fill = FILLS[
        "fact" if any(p.label.name == name for p in FACTS.values() if isinstance(p, Node)) else "result"
    ]
    return (
        f'<rect x="{x - WIDE / 2:g}" y="{y - HIGH / 2:g}" width="{WIDE}" height="{HIGH}" rx="9" '
        f'style="fill:{fill}"/><text class="name" x="{x}" y="{y + 5}">{name}</text>'
    )


def _lines(drawn: list[Edge]) -> Iterator[str]:
    """One arrow for all types from one label to another."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for edge in drawn:
        if edge.start is not edge.end:
            pairs.setdefault((edge.start.name, edge.end.name), []).extend(edge.kinds)
    words = []
    for (start, end), kinds in pairs.items():
        (x, y), (to_x, to_y) = _edge_of(AT[start], AT[end]), _edge_of(AT[end], AT[start])
        at_x, at_y = x + (to_x - x) * ALONG, y + (to_y - y) * ALONG + 4
        yield f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" marker-end="url(#pijl)"/>'
        told = " · ".join(dict.fromkeys(kinds))
        words.append(f'<text class="kind" x="{at_x:.1f}" y="{at_y:.1f}">{told}</text>')
    yield from words


def _edge_of(here: tuple[int, int], there: tuple[int, int]) -> tuple[float, float]:
    """Where the line to another box leaves this one."""
    right, down = there[0] - here[0], there[1] - here[1]
    part = min(
        (WIDE / 2 + 3) / abs(right) if right else 9.0,
        (HIGH / 2 + 3) / abs(down) if down else 9.0,
        (hypot(right, down) - 1) / hypot(right, down),
    )
    return round(here[0] + right * part, 1), round(here[1] + down * part, 1)


def _loops(drawn: list[Edge]) -> Iterator[str]:
    """Relationships between two of the same label: an arrow back to the box, with its first types."""
    for edge in drawn:
        if edge.start is not edge.end:
            continue
        (x, y), (at_x, at_y) = AT[edge.start.name], LOOPS[edge.table]
        side = 1 if at_x > x else -1
        top, corner = y - HIGH / 2 - 2, x + side * WIDE / 3
        yield (
            f'<path d="M{corner - side * 22:g},{top:g} C{corner - side * 14:g},{top - 46:g} '
            f'{corner + side * 34:g},{top - 46:g} {corner + side * 18:g},{top:g}" marker-end="url(#pijl)"/>'
        )
        kinds = edge.kinds[:-1] or edge.kinds  # the last is for a kind that the declaration does not know
        more = len(kinds) - FEW
        words = [*kinds[:FEW], *([f"en nog {more}"] if more > 0 else [])]
        for number, word in enumerate(words):
            yield f'<text class="kind" x="{at_x}" y="{at_y + 14 * (number - len(words) + 1):g}">{word}</text>'


def _legend() -> Iterator[str]:
    notes = {"fact": "een feit dat een bron leverde", "result": "wat Knooppunt zelf vond of inlas"}
    for number, (kind, words) in enumerate(notes.items()):
        y = 30 + 26 * number
        yield f'<rect x="20" y="{y - 12}" width="22" height="16" rx="4" style="fill:{FILLS[kind]}"/>'
        yield f'<text class="note" x="50" y="{y + 1}">{escape(words)}</text>'


def main() -> None:
    """Make both anew."""
    PICTURE.write_text(picture(), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
