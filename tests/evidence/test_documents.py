"""Official documents: their facts and files are a field, and neither deck nor text."""

from __future__ import annotations

import json

import pytest

from cleaners import Article, clean
from cleaners.bulk.arrow import record_schema

TEXT = (
    "<p>一、自2024年7月1日起，渡口夜航一律凭票，儿童和老人免费，票价由县物价部门核定后公布。</p>"
    "<p>二、各乡镇应当在渡口显著位置张贴时刻表，水位超过警戒线时停航，并及时告知沿岸居民。</p>"
)
TABLE = (
    "<table><tr><td>索 引 号：</td><td>000014349/2024-00031</td><td>主题分类：</td><td>交通</td></tr>"
    "<tr><td>发文机关：</td><td>河光县人民政府</td><td>成文日期：</td><td>2024年05月20日</td></tr>"
    "<tr><td>标　　题：</td><td colspan=3>河光县人民政府关于渡口夜航的通知</td></tr>"
    "<tr><td>发文字号：</td><td>河政发〔2024〕12号</td><td>发布日期：</td><td>2024年05月22日</td></tr></table>"
)
LINES = "<div><p>发文机关：河光县人民政府</p><p>发文字号：河政发〔2024〕12号</p><p>成文日期：2024-05-20</p><p>发布日期：2024-05-22</p></div>"
ONE_LINE = "<p>发文机关：河光县人民政府 发文字号：河政发〔2024〕12号 成文日期：2024-05-20 发布日期：2024-05-22</p>"
FILES = '<p>附件：<a href="/a/1.doc">渡口时刻表.doc</a></p><p><a href="/a/2.pdf">2.票价表.pdf</a></p>'


def document(above: str = "", *, number: str = "", below: str = "") -> Article:
    page = (
        "<html><head><meta charset=utf-8><title>河光县人民政府关于渡口夜航的通知_河光县人民政府</title></head><body><div><a href=/>首页</a></div>"
        f"{above}<h1>河光县人民政府关于渡口夜航的通知</h1><div>{number}{TEXT}{below}</div></body></html>"
    )
    return clean(page, "https://www.example.cn/zw/1.html")


@pytest.mark.parametrize("above", [TABLE, LINES, ONE_LINE])
def test_what_a_document_states_is_a_field(above: str) -> None:
    article = document(above, number="<p>河政发〔2024〕12号</p>", below=FILES)
    assert article.to_dict()["document"] == {
        "number": "河政发〔2024〕12号",
        "issuer": "河光县人民政府",
        "written": "2024-05-20T00:00:00+08:00",
        "published": "2024-05-22T00:00:00+08:00",
        "attachments": [
            {"name": "渡口时刻表.doc", "url": "https://www.example.cn/a/1.doc"},
            {"name": "2.票价表.pdf", "url": "https://www.example.cn/a/2.pdf"},
        ],
    }
    assert article.date_published == "2024-05-22T00:00:00+08:00"
    assert article.deck is None
    assert article.text.startswith("一、自2024年7月1日起")
    assert article.text.endswith("告知沿岸居民。")
    assert article.to_markdown().endswith(
        "- [渡口时刻表.doc](https://www.example.cn/a/1.doc)\n- [2.票价表.pdf](https://www.example.cn/a/2.pdf)"
    )


def test_a_number_under_the_headline_is_enough() -> None:
    article = document(number="<p>河政发〔2024〕12号</p>")
    assert article.document is not None
    assert (article.document.number, article.document.issuer) == ("河政发〔2024〕12号", None)
    assert "河政发" not in article.text


CELLS = (
    "<table><tr><th>发文机关</th><td>河光县人民政府</td><th>文　号</th><td>河政发〔2024〕12号</td></tr>"
    "<tr><th>成文日期</th><td>2024-05-20</td><th>发布日期</th><td>2024-05-22</td></tr></table>"
)
TERMS = (
    "<dl><dt>发布机构：</dt><dd>河光县人民政府</dd><dt>文号：</dt><dd>河政发〔2024〕12号</dd>"
    "<dt>成文日期：</dt><dd>2024年5月20日</dd><dt>发布日期：</dt><dd>2024年5月22日</dd></dl>"
)
GLUED = (
    "<div>"
    + "".join(
        f"<span>{pair}</span>"
        for pair in (
            "发布机构：河光县人民政府",
            "文号：河政发〔2024〕12号",
            "成文日期：2024-05-20",
            "发布日期：2024-05-22",
        )
    )
    + "</div>"
)


@pytest.mark.parametrize("above", [CELLS, TERMS, GLUED])
def test_keys_without_a_colon_in_terms_and_glued(above: str) -> None:
    read = document(above).document
    assert read is not None
    assert (read.number, read.issuer) == ("河政发〔2024〕12号", "河光县人民政府")
    assert (read.written, read.published) == ("2024-05-20T00:00:00+08:00", "2024-05-22T00:00:00+08:00")


@pytest.mark.parametrize(
    "below",
    [
        FILES,
        "<h4>附件下载</h4><ul><li><a href='/a/1.doc'>渡口时刻表.doc</a></li><li><a href='/a/2.pdf'>2.票价表.pdf</a></li></ul>",
    ],
)
def test_the_files_of_a_notice_without_a_number(below: str) -> None:
    read = document(below=below).document
    assert read is not None
    assert (read.number, read.issuer, read.written, read.published) == (None, None, None, None)
    assert [(file.name, file.url) for file in read.attachments] == [
        ("渡口时刻表.doc", "https://www.example.cn/a/1.doc"),
        ("2.票价表.pdf", "https://www.example.cn/a/2.pdf"),
    ]


def test_other_pages_have_none_and_keep_their_files_in_the_text() -> None:
    article = document(below="<p>时刻表见<a href='/a/1.doc'>渡口时刻表.doc</a>，票价另行公布，请沿岸居民留意。</p>")
    assert article.document is None
    assert article.to_dict()["document"] is None
    assert "渡口时刻表.doc" in article.text


def test_a_number_inside_a_sentence_is_text() -> None:
    article = document(below="<p>河政发〔2024〕12号文件规定，渡口夜航一律凭票，本通知自发布之日起施行。</p>")
    assert article.document is None
    assert "河政发〔2024〕12号文件规定" in article.text


def test_the_field_is_a_column() -> None:
    pytest.importorskip("pyarrow")
    import pyarrow as pa

    article = document(TABLE, below=FILES)
    row = json.loads(article.to_json())
    table = pa.Table.from_pylist([row], schema=record_schema())
    assert table.to_pylist()[0]["document"] == row["document"]
