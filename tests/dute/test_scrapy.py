"""The item pipeline in somebody's own Scrapy project, against a site on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import scrapy
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse

from crawler.net.serve import ServedPage, serve
from dute.scrapy import ArticlePipeline

ARTICLE = (
    "<title>老桥通车</title><h1>老桥通车</h1><p>2026-11-02 09:30</p>"
    "<p>老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。</p><p>新桥比老桥宽了一倍，公交车第一次开到了江对岸。</p>"
).encode()
URL = "https://www.example.com/a/1.html"


class Declared(scrapy.Item):
    """An item that wants two of the record's fields."""

    response = scrapy.Field()
    headline = scrapy.Field()
    text = scrapy.Field()


def response(body: bytes) -> HtmlResponse:
    return HtmlResponse(URL, body=body, encoding="utf-8")


def test_a_dict_gets_the_whole_record_beside_its_own_keys() -> None:
    item = ArticlePipeline().process_item({"response": response(ARTICLE), "desk": "桥"})
    assert (item["desk"], item["headline"], item["url"], item["is_article"]) == ("桥", "老桥通车", URL, True)
    assert "response" not in item
    json.dumps(item)


def test_a_declared_item_gets_the_fields_that_it_declares() -> None:
    item = ArticlePipeline().process_item(Declared(response=response(ARTICLE)))
    assert dict(item) == {
        "headline": "老桥通车",
        "text": "老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。\n新桥比老桥宽了一倍，公交车第一次开到了江对岸。",
    }


def test_other_items_pass() -> None:
    assert ArticlePipeline().process_item({"desk": "桥"}) == {"desk": "桥"}


def test_what_is_no_article_is_dropped_with_the_reason_or_kept_on_demand() -> None:
    with pytest.raises(DropItem, match=r"not an article \(empty_page\): https://www.example.com/a/1.html"):
        ArticlePipeline().process_item({"response": response(b"<p></p>")})
    kept = ArticlePipeline(keep_refused=True).process_item({"response": response(b"<p></p>")})
    assert (kept["is_article"], kept["flags"]) == (False, ["empty_page"])


_PROJECT = {
    "scrapy.cfg": "[settings]\ndefault = desk.settings\n",
    "desk/__init__.py": "",
    "desk/settings.py": (
        'SPIDER_MODULES = ["desk.spiders"]\nITEM_PIPELINES = {"dute.scrapy.ArticlePipeline": 300}\n'
        "TELNETCONSOLE_ENABLED = False\n"
    ),
    "desk/spiders/__init__.py": "",
    "desk/spiders/news.py": (
        'import scrapy\nclass News(scrapy.Spider):\n    name = "news"\n'
        '    def parse(self, response):\n        yield {"response": response}\n'
    ),
}


def test_a_project_of_its_own_crawls_with_it(tmp_path: Path) -> None:
    for name, text in _PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    with serve({"/1.html": ServedPage(ARTICLE), "/2.html": ServedPage(b"<p></p>")}) as site:
        urls = repr([f"http://{site.host}/1.html", f"http://{site.host}/2.html"])
        with (tmp_path / "desk/spiders/news.py").open("a", encoding="utf-8") as file:
            file.write(f"    start_urls = {urls}\n")
        run = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "news", "-O", "out.jsonl"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
    assert run.returncode == 0, run.stderr
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(row["headline"], row["url"].endswith("/1.html")) for row in rows] == [("老桥通车", True)]
    assert "'dute/articles': 1" in run.stderr
    assert "'dute/refused/empty_page': 1" in run.stderr
