"""What /v1 sends, where that differs from the values of a Reader; fields are Dutch."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from models.codes import Chain
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
    Weighing,
)


class Probleem(BaseModel):
    """A refusal or a fault (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] | None = None


class Gezondheid(BaseModel):
    """Whether the server answers."""

    status: str


class Traject(BaseModel):
    """A running traject of one or more members."""

    model_config = ConfigDict(from_attributes=True)

    bron: str
    traject_id: str
    soort: str
    partner: str
    keten: Chain | None
    regisseur: str
    contact: str
    start: date
    einde: date | None
    status: str
    voert_regie: bool = Field(validation_alias="directs")
    personen: tuple[str, ...]


class Gezinskaart(BaseModel):
    """One gezinssysteem on one day."""

    model_config = ConfigDict(from_attributes=True)

    systeem_id: str
    peildatum: date
    antwoord: str
    personen: tuple[MapPerson, ...]
    huishoudens: tuple[MapHousehold, ...]
    relaties: tuple[MapRelation, ...]
    trajecten: tuple[Traject, ...]
    interventies: tuple[MapIntervention, ...]
    signalen: tuple[MapSignal, ...]
    samenloop: tuple[MapOverlap, ...]
    uit_beeld: tuple[MapOutOfSight, ...]
    weging: Weighing
    netwerk: tuple[MapContact, ...]

    @classmethod
    def of(cls, family: FamilyMap) -> Gezinskaart:
        """The same map, its trajecten with Dutch field names."""
        return cls.model_validate(family)


class Zoekvraag(BaseModel):
    """What to search for, within the casus of this request."""

    model_config = ConfigDict(extra="forbid")

    naam: str = Field(min_length=1, max_length=100)


class Keuze(BaseModel):
    """Which samenlopen to see, in which order, and which page of them."""

    soort: Literal["", "dubbel_spoor", "naast_elkaar"] = ""
    organisatie: str = Field("", max_length=100)
    loopt_op: date | None = None
    sorteer: Literal["sinds", "duur", "systeem", "organisatie"] = "sinds"
    blad: int = Field(1, ge=1, le=1_000_000)
    per_blad: int = Field(50, ge=1, le=1000)


class Cijfer(BaseModel):
    """One cell of the release; what is empty is not published."""

    thema: str
    gebied: str
    naam: str
    gezinnen: int | None
    noemer: int | None
    noemer_soort: str | None
    per_duizend: float | None
    ondergrens: float | None
    bovengrens: float | None
    oordeel: str


class Logregel(BaseModel):
    """A line of the verwerkingslog, named as in the standard Logboek Dataverwerkingen."""

    model_config = ConfigDict(populate_by_name=True)

    trace_id: str
    span_id: str
    parent_span_id: str | None
    name: str
    start_time: datetime
    end_time: datetime
    status: str
    processing_activity_id: str = Field(serialization_alias="dpl.core.processing_activity_id")
    data_subject_id: str | None = Field(serialization_alias="dpl.core.data_subject_id")
    niveau: str


class Auditregel(BaseModel):
    """A line of the audit log."""

    trace_id: str
    actor: str
    rol: str
    organisatie: str
    doel: str | None
    casus: str | None
    uitkomst: str
    op: datetime
    vorige: str
    hash: str


class Verwerkingslog(BaseModel):
    """One page of the verwerkingslog, newest first."""

    totaal: int
    regels: list[Logregel]


class Auditlog(BaseModel):
    """One page of the audit log, newest first, and whether the whole chain is intact."""

    totaal: int
    ongeschonden: bool
    regels: list[Auditregel]
