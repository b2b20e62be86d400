"""Visitors of the API: each signs in, opens a casus of his own, and asks for its gezinskaart every second."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx
import numpy as np

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
LIMIT = 60.0


@dataclass(frozen=True, slots=True)
class Waits:
    """Of one round: how many visitors and answers, how many that were none, and the wait in milliseconds."""

    visitors: int
    answers: int
    failed: int
    median: float
    p95: float


def signed_in(address: str) -> httpx.Client:
    """A procesregisseur's client."""
    client = httpx.Client(base_url=address, timeout=LIMIT)
    token = TOKEN.search(client.get("/aanmelden").text)
    assert token is not None
    answer = client.post("/aanmelden", data={"wie": "procesregisseur", "csrf": token[1]})
    assert answer.status_code == 303, answer.status_code
    return client


def ask(client: httpx.Client, number: str) -> tuple[float, int]:
    """Ask for one gezinskaart: seconds and status."""
    began = time.perf_counter()
    answer = client.get(f"/v1/casussen/{number}/gezinskaart", headers={"Doel": "casusregie"})
    return time.perf_counter() - began, answer.status_code


def first_map(address: str, number: str) -> float:
    """Seconds from the first request on a person to its answer, the first of this process."""
    client = signed_in(address)
    seconds, status = ask(client, number)
    client.close()
    assert status == 200, status
    return seconds


def first_looks(address: str, numbers: Sequence[str]) -> Waits:
    """One visitor who opens casussen of which this process has made no map yet, one after another."""
    client = signed_in(address)
    asked = [ask(client, number) for number in numbers]
    client.close()
    return _waits(1, asked)


def round_of(address: str, numbers: Sequence[str], visitors: int, seconds: int) -> Waits:
    """So many visitors for so many seconds, each a request a second, spread over that second.

    A visitor whose answer comes late asks again at once, as a person would; each has a casus of his own as
    long as there are enough.
    """
    clients = [signed_in(address) for _ in range(visitors)]
    begin = time.perf_counter() + 0.5

    def visit(place: int) -> list[tuple[float, int]]:
        found = []
        for beat in range(seconds):
            due = begin + beat + place / visitors
            time.sleep(max(0.0, due - time.perf_counter()))
            found.append(ask(clients[place], numbers[place % len(numbers)]))
        return found

    with ThreadPoolExecutor(visitors) as pool:
        asked = [one for many in pool.map(visit, range(visitors)) for one in many]
    for client in clients:
        client.close()
    return _waits(visitors, asked)


def _waits(visitors: int, asked: Sequence[tuple[float, int]]) -> Waits:
    waits = np.array([wait for wait, _ in asked]) * 1000
    failed = sum(status != 200 for _, status in asked)
    median, p95 = np.percentile(waits, [50, 95])
    return Waits(visitors, len(asked), failed, float(median), float(p95))
