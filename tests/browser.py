"""Headless Chromium for tests of the reports: Debian's browser and driver, an empty profile, and a record of what it did.

A test that asks for it is skipped with a message where the browser, its driver or Selenium is missing.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars --force-device-scale-factor=1"
).split()

WIDE, PHONE = (1440, 900), (390, 844)


def find_chromium() -> tuple[Any, str, str]:
    """Selenium's drivers, the browser and its driver; skips the test where one is missing."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="Selenium is not installed: pip install '.[browser]'")
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("no headless Chromium here: apt-get install chromium chromium-driver")
    return webdriver, binary, driver


@contextmanager
def chromium(profile: Path) -> Iterator[Any]:
    """A browser of its own with an empty profile; skips the test where there is none."""
    webdriver, binary, driver = find_chromium()
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        browser.get("about:blank")
        requested(browser)  # the browser's own first page is no page of ours
        yield browser
    finally:
        browser.quit()


def resize(browser: Any, size: tuple[int, int], *, dark: bool = False) -> None:
    """The size of the page and what the system prefers."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})


def requested(browser: Any) -> list[str]:
    """The addresses that were asked for since the last call, but for the documents that were opened from files."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
    addresses = [(str(params["request"]["url"]), params.get("type")) for params in sent]
    return [address for address, kind in addresses if not (kind == "Document" and address.startswith("file:"))]


def complaints(browser: Any) -> list[str]:
    """What stands on the console since the last call: errors of scripts and breaches of the policy."""
    return [str(entry["message"]) for entry in browser.get_log("browser")]
