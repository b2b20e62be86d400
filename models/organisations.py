"""What follows from the kind of an organisation: its keten, and whether its facts are about health."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from models.codes import Chain, InterventionKind, LifeDomain, PartnerKind, TrajectoryKind

if TYPE_CHECKING:
    from collections.abc import Mapping

P = PartnerKind

CHAIN_OF: Mapping[PartnerKind, Chain] = MappingProxyType(
    dict.fromkeys((P.POLITIE, P.OM, P.RECLASSERING, P.DJI, P.HALT), Chain.STRAF)
    | dict.fromkeys((P.GEMEENTE, P.LEERPLICHT, P.RAAD_KINDERBESCHERMING, P.BUURTPREVENTIE), Chain.BESTUUR)
    | dict.fromkeys(
        (
            P.VEILIG_THUIS,
            P.WIJKTEAM,
            P.JEUGDZORG,
            P.GECERTIFICEERDE_INSTELLING,
            P.GGZ,
            P.VERSLAVINGSZORG,
            P.MAATSCHAPPELIJK_WERK,
            P.MAATSCHAPPELIJKE_OPVANG,
            P.SLACHTOFFERHULP,
            P.GGD,
            P.SCHULDHULP,
        ),
        Chain.ZORG,
    )
)
"""The keten of a partner that names none; zvh, zsm, onderwijs, woningcorporatie and overig have none."""

HEALTH_PARTNERS = frozenset({P.GGZ, P.VERSLAVINGSZORG, P.GGD})
"""Trajecten, interventies and signalen of these need a recorded ground (Wgs art. 2.29)."""

HEALTH_DOMAINS = frozenset({LifeDomain.PSYCHISCH_FUNCTIONEREN, LifeDomain.LICHAMELIJK_FUNCTIONEREN})
HEALTH_INTERVENTIONS = frozenset(
    {InterventionKind.BEHANDELING_PSYCHISCH, InterventionKind.BEHANDELING_VERSLAVING}
)

DIRECTING = frozenset(
    {
        TrajectoryKind.PROCESREGIE,
        TrajectoryKind.MDA_PP,
        TrajectoryKind.PERSOONSGERICHTE_AANPAK,
        TrajectoryKind.VT_DIENST,
    }
)
"""Kinds of traject that direct a family's help; a vt_dienst not while it is a veiligheidsbeoordeling."""
