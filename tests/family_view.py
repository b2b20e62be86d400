"""The example family as a view, with the true persons of VERWACHT.md given by hand."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
from fake_view import FakeView, fixture_view

from graph.frames import schema
from models.ledgers import LEDGERS
from models.results import PERSONEN

ROOT = Path(__file__).parent / "fixtures" / "voorbeeldcasus"
DAY = date(2025, 6, 30)

TRUE_PERSONS = {
    "vader": "brp-venlo:A1 politie-limburg:SKN-1 om-limburg:VIP9 vz-limburg:V12",
    "moeder": "brp-venlo:A2 jeugdzorg-nl:C78 wijkteam-horst:W3",
    "dochter": "brp-venlo:A3 politie-limburg:SKN-2 jeugdzorg-nl:C77",
    "zoon": "brp-venlo:A4 politie-limburg:SKN-3 leerplicht-venlo:L1",
    "jongste": "brp-venlo:A5 leerplicht-venlo:L2",
    "jordi": "brp-venlo:A6 politie-limburg:SKN-4 leerplicht-venlo:L3",
    "bram": "brp-venlo:A7 politie-limburg:SKN-5",
}
FAMILY = {"vader", "moeder", "dochter", "zoon", "jongste"}


def deliveries(root: Path) -> pl.DataFrame:
    """The ledger ``leveringen`` as the heads of a folder of leveringen say."""
    heads = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(root.glob("*/levering.json"))]
    rows = [
        {
            "volgnummer": number,
            **{key: head[key] for key in ("bron", "levering_id", "bron_naam", "bron_soort", "volledig")},
            "peildatum": date.fromisoformat(head["peildatum"]),
            "verwerkt_op": DAY,
            "verslag": "{}",
        }
        for number, head in enumerate(heads, start=1)
    ]
    return pl.DataFrame(rows, schema={"volgnummer": pl.Int64} | schema(LEDGERS["leveringen"]))


@cache
def family_view() -> FakeView:
    """The seven leveringen, their records joined as VERWACHT.md says."""
    view = fixture_view(ROOT)
    view.ledgers["leveringen"] = deliveries(ROOT)
    rows = [
        dict(zip(("bron", "persoon_id"), record.split(":"), strict=True), knooppunt_id=person)
        for person, records in TRUE_PERSONS.items()
        for record in records.split()
    ]
    view.results[PERSONEN.name] = pl.DataFrame(rows, schema=schema(PERSONEN))
    return view
