"""A Knooppunt that serves a store in a process of its own, as a Veiligheidshuis would run it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from bench.commands import KNOOPPUNT
from server.local import free_port

PATIENCE = 60.0


@contextmanager
def serving(store: str) -> Iterator[str]:
    """The address of a fresh process that has answered nothing but whether it is well."""
    port = free_port()
    words = [str(KNOOPPUNT), "serve", "--poort", str(port), "--store", store]
    process = subprocess.Popen(words, env=os.environ | {"DISPLAY": ""}, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, f"{address}/v1/gezondheid")
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(address, timeout=2).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("serve did not start")
