"""The explore view in a real browser, under its own policy: it draws, and hostile names do nothing."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import networkx as nx
import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from visual import explore

pytestmark = pytest.mark.browser

HOW = "Chromium is absent; install Debian's chromium and chromium-driver to run the browser tests"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip
HOSTILE = '</script><script>document.title="taken"</script><img src=x onerror="document.title=1">'
WATCH = """
window.refused = [];
document.addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective));
"""
INK = """
const canvas = document.querySelector('canvas');
const seen = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
return seen.filter((value, at) => at % 4 === 3 && value > 0).length;
"""


def document() -> str:
    made: nx.Graph[str] = nx.Graph()
    made.add_node(HOSTILE, soort="persoon", label=HOSTILE, geslacht="V")
    made.add_node("traject:om:Z1", soort="traject", keten="straf", label="OM")
    made.add_edge(HOSTILE, "traject:om:Z1", soort=HOSTILE)
    return explore.html(made, title=HOSTILE, fictief=True)


@pytest.fixture(name="address", scope="module")
def served_file() -> Iterator[str]:
    html = document()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = html.encode() if self.path == "/" else b""
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", explore.policy(html))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(name="driver", scope="module")
def headless_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    found = shutil.which("chromium"), shutil.which("chromedriver")
    if not all(found):
        if os.environ.get("CI") == "true":
            pytest.fail(HOW)
        pytest.skip(HOW)
    options = ChromeOptions()
    options.binary_location = str(found[0])
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = Chrome(options, Service(str(found[1])))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    yield driver
    driver.quit()


def test_the_network_is_drawn_under_its_policy_and_hostile_names_stay_text(
    driver: Chrome, address: str
) -> None:
    driver.get(address)
    WebDriverWait(driver, 20).until(lambda seen: seen.execute_script(INK) > 1000)
    assert driver.execute_script("return window.refused") == []
    assert driver.title == f"{HOSTILE} · Knooppunt"
    assert driver.execute_script("return document.querySelectorAll('img').length") == 0
