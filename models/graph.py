"""What every table is in a graph: a node, or a relationship between two; schema and docs follow from here.

One rule: a table with an id of its own is a node; a table that only ties two ids is a relationship with its
period as properties. A reference of a node's row is a relationship from that node to what the row names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from models import contract, ledgers, results
from models.codes import RelationKind
from models.judgement import Verdict
from models.provenance import BRON

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "sleutel"
"""The property with a key of several columns, ``bron|id``."""

CAPTION = "naam"
"""The property that shows a node whose ``shows`` are several columns."""

DOUBLE = "dubbel"
"""Set on a relationship that shows a row a second time, at the other end that it names; never count these."""

MARK = "levering"
"""Every fact has this property; a node without it was named by a fact but is not delivered itself."""


@dataclass(frozen=True, slots=True)
class Label:
    """One sort of node.

    ``key``: the properties that make a node who it is. ``shows``: by what a reader recognises it. ``mark``:
    the property that a node has once it is more than a name in another row; none where it never is more.
    """

    name: str
    key: tuple[str, ...]
    shows: tuple[str, ...] = ()
    mark: str | None = MARK

    @property
    def identity(self) -> str:
        """The property in which no two nodes are equal."""
        return KEY if len(self.key) > 1 else self.key[0]


@dataclass(frozen=True, slots=True)
class End:
    """A node that a row names: its label, and the columns that hold its key, in order."""

    label: Label
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """From a row that is a node to another node that it names; ``side`` is the property ``kant``, if any."""

    kind: str
    end: End
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """Each row is a node with its columns as properties, but for those in ``leaves``."""

    label: Label
    ties: tuple[Tie, ...] = ()
    leaves: frozenset[str] = frozenset()

    @property
    def types(self) -> tuple[str, ...]:
        """Every type of its relationships."""
        return tuple(dict.fromkeys(tie.kind for tie in self.ties))


@dataclass(frozen=True, slots=True)
class Relationship:
    """Each row is a relationship with its columns as properties, but for those that its ends have.

    It goes to the first of ``ends`` that the row fills; to each other one that it fills goes a double. Its
    type is ``kind``, unless ``kinds`` names one for the value in the column ``by``. ``bron`` stays on facts.
    """

    start: End
    ends: tuple[End, ...]
    kind: str
    by: str | None = None
    kinds: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def types(self) -> tuple[str, ...]:
        """Every type that a row may have."""
        return tuple(dict.fromkeys((self.kind, *self.kinds.values())))


Place = Node | Relationship


def _of_bron(name: str, own: str, *shows: str) -> Label:
    return Label(name, (BRON.name, own), shows)


def _at(label: Label, column: str | None = None) -> End:
    """The node of this label of the same bron, by the column that names it."""
    return End(label, (BRON.name, column or label.key[1]))


RECORD = _of_bron("Persoonsrecord", "persoon_id", "voornamen", "voorvoegsel", "geslachtsnaam")
ADDRESS = _of_bron(
    "Adres", "adres_id", "straat", "huisnummer", "huisletter", "huisnummertoevoeging", "woonplaats"
)
HOUSEHOLD = _of_bron("Huishouden", "huishouden_id", "huishouden_id")
PARTNER = _of_bron("Ketenpartner", "partner_id", "naam")
NOTIFICATION = _of_bron("Melding", "melding_id", "soort")
FOLLOW_UP = _of_bron("Vervolgactie", "vervolgactie_id", "soort")
TRAJECTORY = _of_bron("Traject", "traject_id", "soort")
INTERVENTION = _of_bron("Interventie", "interventie_id", "soort")
SIGNAL = _of_bron("Signaal", "signaal_id", "leefgebied")
OFFENCE = Label("Delict", (BRON.name, *contract.DELICTEN.key), ("categorie",))
DELIVERED_AREA = _of_bron("GeleverdGebied", "code", "naam")

PERSON = Label("Persoon", ("knooppunt_id",), ("knooppunt_id",), mark=None)
SYSTEM = Label("Gezinssysteem", ("systeem_id",), ("systeem_id",), mark=None)
OVERLAP = Label("Samenloop", results.SAMENLOPEN.key, ("soort",), mark="systeem_id")
AREA = Label("Gebied", ("code",), ("naam",), mark="naam")
RELEASE = Label("Vrijgave", results.VRIJGAVE.key, ("thema",), mark="oordeel")
ANALYSIS = Label("Analyse", results.ANALYSE.key, ("onderdeel",), mark="versie")

RELATIONS: Mapping[str, str] = MappingProxyType(
    {kind.value: f"{kind.name}_VAN" for kind in RelationKind}
    | {
        RelationKind.GEZAG.value: "GEZAG_OVER",
        RelationKind.HECHT.value: "HECHT_AAN",
        RelationKind.CONFLICT.value: "CONFLICT_MET",
        RelationKind.VERBROKEN.value: "VERBROKEN_MET",
        RelationKind.GEWELD_TEGEN.value: "GEWELD_TEGEN",
    }
)
"""The type for each soort of a relatie: persoon_id is the [soort] of ander_id."""

VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        Verdict.ZELFDE.value: "ZELFDE_ALS",
        Verdict.VERSCHILLEND.value: "VERSCHILT_VAN",
        Verdict.ONZEKER.value: "ONZEKER_OF_ZELFDE",
    }
)
"""The type for each oordeel on two records."""

FACTS: Mapping[str, Place] = MappingProxyType(
    {
        "personen": Node(RECORD),
        "adressen": Node(ADDRESS),
        "verblijf": Relationship(_at(RECORD), (_at(ADDRESS),), "VERBLIJFT_OP"),
        "huishoudens": Node(HOUSEHOLD, (Tie("OP", _at(ADDRESS)),)),
        "huishoudleden": Relationship(_at(RECORD), (_at(HOUSEHOLD),), "WOONT_IN"),
        "relaties": Relationship(_at(RECORD), (_at(RECORD, "ander_id"),), "RELATIE_MET", "soort", RELATIONS),
        "partners": Node(PARTNER),
        "meldingen": Node(
            NOTIFICATION, (Tie("GEDAAN_DOOR", _at(PARTNER, "melder_id")), Tie("OP", _at(ADDRESS)))
        ),
        "vervolgacties": Node(
            FOLLOW_UP,
            (Tie("VOLGT_OP", _at(NOTIFICATION)), Tie("VOOR", _at(RECORD)), Tie("BIJ", _at(PARTNER))),
        ),
        "trajecten": Node(
            TRAJECTORY,
            (
                Tie("ONDER", _at(TRAJECTORY, "hoofdtraject_id")),
                Tie("UITGEVOERD_DOOR", _at(PARTNER)),
                Tie("VOLGT_OP", _at(NOTIFICATION)),
            ),
        ),
        "betrokkenen": Relationship(_at(RECORD), (_at(TRAJECTORY), _at(NOTIFICATION)), "BETROKKEN_BIJ"),
        "interventies": Node(
            INTERVENTION,
            (Tie("BINNEN", _at(TRAJECTORY)), Tie("UITGEVOERD_DOOR", _at(PARTNER)), Tie("VOOR", _at(RECORD))),
        ),
        "signalen": Node(SIGNAL, (Tie("OVER", _at(RECORD)),)),
        "delicten": Node(OFFENCE, (Tie("OP_NAAM_VAN", _at(RECORD)),)),
        "gebieden": Node(DELIVERED_AREA),
    }
)
"""The place of every table of the contract."""

_LIVES = (End(PERSON, ("knooppunt_id",)), (End(SYSTEM, ("systeem_id",)),))

RESULTS: Mapping[str, Place] = MappingProxyType(
    {
        "koppeling_personen": Relationship(_at(RECORD), (End(PERSON, ("knooppunt_id",)),), "IS"),
        "systeemleden": Relationship(*_LIVES, "LID_VAN"),
        "samenlopen": Node(
            OVERLAP,
            (
                Tie("TUSSEN", End(TRAJECTORY, ("bron_a", "traject_a")), "a"),
                Tie("TUSSEN", End(TRAJECTORY, ("bron_b", "traject_b")), "b"),
                Tie("BIJ", End(SYSTEM, ("systeem_id",))),
            ),
        ),
        "uit_beeld": Relationship(*_LIVES, "UIT_BEELD"),
        "vrijgave": Node(RELEASE, (Tie("VOOR", End(AREA, ("gebied",))),)),
        "analyse": Node(ANALYSIS),
    }
)
"""The place of everything that an analysis leaves."""

JUDGEMENTS = Relationship(
    End(RECORD, ("bron_a", "persoon_a")),
    (End(RECORD, ("bron_b", "persoon_b")),),
    "OORDEEL_OVER",
    "oordeel",
    VERDICTS,
)
"""The place of the standing rows of the ledger ``oordelen``."""

AREAS = Node(AREA, leaves=frozenset({"geometrie"}))
"""The place of the areas that were loaded."""

LEDGER_LABELS: Mapping[str, str] = MappingProxyType(
    {
        ledgers.LEVERINGEN.name: "Levering",
        ledgers.OORDELEN.name: "Oordeel",
        ledgers.CASUSSEN.name: "Casusgebeurtenis",
        ledgers.VERWERKINGSLOG.name: "Verwerkingsregel",
        ledgers.AUDITLOG.name: "Auditregel",
    }
)
"""The label of the rows of every ledger; each is a node with its ``volgnummer``."""

PLACES: tuple[Place, ...] = (*FACTS.values(), *RESULTS.values(), JUDGEMENTS, AREAS)


def _labels() -> dict[str, Label]:
    """Every label that a place names."""
    found: dict[str, Label] = {}
    for place in PLACES:
        ends = (place.start, *place.ends) if isinstance(place, Relationship) else [t.end for t in place.ties]
        own = [place.label] if isinstance(place, Node) else []
        found.update((label.name, label) for label in (*own, *(end.label for end in ends)))
    return found


LABELS: Mapping[str, Label] = MappingProxyType(_labels())
"""Every label of the graph, by name."""
