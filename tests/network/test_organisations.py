"""When two names are one organisation, and to which keten it belongs."""

from __future__ import annotations

import polars as pl
from fake_view import facts

from graph.network.organisations import build_organisations

SOURCES = {"om": ("Openbaar Ministerie", "om"), "wt": ("Wijkteam Oost", "wijkteam")}
NAMES = {"bron": pl.String, "naam": pl.String, "soort": pl.String}


def merged(partners: list[dict[str, object]], mentioned: list[tuple[str, str]]) -> tuple[pl.DataFrame, dict]:
    sources = pl.DataFrame([(b, n, k) for b, (n, k) in SOURCES.items()], schema=NAMES, orient="row")
    who = pl.DataFrame(mentioned, schema={"bron": pl.String, "partner_id": pl.String}, orient="row")
    organisations, partner_of = build_organisations(sources, facts("partners", partners), who)
    codes = dict(organisations.select("organisation", "code").iter_rows())
    return organisations, {(b, p): codes[o] for b, p, o in partner_of.iter_rows()}


def test_a_partner_id_that_is_a_bron_code_is_that_bron_whoever_names_it() -> None:
    organisations, of = merged(
        [{"bron": "wt", "partner_id": "om", "naam": "het parket", "soort": "om"}],
        [("om", "om"), ("wt", "om")],
    )
    assert of == {("om", "om"): "om", ("wt", "om"): "om"}
    assert organisations.filter(code="om")["naam"].item() == "Openbaar Ministerie"


def test_partners_of_equal_plain_name_and_kind_are_one() -> None:
    organisations, of = merged(
        [
            {"bron": "om", "partner_id": "x1", "naam": "GGZ Noord", "soort": "ggz", "publiek": False},
            {"bron": "wt", "partner_id": "7", "naam": "ggz-noord ", "soort": "ggz"},
            {"bron": "wt", "partner_id": "8", "naam": "GGZ Noord", "soort": "verslavingszorg"},
        ],
        [],
    )
    assert of["om", "x1"] == of["wt", "7"]
    assert organisations.filter(pl.col("soort") == "ggz").select("naam", "publiek").rows() == [
        ("GGZ Noord", False)
    ]
    assert organisations.height == len(SOURCES) + 2


def test_equal_ids_of_two_sources_are_two_organisations_when_no_bron_has_that_code() -> None:
    organisations, of = merged(
        [
            {"bron": "om", "partner_id": "1", "naam": "Stichting A", "soort": "overig"},
            {"bron": "wt", "partner_id": "1", "naam": "Stichting B", "soort": "overig"},
        ],
        [],
    )
    assert organisations.height == len(SOURCES) + 2
    assert len(of) == 2


def test_an_unknown_code_is_kept_and_is_the_same_for_everyone() -> None:
    organisations, of = merged([], [("om", "vt"), ("wt", "vt")])
    assert of == {("om", "vt"): "vt", ("wt", "vt"): "vt"}
    assert organisations.filter(code="vt").select("naam", "soort", "keten").rows() == [("vt", None, None)]


def test_keten_is_what_is_said_else_what_the_kind_implies() -> None:
    organisations, _ = merged(
        [
            {"bron": "om", "partner_id": "a", "naam": "A", "soort": "ggz", "keten": "straf"},
            {"bron": "om", "partner_id": "b", "naam": "B", "soort": "leerplicht"},
            {"bron": "om", "partner_id": "c", "naam": "C", "soort": "onderwijs"},
        ],
        [],
    )
    chains = dict(organisations.select("naam", "keten").iter_rows())
    assert chains == {
        "Openbaar Ministerie": "straf", "Wijkteam Oost": "zorg", "A": "straf", "B": "bestuur", "C": None,
    }  # fmt: skip
