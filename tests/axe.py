"""axe-core in a browser: the rules of accessibility that a page breaks.

It comes from npm (``npm install axe-core`` here, or ``DUTE_AXE=/…/axe.min.js``); a test that asks for it is skipped without.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.browser import PHONE, resize

#: Where npm puts it.
INSTALLED = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"

#: Runs the rules over the document that is open; the source must have been run before.
RUN = """
const done = arguments[0];
axe.run(document).then(({ violations }) => done(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))));
"""


def read_axe() -> str:
    """Its source; skips the test where there is none."""
    path = Path(os.environ.get("DUTE_AXE") or INSTALLED)
    if not path.is_file():
        pytest.skip("no axe-core here: npm install axe-core")
    return path.read_text("utf-8")


def violations(browser: Any, address: str, source: str) -> dict[str, list[str]]:
    """What a page breaks by the width of the screen and the colours: empty lists are no violation."""
    found = {}
    for width, size in (("wide", (1280, 900)), ("phone", PHONE)):
        for colours in ("light", "dark"):
            resize(browser, size, dark=colours == "dark")
            browser.get(address)
            browser.execute_script(source)
            found[f"{width}, {colours}"] = browser.execute_async_script(RUN)
    return found


#: A page that breaks nothing.
NOTHING: dict[str, list[str]] = {
    f"{width}, {colours}": [] for width in ("wide", "phone") for colours in ("light", "dark")
}
