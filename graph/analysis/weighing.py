"""Weging: facts on a family per criterion of the triagetafel, each with its records; never a score."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from graph.analysis.sentences import counted, listed, words
from graph.network import Network
from graph.network.days import day_number
from models.codes import NotificationKind, NotificationNature
from models.family_map import Weighing, WeighingFact

RULE = "weging"
VERSION = "1"
"""Everything that started by the day: problems, ketens and kaders, disputes, meldingen, delicten."""

NUISANCE = [NotificationNature.BURENOVERLAST.value, NotificationNature.JEUGDOVERLAST.value]
DISPUTES = ["conflict", "geweld_tegen", "verbroken"]


def weigh(network: Network, members: Iterable[int], day: date) -> Weighing:
    """The facts on these members that started by a day.

    Args:
        network: the network, or a part of it that holds the members.
        members: person numbers of one system.
        day: the last day that counts.
    """
    persons, number = sorted(members), day_number(day)
    signals = network.signals.filter(
        pl.col("person").is_in(persons), pl.col("day") <= number, pl.col("probleem")
    )
    return Weighing(
        ondoorgrondelijk=_problem_domains(network, signals),
        ongrijpbaar=_chains(network, persons, number),
        ontwrichtend=(
            *_troubled(network, signals, number),
            *_disputes(network, persons, number),
            *_notifications(network, persons, number),
            *_offences(network, persons, number),
        ),
    )


def _problem_domains(network: Network, signals: pl.DataFrame) -> tuple[WeighingFact, ...]:
    """Per leefgebied in which anyone has a problem."""
    facts = []
    for (domain,), rows in signals.group_by("leefgebied", maintain_order=False):
        count = rows["person"].n_unique()
        text = f"Probleem bij {words(str(domain))}, bij {counted(count, 'persoon', 'personen')}."
        facts.append(
            _fact(text, ("leefgebied", str(domain)), _only_one(network, rows), _ids(rows, "signaal_id"))
        )
    return _ordered(facts)


def _chains(network: Network, persons: list[int], day: int) -> tuple[WeighingFact, ...]:
    """Per keten that is or was at work, and per kader in which this was done."""
    chain = network.organisations.select("organisation", chain="keten")
    own = network.involvements.filter(pl.col("person").is_in(persons), pl.col("van") <= day)
    tracks = own.select("traject", "person").unique().join(network.trajectories, on="traject")
    tracks = tracks.filter(pl.col("van") <= day).join(chain, on="organisation", how="left")
    done = network.interventions.filter(pl.col("person").is_in(persons), pl.col("van") <= day)
    work = pl.concat(
        [
            tracks.select("person", "bron", "chain", id="traject_id", kader=pl.lit(None, pl.String)),
            done.select("person", "bron", "chain", id="interventie_id", kader="kader"),
        ]
    )
    facts = []
    for column, name, text in (("chain", "keten", "keten {}"), ("kader", "kader", "kader {}")):
        for (value,), rows in work.drop_nulls(column).group_by(column):
            sentence = f"Hulp of toezicht in {text.format(value)}, bij " + counted(
                rows["person"].n_unique(), "persoon", "personen"
            )
            facts.append(
                _fact(f"{sentence}.", (name, str(value)), _only_one(network, rows), _ids(rows, "id"))
            )
    return _ordered(facts)


def _troubled(network: Network, signals: pl.DataFrame, day: int) -> tuple[WeighingFact, ...]:
    """Per person with problems, saying whether it is a child."""
    people = network.persons
    minors = people.filter(pl.col("minor_sure_tot") >= day)["person"].to_list()
    adults = people.filter(pl.col("minor_tot") < day)["person"].to_list()
    facts = []
    for (person,), rows in signals.group_by("person"):
        kind = "kind" if person in minors else "volwassene" if person in adults else "leeftijd_onzeker"
        domains = listed(sorted({words(d) for d in rows["leefgebied"]}))
        text = f"{TROUBLED[kind]} heeft een probleem bij {domains}."
        facts.append(_fact(text, ("persoon", kind), _only_one(network, rows), _ids(rows, "signaal_id")))
    return _ordered(facts)


TROUBLED = {
    "kind": "Een kind onder de 18",
    "volwassene": "Een volwassene",
    "leeftijd_onzeker": "Iemand van wie de leeftijd niet zeker is",
}


def _disputes(network: Network, persons: list[int], day: int) -> tuple[WeighingFact, ...]:
    """Per dispute, violence or break between two members."""
    ties = network.ties.filter(
        pl.col("person").is_in(persons),
        pl.col("other").is_in(persons),
        pl.col("soort").is_in(DISPUTES),
        pl.col("van") <= day,
    )
    facts = []
    for (kind, person, _), rows in ties.group_by("soort", "person", "other"):
        text = f"{DISPUTE_WORDS[str(kind)]} tussen twee leden van dit gezin."
        records = {*_ids(rows, "persoon_id"), *_ids(rows, "ander_id")}
        facts.append(_fact(text, ("conflict", str(kind)), _named(network, person), tuple(sorted(records))))
    return _ordered(facts)


DISPUTE_WORDS = {"conflict": "Conflict", "geweld_tegen": "Geweld", "verbroken": "Verbroken contact"}


def _notifications(network: Network, persons: list[int], day: int) -> tuple[WeighingFact, ...]:
    """Meldingen of nuisance, and meldingen per kind, each with its records."""
    told = network.notified.filter(pl.col("person").is_in(persons)).select("notification").unique()
    rows = network.notifications.filter(pl.col("day") <= day).join(told, on="notification", how="semi")
    facts = []
    nuisance = rows.filter(pl.col("aard").is_in(NUISANCE))
    if not nuisance.is_empty():
        text = f"{counted(nuisance.height, 'melding', 'meldingen')} van overlast{_between(nuisance)}."
        facts.append(_fact(text, ("melding", "overlast"), "", _ids(nuisance, "melding_id")))
    for (kind,), some in rows.drop_nulls("soort").group_by("soort"):
        one, many = KIND_WORDS.get(
            str(kind), (f"melding ({words(str(kind))})", f"meldingen ({words(str(kind))})")
        )
        text = f"{counted(some.height, one, many)}{_between(some)}."
        facts.append(_fact(text, ("melding", str(kind)), "", _ids(some, "melding_id")))
    return _ordered(facts)


KIND_WORDS = {NotificationKind.POLITIEMUTATIE.value: ("politiemutatie", "politiemutaties")}


def _offences(network: Network, persons: list[int], day: int) -> tuple[WeighingFact, ...]:
    """Per person registered as suspect, how often and of what."""
    own = network.offences.filter(pl.col("person").is_in(persons), pl.col("day") <= day)
    facts = []
    for (person, category), rows in own.group_by("person", "categorie"):
        times = counted(rows.select("bron", "day").unique().height, "keer", "keer")
        text = f"Staat {times} als verdachte geregistreerd: {words(str(category))}{_between(rows)}."
        records = tuple(sorted(f"{bron}:{own_id}" for bron, own_id in _pairs(rows, "persoon_id")))
        facts.append(_fact(text, ("delict", str(category)), _named(network, person), records))
    return _ordered(facts)


def _fact(text: str, what: tuple[str, str], person: str, records: tuple[str, ...]) -> WeighingFact:
    return WeighingFact(text, what[0], what[1], person, records)


def _ordered(facts: list[WeighingFact]) -> tuple[WeighingFact, ...]:
    return tuple(sorted(facts, key=lambda f: (f.soort, f.waarde, f.persoon, f.records)))


def _ids(rows: pl.DataFrame, column: str) -> tuple[str, ...]:
    return tuple(sorted(f"{bron}:{own}" for bron, own in _pairs(rows, column)))


def _pairs(rows: pl.DataFrame, column: str) -> list[tuple[str, str]]:
    return [(str(bron), str(own)) for bron, own in rows.select("bron", column).unique().iter_rows()]


def _only_one(network: Network, rows: pl.DataFrame) -> str:
    """The person of these rows, if it is one."""
    return _named(network, rows["person"][0]) if rows["person"].n_unique() == 1 else ""


def _named(network: Network, person: object) -> str:
    return str(network.persons.filter(pl.col("person") == person)["knooppunt_id"].item())


def _between(rows: pl.DataFrame) -> str:
    first, last = rows["datum"].min(), rows["datum"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        return ""
    if first == last:
        return f" op {first:%d-%m-%Y}"
    return f" tussen {first:%d-%m-%Y} en {last:%d-%m-%Y}"
