"""A real server on this machine and a real browser without a window, both stopped by who started them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import polars as pl
import pytest
from family_store import family_store, open_family_case
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from shapely.geometry import box

HOW = "Chromium is absent; install Debian's chromium and chromium-driver to run the browser tests"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
WATCH = """
window.refused = [];
document.addEventListener('securitypolicyviolation',
  event => window.refused.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@dataclass(frozen=True)
class Server:
    """Where it listens, and the number of its one casus."""

    address: str
    number: str


def needed(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(HOW)
        pytest.skip(HOW)
    return found


def wijken() -> pl.DataFrame:
    """Three square wijken beside one another."""
    codes = ("WK098325", "WK098326", "WK098327")
    names = ("Verzonnen wijk", "Kleine wijk", "Andere wijk")
    shapes = [box(at * 1000, 0, at * 1000 + 1000, 1000).wkb for at in range(3)]
    counts = {"inwoners": [2000, 40, 1500], "woningen": [None] * 3, "huishoudens": [900, 20, 700]}
    rows = {"code": codes, "naam": names, **counts, "peiljaar": [2024] * 3, "geometrie": shapes}
    whole = dict.fromkeys((*counts, "peiljaar"), pl.Int64)
    return pl.DataFrame(rows, schema_overrides=whole)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    needed("chromium")
    folder = tmp_path_factory.mktemp("server")
    store = family_store(folder)
    number = open_family_case(store).nummer
    with store.write() as writer:
        writer.replace_areas(wijken())
    store.close()
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    settings = {"KNOOPPUNT_STORE": str(folder / "familie.duckdb"), "KNOOPPUNT_POORT": str(port)}
    clean = {k: v for k, v in os.environ.items() if not k.startswith("KNOOPPUNT_")}
    command = [sys.executable, "-m", "uvicorn", "--factory", "api.app:create_app", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        running = subprocess.Popen(
            [*command, "--log-level", "warning"],
            env=clean | settings | {"PYTHONPATH": str(Path(__file__).parents[2])},
            stderr=log,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, running, folder / "server.log")
            yield Server(address, number)
        finally:
            running.terminate()
            running.wait(timeout=20)


def wait_for(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert running.poll() is None, log.read_text()
        try:
            with urlopen(f"{address}/v1/gezondheid", timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail("the server did not answer within 20 seconds")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = needed("chromium")
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profiel')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(needed("chromedriver")))
    driver.set_page_load_timeout(30)
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    yield driver
    driver.quit()
