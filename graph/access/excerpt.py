"""What the gezinskaart of a casus shows, as the rows of a store of its own: an uittreksel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from graph.access.excerpt_rows import Cut
from graph.access.family import case_maps, masked, persons_in
from graph.frames import schema
from graph.network.neighbourhood import neighbourhood
from graph.store.base import FOLD
from models.contract import TABLES
from models.errors import KnooppuntError
from models.ledgers import CASUSSEN, LEVERINGEN
from models.results import ANALYSE, PERSONEN, SAMENLOPEN, SYSTEEMLEDEN, UIT_BEELD, VRIJGAVE

if TYPE_CHECKING:
    from graph.access.cases import Case
    from graph.store.base import Store, View
    from models.family_map import FamilyMap

_SHOWN = {
    "personen": "voornamen voorvoegsel geslachtsnaam geboortedatum geslacht overlijdensdatum ongeboren",
    "adressen": "straat huisnummer huisletter huisnummertoevoeging postcode woonplaats soort"
    " nummeraanduiding",
    "verblijf": "soort van tot",
    "huishoudens": "adres_id van tot",
    "huishoudleden": "van tot",
    "relaties": "soort vorm van tot",
    "partners": "naam soort keten publiek",
    "meldingen": "datum soort aard",
    "trajecten": "soort vt_fase hoofdtraject_id partner_id regisseur contact start einde status",
    "betrokkenen": "melding_id traject_id rol van tot",
    "interventies": "traject_id partner_id persoon_id soort kader keten leefgebied start einde status",
    "signalen": "persoon_id datum leefgebied probleem criminogeen",
    "delicten": "datum categorie",
}
COLUMNS: Mapping[str, tuple[str, ...]] = {table: tuple(names.split()) for table, names in _SHOWN.items()}
"""What stays of each row beside its key: what the gezinskaart shows, or what that follows from."""
EMPTY_REPORT = '{"tabellen": {}, "geweigerd": []}'


@dataclass(frozen=True, slots=True, eq=False)
class Excerpt:
    """``facts`` as ``View.facts``, ``results`` as ``View.result``, ``ledgers`` as ``Writer.append``.

    ``persons`` are the knooppunt_ids of everyone in it.
    """

    persons: tuple[str, ...]
    facts: Mapping[str, pl.DataFrame]
    results: Mapping[str, pl.DataFrame]
    ledgers: Mapping[str, pl.DataFrame]

    def write(self, target: Store) -> None:
        """Put it in an empty store, read it back and compare; the days of first processing stay.

        Raises:
            KnooppuntError: the store gives something else back than it was given.
        """
        with target.write() as writer:
            for name, rows in self.ledgers.items():
                writer.append(name, rows)
            for name, rows in self.facts.items():
                if not rows.is_empty():
                    writer.restore(name, _versions(rows))
            for name, rows in self.results.items():
                writer.replace(name, rows)
        view = target.view()
        same = [view.facts(name).equals(rows) for name, rows in self.facts.items()]
        same += [view.result(name).equals(rows) for name, rows in self.results.items()]
        if not all(same):
            raise KnooppuntError("Het uittreksel is niet goed: de nieuwe opslag geeft iets anders terug.")


def excerpt(view: View, whole: View, case: Case, day: date) -> Excerpt:
    """The rows behind the gezinskaart of a casus on a day, with nothing that it does not show.

    An address that is geheim is not in it, whoever looks.

    Args:
        view: as the organisation may see it.
        whole: everything; from it comes only whose address is geheim.
        case: whose gezinskaart.
        day: the day that it shows.
    """
    maps = masked(whole, case_maps(view, case, day))
    around = neighbourhood(view, [(record.bron, record.persoon_id) for record in case.betrokkenen], day)
    cut = Cut.of(around, maps, day)
    return Excerpt(
        persons_in(maps),
        {name: _shown(name, getattr(cut, name)()) for name in COLUMNS},
        _results(view, cut, maps, day),
        {LEVERINGEN.name: _leveringen(view), CASUSSEN.name: _events(view, case)},
    )


def _shown(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what is not shown left empty."""
    spec = TABLES[table]
    hidden = [name for name in spec.names if name not in (*spec.key, *COLUMNS[table])]
    bare = rows.with_columns(pl.lit(None, rows.schema[name]).alias(name) for name in hidden)
    key = ["bron", *spec.key]
    return bare.unique(key, keep="first", maintain_order=True).sort(key, nulls_last=True)


def _versions(rows: pl.DataFrame) -> pl.DataFrame:
    """Facts as ``Writer.restore`` takes them: said once, by the levering that said so last."""
    number = pl.col("levering")
    return rows.with_columns(
        gezegd_in=number, genoemd_in=number, bekend_van=number, bekend_tot=pl.lit(None, FOLD["bekend_tot"])
    ).drop("levering", "peildatum")


def _results(view: View, cut: Cut, maps: tuple[FamilyMap, ...], day: date) -> dict[str, pl.DataFrame]:
    rows: dict[str, list[tuple[object, ...]]] = {
        SYSTEEMLEDEN.name: [
            (m.systeem_id, p.knooppunt_id, p.kern, p.reden) for m in maps for p in m.personen
        ],
        SAMENLOPEN.name: [
            (m.systeem_id, o.soort, o.bron_a, o.traject_a, o.bron_b, o.traject_b, o.van, o.tot, o.reden)
            for m in maps
            for o in m.samenloop
        ],
        UIT_BEELD.name: [(m.systeem_id, o.persoon, o.soort, o.reden) for m in maps for o in m.uit_beeld],
    }
    specs = (SYSTEEMLEDEN, SAMENLOPEN, UIT_BEELD)
    found = {
        spec.name: pl.DataFrame(rows[spec.name], schema=schema(spec), orient="row")
        .unique(spec.key, keep="first", maintain_order=True)
        .sort(spec.key, nulls_last=True)
        for spec in specs
    }
    kept = view.result(ANALYSE.name).filter(pl.col("onderdeel") != VRIJGAVE.name)
    analysed = kept.with_columns(peildatum=pl.lit(day))
    return {PERSONEN.name: cut.links(), **found, ANALYSE.name: analysed}


def _leveringen(view: View) -> pl.DataFrame:
    """Every levering under its own number, without its report; none is whole any more."""
    heads = view.ledger(LEVERINGEN.name).sort("volgnummer").drop("volgnummer")
    return heads.with_columns(volledig=pl.lit(value=False), verslag=pl.lit(EMPTY_REPORT))


def _events(view: View, case: Case) -> pl.DataFrame:
    """What happened to this casus, so that it is one in the new store too."""
    return view.ledger(CASUSSEN.name).filter(casus=case.nummer).drop("volgnummer")
