"""The closed lists of the leveringscontract. Values are Dutch, as partners deliver them."""

from models.codes.interventions import (
    Frame,
    Ground,
    Instrument,
    IntendedResult,
    InterventionKind,
    InterventionStatus,
    LifeDomain,
)
from models.codes.notifications import FollowUpKind, NotificationKind, NotificationNature, TargetGroup
from models.codes.organisations import Chain, PartnerKind
from models.codes.people import PlaceKind, RelationKind, ResidenceKind, Sex, UnionForm
from models.codes.trajectories import (
    DiscussionTable,
    InvolvementRole,
    PlanKind,
    TrajectoryKind,
    TrajectoryStatus,
    VeiligThuisPhase,
)

__all__ = [
    "Chain",
    "DiscussionTable",
    "FollowUpKind",
    "Frame",
    "Ground",
    "Instrument",
    "IntendedResult",
    "InterventionKind",
    "InterventionStatus",
    "InvolvementRole",
    "LifeDomain",
    "NotificationKind",
    "NotificationNature",
    "PartnerKind",
    "PlaceKind",
    "PlanKind",
    "RelationKind",
    "ResidenceKind",
    "Sex",
    "TargetGroup",
    "TrajectoryKind",
    "TrajectoryStatus",
    "UnionForm",
    "VeiligThuisPhase",
]
