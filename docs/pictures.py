"""The pictures in README.md, taken from the demo as a user sees it: make pictures."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

KNOOPPUNT = Path(sys.executable).with_name("knooppunt")
FOLDER = Path(__file__).parent / "pictures"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=nl",
    "--window-size=1280,1000",
)
PAGES = {
    "gezinskaart": ("Procesregisseur", "/casussen"),
    "samenloop": ("Manager", "/samenloop"),
    "hotspots": ("Analist", "/hotspots"),
}


def browser(profile: str) -> webdriver.Chrome:
    """Debian's Chromium without a window, and without anybody's settings."""
    options = Options()
    options.binary_location = shutil.which("chromium") or "chromium"
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return webdriver.Chrome(options, Service(shutil.which("chromedriver")))


def take(driver: webdriver.Chrome, address: str, name: str) -> None:
    """Sign in as the role whose page this is, open the page and keep what stands in the window."""
    role, path = PAGES[name]
    driver.delete_all_cookies()
    driver.get(address)
    buttons = driver.find_elements(By.CSS_SELECTOR, "form button")
    next(button for button in buttons if role in button.text).click()
    driver.get(address.rstrip("/") + path)
    if name == "gezinskaart":
        driver.get(driver.find_element(By.CSS_SELECTOR, "main table a").get_attribute("href") or address)
    driver.save_screenshot(str(FOLDER / f"{name}.png"))


def main() -> None:
    """Start the demo, take the pictures, stop it."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as profile:
        demo = [str(KNOOPPUNT), "demo", "--map", f"{folder}/demo", "--poort", "8765"]
        with subprocess.Popen(demo, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
            assert server.stdout is not None
            line = next(line for line in server.stdout if "http://" in line)
            address = next(word for word in line.split() if word.startswith("http://"))
            driver = browser(profile)
            for name in PAGES:
                take(driver, address, name)
            driver.quit()
            server.terminate()


if __name__ == "__main__":
    main()
