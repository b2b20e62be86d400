"""``koppelen --uitleg``: the evidence for and against a pair of records, in words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from api.cli.looking import Ask
from api.cli.screen import answers, progress, table, write_json
from graph.access import Right
from graph.audit import Level
from graph.linking import explain
from models.access import Role
from models.results import PERSONEN

if TYPE_CHECKING:
    from api.cli.session import Session
    from graph.linking import Explanation
    from graph.store.base import Store
    from models.judgement import RecordRef

ZONE = {
    "zeker": "Dit is één persoon.",
    "te beoordelen": "Dit kan één persoon zijn; een mens moet kijken.",
    "niet": "Dit zijn twee personen.",
}


def explain_pair(session: Session, left: RecordRef, right: RecordRef) -> None:
    """Say why two records are, or are not, one person; outside a fictional store it is logged first."""
    with session.store() as store:
        if not store.view().fictief:
            _log(session, store, (left, right))
        with progress() as tick:
            tick("vergelijken", 0)
            found = explain(store.view(), left, right)
    if session.as_json:
        write_json(_document(found, left, right))
    else:
        _show(found, left, right)


def _log(session: Session, store: Store, records: tuple[RecordRef, ...]) -> None:
    asked = Ask(store, Right.KOPPELINGEN, Role.INFORMATIEMEDEWERKER, session.purpose, session.case)
    asked.permit()
    rows = store.view().result(PERSONEN.name)
    persons = [
        code
        for record in records
        for code in rows.filter(bron=record.bron, persoon_id=record.persoon_id)["knooppunt_id"]
    ]
    asked.log(Level.IN_DETAIL, persons)


def _document(found: Explanation, left: RecordRef, right: RecordRef) -> dict[str, object]:
    names = {
        "field": "veld",
        "sentence": "zin",
        "against_strangers": "tegen_vreemden",
        "against_housemates": "tegen_huisgenoten",
    }
    return {
        "a": str(left),
        "b": str(right),
        "uitkomst": found.zone,
        "kans": round(found.chance, 4),
        "kans_zonder_rest": round(found.alone, 4),
        "kans_huisgenoot": round(found.housemates, 4),
        "velden": [{names[key]: value for key, value in asdict(part).items()} for part in found.parts],
        "waardoor": list(found.because),
    }


def _show(found: Explanation, left: RecordRef, right: RecordRef) -> None:
    screen = answers()
    screen.print(f"{left} en {right}: {ZONE[found.zone]}")
    rows = [(p.field, p.sentence, _bar(p.against_strangers), _bar(p.against_housemates)) for p in found.parts]
    names = ("veld", "wat wij zien", "tegen vreemden", "tegen huisgenoten")
    screen.print(table("Waarom", names, rows))
    screen.print(
        f"Alleen op deze velden is de kans op één persoon {_percent(found.alone)}, en de kans dat het twee "
        f"huisgenoten zijn {_percent(found.housemates)}. "
        f"Met alle andere records erbij: {_percent(found.chance)}."
    )
    for sentence in found.because:
        screen.print(sentence)
    screen.print(
        "Een + spreekt vóór één persoon, een - ertegen; elke stap verdubbelt de kansverhouding. "
        "De maten komen uit de records zelf; zie docs/koppelen.md."
    )


def _bar(bits: float) -> str:
    """The weight as signs, one for every two doublings, with the figure."""
    signs = ("+" if bits > 0 else "-") * min(10, round(abs(bits) / 2))
    return f"{bits:+.1f} {signs}".replace(".", ",") if bits else "0"


def _percent(chance: float) -> str:
    if chance >= 0.999:
        return "meer dan 99,9 %"
    if chance < 0.001:
        return "minder dan 0,1 %"
    return f"{100 * chance:.1f} %".replace(".", ",")
