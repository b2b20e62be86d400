"""The demo's region on disk and its store: made once, used again, never written over."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from api.cli.chain import reading_day, run_analysis, run_linking
from api.cli.deliveries import today
from api.cli.output import reason
from api.cli.screen import note, progress
from api.cli.user import now
from api.cli.values import new_region
from api.people import demo_opening
from graph.access import list_cases, open_case
from graph.areas import load_areas
from graph.delivery import read_deliveries
from graph.store import create_store, open_store, stands
from graph.synthetic import write_region
from models.errors import InputError
from models.judgement import RecordRef
from models.results import ANALYSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from api.cli.session import Session
    from graph.store.base import Store

SIZES = ("klein", "regio")
SEED = 1
MARK = "demo.json"
CASES = 3


def make_region(folder: Path, size: str) -> None:
    """Make the region unless it is there; killed halfway, it is not there.

    Raises:
        InputError: something else stands in its place, or the folder cannot be written.
    """
    mark = folder / MARK
    if mark.is_file():
        _check_size(mark, folder, size)
        return
    new_region(str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".in-de-maak-") as draft:
            _timed("verzinnen", lambda tick: _write(Path(draft), size, tick))
            for part in sorted(Path(draft).iterdir()):
                shutil.move(part, folder / part.name)
        mark.write_text(json.dumps({"grootte": size, "zaad": SEED}) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"De map '{folder}' is niet te maken: {reason(error)}.") from error


def _check_size(mark: Path, folder: Path, size: str) -> None:
    made = json.loads(mark.read_text(encoding="utf-8"))["grootte"]
    if made != size:
        raise InputError(
            f"In '{folder}' staat al een demo van grootte {made}; kies een andere map met --map."
        )
    note(f"In '{folder}' staat al een demo; die wordt gebruikt.")


def _write(folder: Path, size: str, tick: Callable[[str, int], None]) -> None:
    write_region(folder, size=size, persons=None, seed=SEED, errors="normaal", progress=tick)


def build_store(session: Session, folder: Path) -> Store:
    """The demo's store, open: read, linked, analysed, and with some casussen.

    Raises:
        InputError: the store that stands there is not a fictional one.
    """
    store = (
        open_store(session.address, key=session.key)
        if stands(session.address)
        else create_store(session.address, fictief=True, key=session.key)
    )
    if not store.view().fictief:
        store.close()
        raise InputError(f"De opslag '{session.address}' is niet fictief; kies een andere met --store.")
    if store.view().result(ANALYSE.name).is_empty():
        _run_chain(store, folder)
    return store


def _run_chain(store: Store, folder: Path) -> None:
    _timed(
        "inlezen", lambda tick: read_deliveries([folder / "leveringen"], store, today=today(), progress=tick)
    )
    _timed("gebieden", lambda _: _load_areas(store, folder))
    _timed("koppelen", lambda _: run_linking(store))
    _timed("analyseren", lambda _: run_analysis(store, reading_day(store.view())))


def _load_areas(store: Store, folder: Path) -> None:
    areas = load_areas(folder / "gebieden.geojson", folder / "gebieden.csv")
    with store.write() as writer:
        writer.replace_areas(areas)


def open_cases(store: Store, subjects: Iterable[RecordRef]) -> tuple[str, ...]:
    """Casussen for the made-up people of the demo, unless there are some already; their numbers."""
    known = [one for one in list_cases(store.view()) if one.staat == "open"]
    if not known:
        known = [
            open_case(store, demo_opening(subject), by="knooppunt demo", at=now()) for subject in subjects
        ]
    return tuple(one.nummer for one in known)


def _timed(what: str, work: Callable[[Callable[[str, int], None]], object]) -> None:
    began = monotonic()
    with progress() as tick:
        tick(what, 0)
        work(tick)
    note(f"  {what:<12}{monotonic() - began:6.1f} s".replace(".", ","))
