"""``koppelen --uitleg``: why two records are, or are not, one person."""

from __future__ import annotations

import json

from shared_data import REPOSITORY

FAMILY = REPOSITORY / "tests" / "fixtures" / "voorbeeldcasus"
DAUGHTER = ("brp-venlo:A3", "politie-limburg:SKN-2")
BROTHER = ("brp-venlo:A3", "brp-venlo:A4")


def test_the_evidence_is_told_in_words_and_as_json(prompt) -> None:
    prompt("nieuw", "--fictief")
    prompt("inlezen", FAMILY)
    told = prompt("koppelen", "--uitleg", *DAUGHTER)
    assert told.status == 0
    assert "Dit is één persoon." in told.out
    assert "De geboortedatum is gelijk." in told.out
    found = json.loads(prompt("koppelen", "--uitleg", *BROTHER, "--json").out)
    assert (found["a"], found["b"], found["uitkomst"]) == (*BROTHER, "niet")
    assert found["kans_huisgenoot"] > 0.9
    assert found["velden"][0]["veld"] == "Voornaam"


def test_records_that_are_not_there_are_named(prompt) -> None:
    prompt("nieuw", "--fictief")
    prompt("inlezen", FAMILY)
    answer = prompt("koppelen", "--uitleg", "brp-venlo:A3", "brp-venlo:A99")
    assert answer.status == 2
    assert "brp-venlo:A99" in answer.sentence
