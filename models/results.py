"""What the analyses leave in the store, declared like the contract's tables so that every engine follows."""

from enum import StrEnum

from models.columns import Column, TableSpec, ValueKind

V = ValueKind
CODE = Column("systeem_id", V.ID, required=True)
PERSON = Column("knooppunt_id", V.ID, required=True)
REASON = Column("reden", required=True)


class OverlapKind(StrEnum):
    """soort of a samenloop that is a pair of trajecten."""

    DUBBEL_SPOOR = "dubbel_spoor"
    NAAST_ELKAAR = "naast_elkaar"


PERSONEN = TableSpec(
    "koppeling_personen",
    (Column("bron", V.ID, True), Column("persoon_id", V.ID, True), PERSON),
    key=("bron", "persoon_id"),
)

SYSTEEMLEDEN = TableSpec(
    "systeemleden",
    (CODE, PERSON, Column("kern", V.BOOLEAN, True), REASON),
    key=("systeem_id", "knooppunt_id"),
)

SAMENLOPEN = TableSpec(
    "samenlopen",
    (
        CODE,
        Column("soort", required=True),
        Column("bron_a", V.ID, True),
        Column("traject_a", V.ID, True),
        Column("bron_b", V.ID, True),
        Column("traject_b", V.ID, True),
        Column("van", V.DATE),
        Column("tot", V.DATE),
        REASON,
    ),
    key=("soort", "bron_a", "traject_a", "bron_b", "traject_b"),
    period=("van", "tot"),
)

UIT_BEELD = TableSpec(
    "uit_beeld",
    (CODE, PERSON, Column("soort", required=True), REASON),
    key=("systeem_id", "knooppunt_id"),
)

VRIJGAVE = TableSpec(
    "vrijgave",
    (
        Column("thema", required=True),
        Column("gebied", V.AREA, True),
        Column("naam", required=True),
        Column("gezinnen", V.INTEGER),  # rounded to 5; empty where the area is too small to publish
        Column("noemer", V.INTEGER),
        Column("noemer_soort"),  # huishoudens, woningen or inwoners
        Column("per_duizend", V.NUMBER),
        Column("ondergrens", V.NUMBER),
        Column("bovengrens", V.NUMBER),
        Column("oordeel", required=True),  # hoger, lager, niet te onderscheiden, te klein
    ),
    key=("thema", "gebied"),
)

ANALYSE = TableSpec(
    "analyse",
    (Column("onderdeel", required=True), Column("versie", required=True), Column("peildatum", V.DATE, True)),
    key=("onderdeel",),
)

RESULTS: dict[str, TableSpec] = {
    spec.name: spec for spec in (PERSONEN, SYSTEEMLEDEN, SAMENLOPEN, UIT_BEELD, VRIJGAVE, ANALYSE)
}
