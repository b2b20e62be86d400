"""Made-up families for the tests of pictures and pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.codes import Chain, LifeDomain, RelationKind, Sex
from models.family_map import (
    FamilyMap,
    MapContact,
    MapHousehold,
    MapIntervention,
    MapOutOfSight,
    MapOverlap,
    MapPerson,
    MapRelation,
    MapSignal,
    MapTrajectory,
    Weighing,
    WeighingFact,
)
from models.period import Period

DAY = date(2025, 6, 30)


def person(code: str, naam: str, sex: str, age: int | None, **more: object) -> MapPerson:
    """Someone of whom little is said."""
    plain = MapPerson(
        knooppunt_id=code,
        naam=naam,
        roepnaam=naam.split(" ", maxsplit=1)[0],
        geslacht=Sex(sex),
        geboren="" if age is None else str(2025 - age),
        overleden="",
        ongeboren=False,
        leeftijd=age,
        kern=True,
        betrokkene=False,
        reden="Woont in dit huishouden.",
        records=(f"brp-venlo:{code}",),
    )
    return replace(plain, **more)


def relation(
    van: str, naar: str, soort: RelationKind, since: date | None = None, vorm: str = ""
) -> MapRelation:
    """A relation from one source."""
    return MapRelation(van, naar, soort, vorm, Period(since, None), "brp-venlo")


def traject(number: str, partner: str, keten: Chain | None, *personen: str, **more: object) -> MapTrajectory:
    """A running traject."""
    plain = MapTrajectory(
        bron=number.split(":", maxsplit=1)[0],
        traject_id=number.split(":", maxsplit=1)[1],
        soort="zorgtraject",
        partner=partner,
        keten=keten,
        regisseur="",
        contact="",
        start=date(2025, 1, 15),
        einde=None,
        status="lopend",
        directs=False,
        personen=personen,
    )
    return replace(plain, **more)


def example() -> FamilyMap:
    """The fictional example family as it was on 30 June 2025."""
    people = (
        person("p1", "Marco Verhaegh", "M", 44, betrokkene=True),
        person("p2", "Ingrid van den Heuvel", "V", 40, kern=False, reden="Ouder van Demi, Kevin en Timo."),
        person("p3", "Demi Verhaegh", "V", 17),
        person("p4", "Kevin Verhaegh", "M", 15),
        person("p5", "Timo Verhaegh", "M", 11),
    )
    parents = tuple(relation(p, c, RelationKind.OUDER) for p in ("p1", "p2") for c in ("p3", "p4", "p5"))
    trajecten = (
        traject(
            "om-limburg:Z1", "OM Limburg", Chain.STRAF, "p1", soort="strafzaak", regisseur="parketsecretaris"
        ),
        traject("jeugdzorg-nl:T5", "Jeugdzorg Noord-Limburg", Chain.ZORG, "p3", regisseur="jeugdzorgwerker"),
        traject("leerplicht-venlo:LP1", "Leerplicht Venlo", Chain.BESTUUR, "p4", status="gestagneerd"),
        traject("wijkteam-horst:H9", "Wijkteam Horst", Chain.ZORG, "p2", soort="wijkteam"),
    )
    pairs = [(a, b) for i, a in enumerate(trajecten) for b in trajecten[i + 1 :]]
    return FamilyMap(
        systeem_id="S-7F3K",
        peildatum=DAY,
        antwoord="4 trajecten van 4 organisaties; niemand heeft de regie.",
        personen=people,
        huishoudens=(
            MapHousehold("A", "Lijsterbesstraat 18, Venlo", "woning", ("p1", "p3", "p4", "p5"), ()),
            MapHousehold("B", "Molenweg 7, Grubbenvorst", "woning", ("p2",), ("p3",)),
        ),
        relaties=(*parents, relation("p1", "p2", RelationKind.EX_PARTNER, date(2019, 3, 1))),
        trajecten=trajecten,
        interventies=(
            MapIntervention("leerplicht-venlo", "I3", "LP1", "waarschuwing_verzuim", "Leerplicht Venlo",
                Chain.BESTUUR, "drang", "dagbesteding", date(2025, 1, 15), date(2025, 3, 1), "gestaakt",
                "p4"),
        ),
        signalen=(
            MapSignal("p5", LifeDomain.SOCIAAL_FUNCTIONEREN, True, False, date(2025, 5, 20),
                "leerplicht-venlo"),
        ),
        samenloop=tuple(
            MapOverlap("naast_elkaar", a.bron, a.traject_id, b.bron, b.traject_id, date(2025, 6, 13), None,
                f"{a.partner} en {b.partner} werken tegelijk met dit gezin.")
            for a, b in pairs
        ),
        uit_beeld=(
            MapOutOfSight("p5", "geheel", "Wel een probleem, geen traject en geen interventie."),
            MapOutOfSight("p4", "afgebroken", "De enige interventie is gestaakt op 1 maart 2025."),
            MapOutOfSight("p1", "zonder_zorg", "Alleen trajecten en interventies in de keten straf."),
        ),
        weging=Weighing(
            (WeighingFact("Problemen op het gebied van dagbesteding.", "leefgebied", "dagbesteding", "p4",
                ("leerplicht-venlo:v1",)),),
            (WeighingFact("De keten straf is aan het werk.", "keten", "straf", "", ("om-limburg:Z1",)),),
            (WeighingFact("Twee meldingen van overlast.", "melding", "", "", ("politie-limburg:M1",)),),
        ),
        netwerk=(
            MapContact(person("p6", "Jordi Peeters", "M", 16, kern=False), "samen in een melding", "p4"),
            MapContact(person("p7", "Bram Linders", "M", 15, kern=False), "samen in een melding", "p4"),
            MapContact(person("p7", "Bram Linders", "M", 15, kern=False), "vriend", "p4"),
        ),
    )  # fmt: skip


def patchwork() -> FamilyMap:
    """A family with three partners, a foster child, a grandson at his grandmother's and a child expected."""
    people = (
        person("o1", "Truus Janssen-Geraedts", "V", 71),
        person("o2", "Harrie Janssen", "M", None, overleden="2020-04-02", kern=False),
        person("m", "Wendy Janssen", "V", 42, betrokkene=True),
        person("x1", "Ron Hendriks", "M", 45, kern=False),
        person("x2", "Mehmet Yıldız", "M", 43, kern=False),
        person("x3", "Peter-Paul van der Voort van Zijp-Lauwereyssens", "M", 50),
        person("k1", "Kim Hendriks", "V", 20, kern=False),
        person("k2", "Emre Yıldız", "M", 14),
        person("k3", "Lot Janssen", "V", 6),
        person("k4", "Sam", "O", None, geboren="2025-11", ongeboren=True),
        person("f1", "Noah de Wit", "M", 9),
        person("g1", "Levi Hendriks", "M", 2),
        person("b1", "Rob Janssen", "M", 39, kern=False),
    )
    R = RelationKind  # noqa: N806  short in a table
    relaties = (
        *(relation(o, c, R.OUDER) for o in ("o1", "o2") for c in ("m", "b1")),
        relation("o1", "o2", R.PARTNER, date(1975, 5, 5), "huwelijk"),
        relation("m", "x1", R.EX_PARTNER, date(2008, 1, 1), "huwelijk"),
        relation("m", "x2", R.EX_PARTNER, date(2015, 1, 1), "samenwonend"),
        relation("m", "x3", R.PARTNER, date(2018, 1, 1), "samenwonend"),
        relation("m", "k1", R.OUDER), relation("x1", "k1", R.OUDER),
        relation("m", "k2", R.OUDER), relation("x2", "k2", R.OUDER),
        relation("m", "k3", R.OUDER), relation("x3", "k3", R.OUDER),
        relation("m", "k4", R.OUDER), relation("x3", "k4", R.OUDER),
        relation("m", "f1", R.PLEEGOUDER), relation("x3", "f1", R.PLEEGOUDER),
        relation("x3", "k2", R.STIEFOUDER),
        relation("k1", "g1", R.OUDER), relation("o1", "g1", R.GROOTOUDER),
    )  # fmt: skip
    return replace(
        example(),
        systeem_id="S-Q2ZT",
        antwoord="2 trajecten van 2 organisaties; Zorg- en Veiligheidshuis heeft de regie.",
        personen=people,
        huishoudens=(
            MapHousehold("A", "Kerkstraat 1, Horst", "woning", ("m", "x3", "k2", "k3", "k4", "f1"), ()),
            MapHousehold("B", "Burgemeester van der Lingenstraat 210, Sevenum", "woning", ("o1", "g1"), ()),
            MapHousehold("C", "", "woning", ("x1",), ()),
        ),
        relaties=relaties,
        trajecten=(
            traject("zvh:P1", "Zorg- en Veiligheidshuis", None, "m", "k2", directs=True, soort="procesregie"),
            traject("vt:V1", "Veilig Thuis", Chain.ZORG, "m", "f1", soort="vt_dienst"),
        ),
        interventies=(), signalen=(), samenloop=(),
        uit_beeld=(MapOutOfSight("k3", "geheel", "Wel een probleem, geen traject en geen interventie."),),
        netwerk=tuple(
            MapContact(person(f"n{i}", f"Buur Nummer {i}", "MVO"[i % 3], 30 + i, kern=False), "buur", "m")
            for i in range(9)
        ),
    )  # fmt: skip


@pytest.fixture(name="family")
def example_family() -> FamilyMap:
    """The example family."""
    return example()


@pytest.fixture(name="families")
def all_families() -> tuple[FamilyMap, ...]:
    """Families of all shapes, the empty one included."""
    nobody = replace(
        example(), personen=(), huishoudens=(), relaties=(), trajecten=(), uit_beeld=(), netwerk=(),
        samenloop=(), interventies=(), signalen=(), weging=Weighing((), (), ()),
    )  # fmt: skip
    alone = replace(nobody, personen=(person("z", "Zonder Huis", "O", None),))
    return (example(), patchwork(), alone, nobody)


@pytest.fixture(name="make_person")
def person_maker() -> Callable[..., MapPerson]:
    """Makes a person with a code, a name, a sex and an age."""
    return person


@pytest.fixture(name="golden")
def golden_file() -> Callable[[str, str], None]:
    """Compares with a file in ``golden/``; ``KNOOPPUNT_RENEW=1 pytest tests/visual`` renews these."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if os.environ.get("KNOOPPUNT_RENEW") == "1":
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare
