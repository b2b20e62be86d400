"""The tables ``interventies`` and ``signalen`` of each source."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.synthetic.columns import dates, flips, shaped, words_of, yes_no
from graph.synthetic.helping import RUNNING
from graph.synthetic.identifiers import partner_id, record_ids, track_ids
from graph.synthetic.known import ids
from graph.synthetic.menu import DOMAINS, MENU
from graph.synthetic.organisations import SOURCES, VT
from graph.synthetic.plan import FOREVER, TODAY, Ints, Plan
from graph.synthetic.tables_tracks import GROUNDS, HEALTH
from graph.synthetic.world import Region
from models.contract import INTERVENTIES, SIGNALEN

HELP_STATUS = ("gepland", "wachtlijst", "lopend", "afgerond", "gestaakt", "geweigerd", "niet_beschikbaar")
CHAIN_NAMED = 0.85
HEALTH_DOMAINS = ("psychisch_functioneren", "lichamelijk_functioneren")


def interventions(plan: Plan, region: Region, source: int) -> pl.DataFrame:
    """The table ``interventies``."""
    rng = plan.rng(f"interventies of {SOURCES[source].code}")
    rows = region.work.interventions.filter(pl.col("source") == source)
    lines = MENU.get(source, ())
    option, status, size = rows["option"].to_numpy(), rows["status"].to_numpy(), len(rows)
    runner = np.array([line.runner if line.runner >= 0 else source for line in lines] or [0])[option]
    health = np.array([line.kind.value.startswith("behandeling") for line in lines] or [False])[option]
    health |= (source in HEALTH) | np.isin(runner, HEALTH)
    following = (status <= RUNNING) & (rng.random(size) < 0.3)
    frame = pl.DataFrame(
        {
            "interventie_id": ids(f"{SOURCES[source].prefix}I", np.arange(1, size + 1)),
            "traject_id": track_ids(region, rows["track"].to_numpy()),
            "partner_id": partner_id(source, runner),
            "persoon_id": record_ids(region, source, rows["person"], rows["track"].to_numpy()),
            "soort": words_of([line.kind.value for line in lines], option),
            "kader": words_of([line.frame for line in lines], option),
            "keten": words_of(
                ["", *(line.chain for line in lines)], (option + 1) * flips(rng, size, CHAIN_NAMED)
            ),
            "leefgebied": words_of([line.domain for line in lines], option),
            "start": dates(rows["start"].to_numpy()),
            "einde": dates(rows["end"].to_numpy()),
            "status": words_of(HELP_STATUS, status),
            "volgende_actie_op": dates(np.where(following, TODAY + rng.integers(1, 90, size), FOREVER)),
            "beoogd_resultaat": words_of([line.result for line in lines], option),
            "grondslag": words_of(("", *GROUNDS), health * rng.integers(1, 5, size)),
        }
    )
    return shaped(frame, INTERVENTIES)


def signals(plan: Plan, region: Region, source: int) -> pl.DataFrame:
    """The table ``signalen``."""
    rng = plan.rng(f"signalen of {SOURCES[source].code}")
    rows = region.work.signals.filter(pl.col("source") == source)
    domain, size = rows["domain"].to_numpy(), len(rows)
    health = (source in HEALTH) | np.isin(
        domain, [DOMAINS.index(f"{d}_functioneren") for d in ("psychisch", "lichamelijk")]
    )
    frame = pl.DataFrame(
        {
            "signaal_id": ids(f"{SOURCES[source].prefix}S", np.arange(1, size + 1)),
            "persoon_id": record_ids(region, source, rows["person"], np.arange(size)),
            "datum": dates(rows["day"].to_numpy()),
            "leefgebied": words_of(DOMAINS, domain),
            "probleem": yes_no(rows["problem"].to_numpy()),
            "criminogeen": words_of(("", "nee", "ja"), rows["criminogenic"].to_numpy()),
            "niet_aan": words_of(
                ("", "woningcorporatie", "wonen-vlierstreek politie"), _hidden(rng, source, size)
            ),
            "instrument": words_of(
                ("professional", "professional", "spider", "zrm"), rng.integers(0, 4, size)
            ),
            "grondslag": words_of(("", *GROUNDS), health * rng.integers(1, 5, size)),
        }
    )
    return shaped(frame, SIGNALEN)


def _hidden(rng: np.random.Generator, source: int, size: int) -> Ints:
    """Veilig Thuis keeps a few signalen from others."""
    return rng.choice(3, size, p=(0.94, 0.04, 0.02)) * (source == VT)
