"""JSON-LD as pages write it: in comments, in CDATA, not quite JSON."""

from __future__ import annotations

import json

import pytest

from cleaners import clean
from cleaners.evidence.metadata import MAX_JSON, read_json
from tests.encodings import HEADLINE, PROSE
from tests.pace import assert_within

NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2023-05-20T07:30:00+08:00",
}
JSON = json.dumps(NODE, ensure_ascii=False)

WRITTEN = {
    "plain": JSON,
    "CDATA in line comments": f"\n// <![CDATA[\n{JSON}\n// ]]>\n",
    "CDATA in a line comment, one line": f"//<![CDATA[ {JSON} //]]>",
    "CDATA in comments": f"/*<![CDATA[*/{JSON}/*]]>*/",
    "CDATA": f"<![CDATA[{JSON}]]>",
    "a comment of HTML": f"<!--\n{JSON}\n-->",
    "a comment of HTML, one line": f"<!-- {JSON} -->",
    "a comment before": f"// 结构化数据\n/* a */ {JSON}",
    "a semicolon": JSON + ";",
    "trailing commas": JSON[:-1] + ',"author":{"@type":"Person","name":"麦冬",},"a":[1,2,],}',
    "comments inside": JSON[:-1] + ', // 日期\n "a": /* b */ 1}',
    "single quotes": str(NODE),
    "entities": JSON.replace('"', "&quot;"),
    "a line break in a string": JSON.replace("https", "\n\thttps"),
    "two values": '{"@type":"WebSite","name":"某网",};' + JSON,
    "a mark before": "\ufeff" + JSON + "\n;\n",
}


@pytest.mark.parametrize("way", WRITTEN)
def test_json_ld_is_read_however_it_is_wrapped(way: str) -> None:
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    page = f'<html><head><script type="application/ld+json">{WRITTEN[way]}</script></head><body><h1>{HEADLINE}</h1>{prose}</body></html>'
    article = clean(page)
    assert article.date_published == "2023-05-20T07:30:00+08:00"
    assert article.text.split("\n") == list(PROSE)


@pytest.mark.parametrize(
    "text", ["", ";", "//", "<![CDATA[", "{", '{"a": }', "var a = {}", "[" * 100_000, '{"a":' * 50_000, "甲"]
)
def test_what_is_no_json_is_none(text: str) -> None:
    assert read_json(text) is None


@pytest.mark.parametrize("unit", ["{},", "/*", "//\n", "<!--", '{"a":[1,],},', "]]>", "{a:", "'"])
def test_broken_json_ld_costs_no_more_than_other(unit: str) -> None:
    text = (unit * MAX_JSON)[:MAX_JSON]
    assert_within(50, lambda: read_json(text))


@pytest.mark.parametrize(("keywords", "kept"), [("岚川湾大桥昨日", ("岚川湾大桥昨日",)), ("岚川湾大桥昨日通", ())])
def test_a_title_that_is_repeated_as_keywords_is_none(keywords: str, kept: tuple[str, ...]) -> None:
    page = f'<head><title>岚川湾大桥昨日通车_岚川网</title><meta name="keywords" content="{keywords}"></head><h1>岚川湾大桥昨日通车</h1><p>{PROSE}</p>'
    assert clean(page).keywords == kept


def test_markup_that_broke_into_the_keywords_is_no_keyword() -> None:
    page = f'<head><title>大桥通车</title><meta name="keywords" content="<meta name=,大桥"></head><h1>大桥通车</h1><p>{PROSE}</p>'
    assert clean(page).keywords == ("大桥",)


PERSON = {"@type": "Person", "@id": "https://news.example/#/person/1", "name": "麦冬"}
HOUSE = {"@type": "NewsMediaOrganization", "@id": "#house", "name": "岚川日报"}


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@id": PERSON["@id"]}, ["麦冬"]),
        ([{"@id": PERSON["@id"]}, {"@type": "Person", "name": "乐知渔"}], ["麦冬", "乐知渔"]),
        ({"@id": "#nobody"}, []),
        ({"@id": "#house"}, []),
        ({"@type": "Person", "name": {"@type": "Person", "name": "麦冬"}}, ["麦冬"]),
        ({"@type": "Person", "name": ["麦冬"]}, []),
        ({"@type": "Person", "@id": "#1"}, []),
    ],
)
def test_an_author_by_reference_or_twice_a_person(author: object, expected: list[str]) -> None:
    graph = {"@context": "https://schema.org", "@graph": [{**NODE, "author": author}, PERSON, HOUSE]}
    script = f'<script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script>'
    page = f"<html><head>{script}</head><body><h1>{HEADLINE}</h1><p>{PROSE}</p></body></html>"
    assert [person.name for person in clean(page).authors] == expected
