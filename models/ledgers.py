"""What Knooppunt itself writes down: append-only, each row numbered by the store in order of writing."""

from models.codes import PartnerKind
from models.columns import Column, TableSpec, ValueKind
from models.judgement import Verdict

V = ValueKind
MOMENT = Column("op", V.MOMENT, True)
BY = Column("door", required=True)

LEVERINGEN = TableSpec(
    "leveringen",
    (
        Column("bron", V.ID, True),
        Column("levering_id", required=True),
        Column("bron_naam", required=True),
        Column("bron_soort", V.CODE, True, PartnerKind),
        Column("peildatum", V.DATE, True),
        Column("volledig", V.BOOLEAN, True),
        Column("verwerkt_op", V.DATE, True),
        Column("verslag", required=True),  # the levering report as JSON, without personal values
    ),
    key=("bron", "levering_id"),
)
"""``volgnummer`` is the number of the levering that every fact names."""

OORDELEN = TableSpec(
    "oordelen",
    (
        Column("bron_a", V.ID, True),
        Column("persoon_a", V.ID, True),
        Column("bron_b", V.ID, True),
        Column("persoon_b", V.ID, True),
        Column("oordeel", V.CODE, True, Verdict),
        BY,
        Column("op", V.DATE, True),
        Column("reden", required=True),
        Column("herroept", V.INTEGER),  # volgnummer of the judgement that this one takes back
    ),
    key=(),
)

CASUSSEN = TableSpec(
    "casusgebeurtenissen",
    (
        Column("casus", V.ID, True),
        Column("gebeurtenis", required=True),  # geopend, betrokkene, deelnemer, regisseur, gesloten
        Column("waarde"),  # bron:persoon_id, an actor's name, or bron:melding_id
        BY,
        MOMENT,
    ),
    key=(),
)

VERWERKINGSLOG = TableSpec(
    "verwerkingslog",
    (
        Column("trace_id", required=True),
        Column("span_id", required=True),
        Column("parent_span_id"),
        Column("name", required=True),
        Column("start_time", V.MOMENT, True),
        Column("end_time", V.MOMENT, True),
        Column("status", required=True),
        Column("processing_activity_id", required=True),
        Column("data_subject_id"),  # pseudonym, never a knooppunt_id
        Column("niveau", required=True),  # gezocht, in resultaten, geopend, in detail geopend
    ),
    key=(),
)

AUDITLOG = TableSpec(
    "auditlog",
    (
        Column("trace_id", required=True),
        Column("actor", required=True),
        Column("rol", required=True),
        Column("organisatie", required=True),
        Column("doel"),
        Column("casus"),
        Column("uitkomst", required=True),  # verleend or geweigerd, with the rule
        MOMENT,
        Column("vorige", required=True),  # hash of the line before
        Column("hash", required=True),
    ),
    key=(),
)

LEDGERS: dict[str, TableSpec] = {
    spec.name: spec for spec in (LEVERINGEN, OORDELEN, CASUSSEN, VERWERKINGSLOG, AUDITLOG)
}
