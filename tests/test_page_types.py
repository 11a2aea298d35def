"""What `clean` takes has a type: mypy accepts every kind of page that the docstring names, and no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TAKEN = """\
import io
from pathlib import Path
from urllib.request import urlopen

import bs4
import httpx
import requests
from lxml import etree
from scrapy.http import Response

from cleaners import Article, Page, Template, clean, hints, learn
from dute import fetch_and_clean

def read(page: Page) -> Article:
    return clean(page)

def taken(file: Path, answer: requests.Response, other: httpx.Response, scraped: Response) -> None:
    pages: list[Page] = [b"", bytearray(), memoryview(b""), "", file, io.BytesIO(), io.StringIO(), answer, other, scraped]
    pages += [bs4.BeautifulSoup(""), bs4.BeautifulSoup("").new_tag("p"), etree.Element("p"), etree.parse(file)]
    template: Template = learn([*pages, (file, None), ("", "https://www.example.com/")]).with_hints(hints(body="p"))
    clean(urlopen(""), template=template)
    with file.open("rb") as binary, file.open() as text:
        clean(binary), clean(text)
    article: Article = fetch_and_clean("https://www.example.com/", seconds=3)
"""

REFUSED = ["None", "1", "b''.split()", "{}", "object()", "(b'', None)"]


@pytest.mark.slow
def test_a_type_checker_knows_what_a_page_is(tmp_path: Path) -> None:
    """Takes mypy's half minute."""
    pytest.importorskip("mypy")
    lines = [*TAKEN.splitlines(), *(f"clean({page})" for page in REFUSED)]
    (tmp_path / "calls.py").write_text("\n".join(lines) + "\n", "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--no-pretty", "calls.py"]
    environment = {**os.environ, "MYPYPATH": str(ROOT)}
    checked = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    ours = [line for line in checked.stdout.splitlines() if line.startswith("calls.py:") and ": error:" in line]
    complaints = [line for line in ours if "[import-untyped]" not in line]  # a client that brings no types is Any
    first = len(TAKEN.splitlines()) + 1
    assert [int(line.split(":")[1]) for line in complaints] == [first + number for number in range(len(REFUSED))]
    assert all('Argument 1 to "clean"' in line for line in complaints)
