"""The tables of the leveringscontract, declared once: reading, storing, docs and legends follow from here."""

from enum import StrEnum

from models import codes
from models.columns import Column, TableSpec, ValueKind

CONTRACT_VERSION = 1
MAX_HOUSEHOLD = 12
"""More people than this at one address make no household."""

V = ValueKind


def _id(name: str, refers_to: str | None = None, *, required: bool = True) -> Column:
    return Column(name, V.ID, required, refers_to=refers_to)


def _code(name: str, values: type[StrEnum], *, required: bool = False) -> Column:
    return Column(name, V.CODE, required, codes=values)


def _date(name: str, *, required: bool = False) -> Column:
    return Column(name, V.DATE, required)


VAN, TOT = _date("van"), _date("tot")
GEMEENTE, WIJK = Column("gemeentecode", V.GEMEENTE), Column("wijkcode", V.WIJK)
DOELGROEP = _code("doelgroep", codes.TargetGroup)
GRONDSLAG = _code("grondslag", codes.Ground)
NIET_AAN = Column("niet_aan", V.VIEWERS)
"""Every table may have this column, so it stands in none of the declarations below."""

PERSONEN = TableSpec(
    "personen",
    (
        _id("persoon_id"),
        Column("burgerservicenummer", V.BSN),
        Column("voornamen"),
        Column("voorvoegsel"),
        Column("geslachtsnaam"),
        Column("naam_partner"),
        Column("geboortedatum", V.BIRTH_DATE),
        _code("geslacht", codes.Sex),
        Column("overlijdensdatum", V.BIRTH_DATE),
        Column("ongeboren", V.BOOLEAN),
        Column("geheimhouding", V.BOOLEAN),
    ),
    key=("persoon_id",),
)

ADRESSEN = TableSpec(
    "adressen",
    (
        _id("adres_id"),
        Column("nummeraanduiding", V.BAG),
        Column("straat"),
        Column("huisnummer", V.INTEGER),
        Column("huisletter"),
        Column("huisnummertoevoeging"),
        Column("postcode", V.POSTCODE),
        Column("woonplaats"),
        GEMEENTE,
        WIJK,
        Column("buurtcode", V.BUURT),
        _code("soort", codes.PlaceKind),
        Column("rd_x", V.NUMBER),
        Column("rd_y", V.NUMBER),
    ),
    key=("adres_id",),
)

VERBLIJF = TableSpec(
    "verblijf",
    (
        _id("persoon_id", "personen"),
        _id("adres_id", "adressen"),
        _code("soort", codes.ResidenceKind),
        VAN,
        TOT,
    ),
    key=("persoon_id", "adres_id", "soort", "van"),
    period=("van", "tot"),
)

HUISHOUDENS = TableSpec(
    "huishoudens",
    (_id("huishouden_id"), _id("adres_id", "adressen", required=False), Column("soort"), VAN, TOT),
    key=("huishouden_id",),
    period=("van", "tot"),
)

HUISHOUDLEDEN = TableSpec(
    "huishoudleden",
    (_id("huishouden_id", "huishoudens"), _id("persoon_id", "personen"), Column("rol"), VAN, TOT),
    key=("huishouden_id", "persoon_id", "van"),
    period=("van", "tot"),
)

RELATIES = TableSpec(
    "relaties",
    (
        _id("persoon_id", "personen"),
        _id("ander_id", "personen"),
        _code("soort", codes.RelationKind, required=True),
        _code("vorm", codes.UnionForm),
        VAN,
        TOT,
    ),
    key=("persoon_id", "ander_id", "soort", "van"),
    period=("van", "tot"),
)

PARTNERS = TableSpec(
    "partners",
    (
        _id("partner_id"),
        Column("naam", required=True),
        _code("soort", codes.PartnerKind, required=True),
        _code("keten", codes.Chain),
        Column("publiek", V.BOOLEAN),
    ),
    key=("partner_id",),
)

MELDINGEN = TableSpec(
    "meldingen",
    (
        _id("melding_id"),
        _date("datum", required=True),
        _id("melder_id", required=False),
        _code("soort", codes.NotificationKind),
        _code("aard", codes.NotificationNature),
        DOELGROEP,
        GEMEENTE,
        WIJK,
        _id("adres_id", "adressen", required=False),
    ),
    key=("melding_id",),
)

VERVOLGACTIES = TableSpec(
    "vervolgacties",
    (
        _id("vervolgactie_id"),
        _id("melding_id", "meldingen", required=False),
        _id("persoon_id", "personen", required=False),
        _date("datum", required=True),
        _code("soort", codes.FollowUpKind, required=True),
        _id("partner_id", required=False),
        DOELGROEP,
        GEMEENTE,
    ),
    key=("vervolgactie_id",),
)

TRAJECTEN = TableSpec(
    "trajecten",
    (
        _id("traject_id"),
        _code("soort", codes.TrajectoryKind, required=True),
        _code("vt_fase", codes.VeiligThuisPhase),
        _id("hoofdtraject_id", "trajecten", required=False),
        _id("partner_id"),
        Column("regisseur"),
        Column("casusregisseur"),
        Column("casemanager"),
        Column("contact"),
        _id("melding_id", "meldingen", required=False),
        DOELGROEP,
        _code("plantype", codes.PlanKind),
        _code("tafel", codes.DiscussionTable),
        _date("plan_vastgesteld_op"),
        _date("bespreking_op"),
        _date("start", required=True),
        _date("einde"),
        _code("status", codes.TrajectoryStatus),
        GEMEENTE,
        GRONDSLAG,
    ),
    key=("traject_id",),
    period=("start", "einde"),
)

BETROKKENEN = TableSpec(
    "betrokkenen",
    (
        _id("persoon_id", "personen"),
        _id("melding_id", "meldingen", required=False),
        _id("traject_id", "trajecten", required=False),
        _code("rol", codes.InvolvementRole, required=True),
        VAN,
        TOT,
    ),
    key=("persoon_id", "melding_id", "traject_id", "rol"),
    period=("van", "tot"),
)

INTERVENTIES = TableSpec(
    "interventies",
    (
        _id("interventie_id"),
        _id("traject_id", "trajecten", required=False),
        _id("partner_id"),
        _id("persoon_id", "personen"),
        _code("soort", codes.InterventionKind, required=True),
        _code("kader", codes.Frame),
        _code("keten", codes.Chain),
        _code("leefgebied", codes.LifeDomain),
        _date("start", required=True),
        _date("einde"),
        _code("status", codes.InterventionStatus),
        _date("volgende_actie_op"),
        _code("beoogd_resultaat", codes.IntendedResult),
        GRONDSLAG,
    ),
    key=("interventie_id",),
    period=("start", "einde"),
)

SIGNALEN = TableSpec(
    "signalen",
    (
        _id("signaal_id"),
        _id("persoon_id", "personen"),
        _date("datum", required=True),
        _code("leefgebied", codes.LifeDomain, required=True),
        Column("probleem", V.BOOLEAN, required=True),
        Column("criminogeen", V.BOOLEAN),
        _code("instrument", codes.Instrument),
        GRONDSLAG,
    ),
    key=("signaal_id",),
)

DELICTEN = TableSpec(
    "delicten",
    (
        _id("persoon_id", "personen"),
        _date("datum", required=True),
        Column("categorie", required=True),
        Column("huiselijk_geweld", V.BOOLEAN),
    ),
    key=("persoon_id", "datum", "categorie"),
)

GEBIEDEN = TableSpec(
    "gebieden",
    (
        Column("code", V.AREA, required=True),
        Column("naam", required=True),
        Column("inwoners", V.INTEGER),
        Column("huishoudens", V.INTEGER),
        Column("peiljaar", V.INTEGER),
    ),
    key=("code",),
)

TABLES: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        PERSONEN,
        ADRESSEN,
        VERBLIJF,
        HUISHOUDENS,
        HUISHOUDLEDEN,
        RELATIES,
        PARTNERS,
        MELDINGEN,
        VERVOLGACTIES,
        TRAJECTEN,
        BETROKKENEN,
        INTERVENTIES,
        SIGNALEN,
        DELICTEN,
        GEBIEDEN,
    )
}
"""Every table of the contract, each after the tables that it refers to."""

EVENTS = frozenset({"meldingen", "vervolgacties", "signalen", "delicten"})
"""What happened, happened: a full levering that no longer names these ends nothing."""
