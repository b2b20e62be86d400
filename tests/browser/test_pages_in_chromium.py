"""Every page as every role in a real browser: nothing refused, nothing unreachable, nothing too wide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait

from models.access import Role
from visual import paths
from visual.pages.navigation import NAVIGATION

pytestmark = pytest.mark.browser

AXE = next((Path(__file__).parents[1] / "vendor").glob("axe-core-*.min.js"))
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CASE_WORKERS = (Role.PROCESREGISSEUR, Role.CASUSREGISSEUR, Role.DEELNEMER)
NARROW, WIDE = (320, 800), (1280, 900)


def size(driver: Chrome, wide: int, high: int) -> None:
    shape = {"width": wide, "height": high, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", shape)


def run(driver: Chrome, script: str) -> Any:
    """Evaluate in the page as the browser itself, which no policy of the page stands in the way of."""
    command = {"expression": script, "awaitPromise": True, "returnByValue": True}
    answer = driver.execute_cdp_cmd("Runtime.evaluate", command)
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")


def faults(driver: Chrome, *, status: int = 200) -> list[str]:
    """What is wrong with the page that is open; ``status`` is what the server was to answer."""
    found = [f"refused: {what}" for what in run(driver, "window.refused")]
    noise = "the server responded with a status of"
    lines = [line["message"] for line in driver.get_log("browser") if line["level"] in {"SEVERE", "WARNING"}]
    found += [f"console: {line}" for line in lines if status == 200 or noise not in line]
    run(driver, AXE.read_text(encoding="utf-8") + "; 0")
    choice = json.dumps({"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]})
    for seen in run(driver, f"axe.run(document, {choice}).then(result => result.violations)"):
        places = [str(node["target"]) + " " + node["html"][:120] for node in seen["nodes"][:3]]
        found.append(f"axe {seen['id']}: {seen['help']} {places}")
    size(driver, *NARROW)
    width = run(driver, "document.documentElement.scrollWidth")
    if width > NARROW[0]:
        found.append(f"at {NARROW[0]} px the page is {width} px wide")
    size(driver, *WIDE)
    return found


def press(driver: Chrome, where: tuple[str, str]) -> None:
    """Click, and wait until the page that it leads to has taken the place of this one.

    In between, the driver may look for a node of the old page in the new one, which is an error of its own.
    """
    before = driver.find_element(By.TAG_NAME, "html")
    driver.find_element(*where).click()
    WebDriverWait(driver, 20, ignored_exceptions=[WebDriverException]).until(staleness_of(before))
    WebDriverWait(driver, 20).until(lambda d: d.execute_script("return document.readyState") == "complete")


def sign_in(driver: Chrome, address: str, role: Role) -> None:
    driver.delete_all_cookies()
    driver.get(address + paths.SIGN_IN)
    press(driver, (By.CSS_SELECTOR, f'button[name="wie"][value="{role.value}"]'))
    assert driver.current_url == address + "/"


def pages_of(role: Role, number: str) -> list[str]:
    addresses = [href for href, _ in NAVIGATION[role]]
    if role in CASE_WORKERS:
        addresses.append(paths.case(number))
    if role is Role.PROCESREGISSEUR:
        addresses.append(paths.case(number, paths.EXPLORE))
    return addresses


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_is_whole(server, chromium: Chrome, role: Role) -> None:
    sign_in(chromium, server.address, role)
    found = {}
    for address in pages_of(role, server.number):
        chromium.get(server.address + address)
        found[address] = faults(chromium)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_the_sign_in_page_is_whole(server, chromium: Chrome) -> None:
    chromium.delete_all_cookies()
    chromium.get(server.address + paths.SIGN_IN)
    assert faults(chromium) == []


@pytest.mark.parametrize(("address", "status"), [("/nergens", 404), (paths.OVERLAPS, 403)])
def test_a_page_that_says_no_is_whole(server, chromium: Chrome, address: str, status: int) -> None:
    sign_in(chromium, server.address, Role.ANALIST)
    chromium.get(server.address + address)
    assert faults(chromium, status=status) == []


def test_search_results_are_whole_and_lead_to_the_gezinskaart(server, chromium: Chrome) -> None:
    sign_in(chromium, server.address, Role.PROCESREGISSEUR)
    chromium.get(server.address + paths.PERSONS)
    chromium.find_element(By.NAME, "zoek").send_keys("Ingrid")
    press(chromium, (By.CSS_SELECTOR, "main form button[type=submit]"))
    assert "Ingrid" not in chromium.current_url
    assert faults(chromium) == []
    press(chromium, (By.PARTIAL_LINK_TEXT, "Ingrid"))
    assert chromium.current_url == server.address + paths.case(server.number)
    assert "Ingrid" in chromium.page_source


@pytest.mark.parametrize(
    ("role", "part", "secret"),
    [
        (Role.PROCESREGISSEUR, "", ".kp-screen"),
        (Role.DEELNEMER, "", ".kp-screen"),
        (Role.PROCESREGISSEUR, paths.EXPLORE_FILE, "main"),
    ],
)
def test_a_page_with_addresses_does_not_come_out_of_a_printer(
    server, chromium: Chrome, role: Role, part: str, secret: str
) -> None:
    sign_in(chromium, server.address, role)
    chromium.get(server.address + paths.case(server.number, *filter(None, [part])))
    shown = {}
    for medium in ("screen", "print"):
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium})
        shown[medium] = chromium.find_element(By.CSS_SELECTOR, secret).is_displayed()
        text = chromium.find_element(By.TAG_NAME, "body").text
        assert "Lijsterbesstraat" not in text or medium == "screen"
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == {"screen": True, "print": False}


def test_the_network_to_explore_is_drawn_and_refuses_nothing(server, chromium: Chrome) -> None:
    sign_in(chromium, server.address, Role.PROCESREGISSEUR)
    chromium.get(server.address + paths.case(server.number, paths.EXPLORE_FILE))
    assert run(chromium, "document.querySelectorAll('canvas').length") == 1
    assert faults(chromium) == []


def test_signing_out_ends_at_the_sign_in_page(server, chromium: Chrome) -> None:
    sign_in(chromium, server.address, Role.BEHEERDER)
    press(chromium, (By.CSS_SELECTOR, f'form[action="{paths.SIGN_OUT}"] button'))
    assert chromium.current_url == server.address + paths.SIGN_IN
    chromium.get(server.address + paths.STATUS)
    assert chromium.current_url.startswith(server.address + paths.SIGN_IN)


def test_these_checks_see_what_they_are_to_see(server, chromium: Chrome) -> None:
    chromium.delete_all_cookies()
    chromium.get(server.address + paths.SIGN_IN)
    run(
        chromium,
        """const added = document.createElement('img');
        added.setAttribute('style', 'width: 900px');
        added.style.minWidth = '900px';
        added.src = 'http://127.0.0.1:9/elders.png';
        document.querySelector('main').append(added);
        new Promise(resolve => setTimeout(resolve, 300))""",
    )
    found = " ".join(faults(chromium))
    for sign in ("refused: style-src-attr", "refused: img-src", "console:", "axe image-alt", "px wide"):
        assert sign in found
