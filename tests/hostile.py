"""Pages that break parsers: malformed markup, shapes that cost time or memory, and text that a reader does not see.

Every malformed page holds three sentences of prose that must be in the text, or a flag must say why not; every shape is a
page of prose with one thing repeated to a given size; every hidden page has one sentence that no reader sees.
``python -m tests.hostile`` prints the three tables; ``--measure SHAPE`` measures one shape in this process, as JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from cleaners import clean, clean_text
from cleaners.article import Article
from cleaners.reading.limits import MAX_CHARS
from tests.encodings import HEADLINE, PROSE
from tests.pace import page_seconds

LINES = PROSE[:3]
P = "".join(f"<p>{line}</p>" for line in LINES)
H1 = f"<h1>{HEADLINE}</h1>"


@dataclass(frozen=True)
class Page:
    """A malformed page, the lines that must be in its text, and the flags that excuse their absence."""

    name: str
    data: bytes | str
    lines: tuple[str, ...] = LINES
    excuses: tuple[str, ...] = ()
    never: str = ""  # words that must be nowhere in the record
    flag: str = ""  # a flag that must be there; "any" for any


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{HEADLINE}</title>{head}</head><body>{H1}{body}</body></html>"


def _each(form: str) -> str:
    """Every line in a form of its own: ``{}`` is the line."""
    return "".join(form.replace("{}", line) for line in LINES)


def _structure() -> dict[str, str]:
    first, second, third = LINES
    return {
        "no html, head or body": H1 + P,
        "nothing but paragraphs": P,
        "unclosed everything": f"<html><head><title>{HEADLINE}</title><body><div><h1>{HEADLINE}" + _each("<p>{}\n"),
        "unclosed title": f"<html><head><title>{HEADLINE}<body>{H1}{P}",
        "unclosed h1": f"<html><body><h1>{HEADLINE}{P}",
        "unclosed a": _page(f'<a href="/x.html">返回首页{P}'),
        "unclosed bold": _page(f"<b>导语{P}"),
        "unclosed font, 200 of them": _page('<font size="3">' * 200 + P),
        "closed too often": _page("</div></div></span>" + _each("<p>{}</p></p></div></body></html>")),
        "only closing tags": _each("{}</p>"),
        "two whole documents": _page("") + _page(P),
        "the same document twice": _page(P) * 2,
        "</html><html> in the middle": _page(f"<p>{first}</p></body></html><html><body><p>{second}</p><p>{third}</p>"),
        "text after </body>": f"<html><body>{H1}</body>{P}</html>",
        "text after </html>": f"<html><body>{H1}</body></html>{P}",
        "text before the doctype": f"{P}<!DOCTYPE html><html><body></body></html>",
        "doctype in the middle": _page(f"<p>{first}</p><!DOCTYPE html><p>{second}</p><p>{third}</p>"),
        "two bodies": f"<html><body class=a>{H1}<body class=b onload=x()>{P}",
        "head inside the body": _page(f"<head><meta name=a content=b></head>{P}"),
        "body inside the head": f"<html><head><body>{H1}{P}</body></head></html>",
        "html inside a div": f"<div><html lang=zh><div>{H1}{P}</div></html></div>",
        "crossed b and p": _page(_each("<b><p>{}</b></p>")),
        "crossed tables and divs": _page(f"<table><div><tr></div><td>{P}</table></td></tr>"),
        "p in p": _page("<p>" * 3 + P),
        "a in a": _page('<a href="/1">' + _each('<a href="/2"></a><p>{}</p>')),
        "form in form": _page(f"<form><form><div>{P}</form></div></form>"),
        "button around everything": _page(f"<button><div>{P}"),
        "table in p": _page(f"<p><table><tr><td>{P}</td></tr></table></p>"),
        "p straight in a table": _page(f"<table>{P}<tr><td></td></tr></table>"),
        "text straight in rows": _page(f"<table><tr>{'<tr>'.join(LINES)}</table>"),
        "cells without a table": _page(_each("<tr><td>{}")),
        "items without a list": _page(_each("<li>{}")),
        "terms without a list": _page(_each("<dd>{}<dt>")),
        "options unclosed before the prose": _page(f"<select><option>甲<option>乙</select>{P}"),
        "select unclosed before the prose": _page(f"<select><option>甲{P}"),
        "headings in headings": _page(f"<h2><h3><h4></h2>{P}"),
        "framesets after the body": _page(P + "<frameset><frame src=x></frameset>"),
        "frameset in a div": _page(f"<div><frameset>{P}</frameset></div>"),
        "plaintext": _page("<plaintext>" + "\n".join(LINES)),
        "xmp": _page("<xmp>" + "\n".join(LINES) + "</xmp>"),
        "listing": _page("<listing>" + "\n".join(LINES) + "</listing>"),
        "marquee, center, nobr": _page(f"<center><marquee><nobr>{P}"),
        "nested 300 deep": _page("<div>" * 300 + P + "</div>" * 300),
        "nested 3,000 deep": _page("<div>" * 3_000 + P + "</div>" * 3_000),
        "nested 100,000 deep": _page("<div>" * 100_000 + P + "</div>" * 100_000),
        "bold 5,000 deep": _page("<b>" * 5_000 + P),
        "lists 1,000 deep": _page("<ul><li>" * 1_000 + P),
        "tables 500 deep": _page("<table><tr><td>" * 500 + P),
        "every character in an element": _page(
            "".join("<p>" + "".join(f"<span>{c}</span>" for c in line) + "</p>" for line in LINES)
        ),
    }


def _tokens() -> dict[str, str]:
    return {
        "mixed case": _page(P).replace("<p>", "<P>").replace("body", "BoDy").replace("h1", "H1"),
        "space before a name": _page(f"< div>< p >{P}"),
        "slashes everywhere": _page(_each("<p/>{}<br/ ><//p></ p>")),
        "lone </br> and </p>": _page(_each("{}</br></p>")),
        "attributes on closing tags": _page(_each('<p>{}</p class="a" id=b>')),
        "a tag inside a tag": _page(_each("<p<p>{}</p</p>")),
        "names of punctuation": _page(_each("<p><$><@x><1>{}</1></p>")),
        "names with colons": _page(_each("<o:p><v:shape>{}</v:shape></o:p>")),
        "elements of their own": _page(f"<x-article><x-body>{P}</x-body></x-article>"),
        "10,000 attributes": _page("<div " + " ".join(f"a{i}=b" for i in range(10_000)) + f">{P}</div>"),
        "duplicated attributes": _page(f'<div class="a" class="b" id=c id=d style="" style="x">{P}</div>'),
        "tags in attribute values": _page(f"<div title=\"<p>{'字' * 50}</p></div>\" data-x='<script>'>{P}</div>"),
        "unquoted values": _page(f"<div title=a>b class=c/d=e&f>{P}</div>"),
        "a quote that is not closed": _page(_each("<p>{}</p>") + '<div title="没有结束><p>尾注</p>'),
        "quotes in names": _page(f'<div a"b"=\'c\' "d" <e=f>{P}</div>'),
        "Chinese attribute names": _page(f'<div 标题="甲" 类＝乙>{P}</div>'),
        "a style of nonsense": _page(f'<div style="}}{{;:;display;none:;/*">{P}</div>'),
        "a class of 20,000 characters": _page(f'<div class="{"c " * 10_000}">{P}</div>'),
        "huge numbers in attributes": _page(
            f'<ol start="{"9" * 5000}"><table><tr><td colspan="{"9" * 400}" rowspan="-1">{P}</td></tr></table></ol>'
        ),
        "entities nobody declared": _page(_each("<p>{}&foo;&bar;&#;&#x;&;</p>")),
        "entities without semicolons": _page(_each("<p>&nbsp&nbsp{}&copy&lt</p>")),
        "references out of range": _page(_each("<p>{}&#x110000;&#99999999999;&#xFFFFFFFFFFFFFFFF;</p>")),
        "references to NUL and surrogates": _page(_each("<p>&#0;&#xD800;{}&#xDFFF;&#x80;&#x1;</p>")),
        "references to bidi overrides": _page(_each("<p>&#x202e;{}&#x202c;&#xE0041;</p>")),
        "every character a reference": _page(
            "".join("<p>" + "".join(f"&#{ord(c)};" for c in line) + "</p>" for line in LINES)
        ),
        "CDATA around the prose": _page(_each("<p><![CDATA[{}]]></p>")),
        "CDATA around the tags": _page(f"<![CDATA[{P}]]>"),
        "CDATA not closed": _page(P + "<![CDATA[ 没有结束"),
        "comment not closed": _page(P + "<!-- 没有结束"),
        "comments of every spelling": _page("<!--><!---><!----><!--a--!><!-- -- --><!- x ->" + P),
        "comments in comments": _page(f"<!-- a <!-- b --> {P}"),
        "conditional comments": _page(f"<!--[if lt IE 9]><p>请升级浏览器</p><![endif]--><![if !IE]>{P}<![endif]>"),
        "processing instructions": _page("<?php echo 1 ?><?xml version='1.0'?><%= x %>" + P),
        "bogus declarations": _page("<!x><!><?><!ELEMENT a (b)>" + P),
        "ends inside a tag": _page(P).split("</body>")[0] + '<p cla="',
        "ends inside an entity": H1 + P + "<p>&#x4e0",
        "ends with </": H1 + P + "</",
        "only a < in the text": "\n".join(LINES) + "\n5 < 6",
        "a page escaped once more": _page(P).replace("<p>", "&lt;p&gt;").replace("</p>", "&lt;/p&gt;<br>"),
        "internal subset": "<!DOCTYPE html [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>" + H1 + _each("<p>{}</p>"),
        "image without an end": _page(f"{P}<img src='a.jpg' alt='{HEADLINE}"),
    }


def _embedded() -> dict[str, str]:
    deep = "[" * 10_000 + "]" * 10_000
    ld = '<script type="application/ld+json">{}</script>'
    return {
        "a base that is no address": _page(P + '<img src="a.jpg" width=600>', '<base href="http://[::1">'),
        "addresses that are none": _page(
            P + '<img src="http://[" width=600><a href="http://[::1">甲</a><video src="//[x"></video>',
            '<link rel=canonical href="http://["><meta property="og:image" content="http://[::">'
            '<meta property="og:url" content="https://exa mple.com:99999/">',
        ),
        "an image's address with a bidi override": _page(P + '<p><img src="/a&#x202e;gpj.exe" width=600></p>'),
        "an image's address with controls": _page(P + '<p><img src="/a&#1;&#13;&#x1b;b.jpg" width=600></p>'),
        "an image's address with tag characters": _page(P + '<p><img src="/a&#xE0041;.jpg" width=600></p>'),
        "a canonical address with a mark": _page(P, '<link rel=canonical href="https://www.example.com/&#xFEFF;a">'),
        "a link's address with a noncharacter": _page(P.replace("大桥", '<a href="/a&#xFFFE;b">大桥</a>')),
        "a link's address with a bidi override": _page(P.replace("大桥", '<a href="/a&#x202e;b">大桥</a>')),
        "a video's address with a control": _page(P + '<p><video src="/a&#7;b&#x2066;.mp4"></video></p>'),
        "an alt with controls": _page(P + '<p><img src="/a.jpg" alt="图&#7;&#x202e;一" title="&#1;" width=600></p>'),
        "metadata with controls": _page(
            P,
            '<meta name=author content="林&#7;晓&#x202e;棠"><meta property="og:title" content="桥&#1;&#xE0041;">'
            '<meta property="og:site_name" content="某&#x85;报&#xFEFF;"><meta name=keywords content="桥&#x2066;,江&#0;">'
            '<meta name=source content="某&#x1b;报">',
        ),
        "srcset of nonsense": _page(P + '<img srcset=", , 1x 2x, a.jpg 99999999999999w, b 1e5w,,">'),
        "a data address of 100 KB": _page(f'<img src="data:image/png;base64,{"A" * 100_000}">{P}'),
        "a script that writes </body>": _page(f"<script>document.write('</body></html><p>x</p>')</script>{P}"),
        "a script with </script> in a string": _page("<script>var a = '</script><b>';</script></b>" + P),
        "a script with a comment and a script": _page("<script><!-- <script> --></script>" + P),
        "a script not closed": _page(P + "<script>var a = 1;"),
        "a style not closed": _page(P + "<style>p{color:red"),
        "a script closed by itself": _page(P, '<script src="a.js" />'),
        "a textarea not closed": _page(P + "<textarea>写评论"),
        "an iframe with the prose after it": _page(f'<iframe src="a.html"></iframe>{P}'),
        "an iframe closed by itself": _page(P + '<iframe src="a.html" />'),
        "svg before the prose": _page(f"<svg><title>图标</title><path d='M0 0'/></svg>{P}"),
        "svg not closed": _page(P + "<svg><g>"),
        "math around a paragraph": _page(P + "<math><mtext><p>式</p></mtext>"),
        "noscript around the prose": _page(f"<noscript>{P}</noscript>"),
        "noframes around the prose": f"<html><frameset cols='*'><frame src=a><noframes><body>{H1}{P}</noframes></frameset>",
        "object around the prose": _page(f"<object data=a.swf>{P}</object>"),
        "JSON-LD that is none": _page(P, ld.replace("{}", '{"@type": "NewsArticle", "headline": }')),
        "JSON-LD 10,000 deep": _page(P, ld.replace("{}", deep)),
        "JSON-LD with a number of 5,000 digits": _page(P, ld.replace("{}", '{"a": ' + "9" * 5_000 + "}")),
        "JSON-LD with controls": _page(
            P,
            ld.replace(
                "{}",
                '{"@type":"NewsArticle","headline":"甲\\u0000\u202e乙\\ud800","author":{"name":"林\\u0007晓"},'
                '"datePublished":"\\u0000","keywords":["\u202e"],"publisher":{"name":"某\\udfff报"}}',
            ),
        ),
        "JSON-LD of the wrong types": _page(
            P,
            ld.replace(
                "{}",
                '[null, 1, {"@type": ["NewsArticle", 3], "headline": {"a": []}, "author": [[1], null, {"name": 5}],'
                ' "datePublished": 1e999, "image": {"url": [{}]}, "@graph": 7, "keywords": {"a": 1}}]',
            ),
        ),
        "a state 10,000 deep": _page(P, f"<script>window.__STATE__ = {deep}; var t = '{'新' * 300}'</script>"),
        "dates that are none": _page(
            "<time datetime='9999-99-99T99:99:99+99:99'>2025-13-45 25:61</time><p>0000-00-00</p>" + P,
            "<meta property='article:published_time' content='99999999-01-01'><meta name=pubdate content='0001-01-01T00:00:00+23:59'>",
        ),
        "meta without content": _page(P, "<meta><meta name><meta property=og:title><meta http-equiv=refresh content=>"),
        "a title of bars": _page(P, "<title>" + "|" * 5_000 + "_-_" * 1_000 + "</title>"),
        "an external entity": "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        f"<html><body>{H1}<p>&x;</p>{P}</body></html>",
        "ten laughs": "<!DOCTYPE html [<!ENTITY a0 'lol'>"
        + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
        + f"]><html><body>{H1}<p>&a9;</p>{P}",
    }


def _characters() -> list[Page]:
    def between(inserted: str) -> str:
        return _page(P.replace("，", f"，{inserted}"))

    clean_page = _page(P)
    xml = '<?xml version="1.0" encoding="{}"?>'
    bad = b"".join(b"<p>" + line.encode()[:30] + b"\xff\xfe\xc3\x28" + line.encode()[30:] + b"</p>" for line in LINES)
    return [
        Page("NUL between characters", between("\x00")),
        Page("NUL bytes between characters", between("\x00").encode()),
        Page("NUL in tag names", clean_page.replace("<p>", "<p\x00>")),
        Page("NUL in attributes", clean_page.replace("<p>", '<p class="a\x00b">')),
        Page("control characters", between("\x01\x07\x08\x0e\x1b\x1f\x7f\x80\x9f")),
        Page("control bytes", between("\x01\x08\x0b\x1b\x7f").encode()),
        Page("bidi overrides", between("\u202e\u2066\u200f")),
        Page("zero-width characters", between("\u200b\ufeff\u2060")),
        Page("tag characters", between("\U000e0041\U000e007f")),
        Page("noncharacters", between("\ufffe\uffff")),
        Page("lone surrogates in str", between("\ud800")),
        Page("lone low surrogates in str", between("\udc80\udfff")),
        Page("a pair as two surrogates in str", between("\ud83d\ude80")),
        Page("a mark before every paragraph", clean_page.replace("<p>", "<p>\ufeff").encode("utf-8-sig")),
        Page("an XML declaration in str", xml.format("gb2312") + clean_page),
        Page("an XML declaration in str, UTF-16", xml.format("utf-16") + clean_page),
        Page("an XML declaration that is wrong", (xml.format("ascii") + clean_page).encode()),
        Page("an XML declaration of no codec", (xml.format("klingon") + clean_page).encode("gbk")),
        Page("line ends of CR only", clean_page.replace("<p>", "\r<p>\r")),
        Page("form feeds and tabs", clean_page.replace("<p>", "\f<p\t\f>\v")),
        Page(
            "encoded surrogates (CESU-8)",
            between("\ud83d\ude80").encode("utf-8", "surrogatepass"),
            LINES,
            ("mojibake",),
        ),
        Page("overlong UTF-8", clean_page.encode().replace(b"<p>", b"<p>\xc0\xbc\xe0\x80\xaf"), LINES, ("mojibake",)),
        Page("bad bytes in every paragraph", H1.encode() + bad, (), flag="mojibake"),
        Page("a page of GBK inside one of UTF-8", clean_page.encode() + P.encode("gbk"), LINES, ("mojibake",)),
        Page("Latin-1 in a page of UTF-8", clean_page.encode() + b"<p>\xa9 caf\xe9</p>", LINES, ("mojibake",)),
        Page("white space of 20 kinds", between("\u00a0\u1680\u2000\u2009\u202f\u205f\u3000\u2028\u2029\x85")),
        Page("a PDF's mark before a page", b"%PDF-1.4\n" + clean_page.encode(), LINES, ("not_html",)),
        Page("gzip sent as it is", b"\x1f\x8b\x08\x00" + bytes(range(256)) * 8, (), flag="not_html"),
        Page("JSON sent as HTML", json.dumps({"code": 0, "html": P}, ensure_ascii=False), (), flag="any"),
        Page("JSON without markup", json.dumps({"code": 0, "text": LINES}, ensure_ascii=False), (), flag="any"),
    ]


def malformed() -> list[Page]:
    """Every malformed page. Those that a browser would show nothing of may be excused by a flag."""
    groups = {**_structure(), **_tokens(), **_embedded()}
    excuses = {
        "nested 3,000 deep": ("degraded",),
        "nested 100,000 deep": ("degraded",),
        "bold 5,000 deep": ("degraded",),
        # Where a browser shows nothing, an empty page is the truth.
        "unclosed title": ("empty_page",),
        "CDATA around the prose": ("empty_page",),
        "a script closed by itself": ("empty_page",),
        "noscript around the prose": ("empty_page", "needs_scripts"),
        "noframes around the prose": ("empty_page",),
        "object around the prose": ("empty_page",),
    }
    never = {"an external entity": "root:", "ten laughs": "lollollol"}
    pages = [Page(name, page, LINES, excuses.get(name, ()), never.get(name, "")) for name, page in groups.items()]
    return pages + _characters()


def missing_of(page: Page, article: Article) -> list[str]:
    """The lines of a page that are not in its text (white space aside) and that no flag excuses, and flags not set."""
    if set(page.excuses) & set(article.flags):
        return []
    if page.flag and not (article.flags if page.flag == "any" else page.flag in article.flags):
        return [f"no flag {page.flag}"]
    squeezed = "".join(article.text.split())
    return [line for line in page.lines if "".join(line.split()) not in squeezed]


# --- shapes ----------------------------------------------------------------------------------------------------------

KB = 1_024
SIZES = (64 * KB, 256 * KB, 1_024 * KB)

#: Bounds of the promises, and of the tests, which must pass on a machine that does other things too.
SECONDS_PER_MB, EXPONENT, MEMORY_MB, HARD_STOP = 1.0, 1.15, 512, 5.0

#: What the tests allow: ordinary pages (`tests.pace`) in place of a megabyte and of an enormous page, growth.
TEST_PAGES_PER_MB, TEST_PAGES_OF_HUGE, TEST_EXPONENT = 250, 800, 1.35

#: A unit that is repeated behind the prose; ``{i}`` in it is the number of the repeat.
UNITS = {
    "div, nested": "<div>",
    "b, nested": "<b>",
    "span with a style, nested": '<span style="color:red">',
    "font, nested": '<font size="2">字',
    "a, nested": '<a href="/a{i}">',
    "blockquote, nested": "<blockquote>",
    "template, nested": "<template>",
    "noscript, nested": "<noscript>字",
    "shadow roots": "<p><template shadowrootmode=open>字<slot></slot></template>&#1;字</p>",
    "ul and li, nested": "<ul><li>",
    "tables, nested": "<table><tr><td>",
    "p and b, crossed": "<p><b>字</p>",
    "a and div, crossed": "<a><div>字</a>",
    "closing tags of nothing": "</div></p></b>",
    "div, empty": "<div></div>",
    "div of one character": "<div>字</div>",
    "p of one character": "<p>字",
    "p of a sentence": "<p>今天的江面上有一条小船缓缓驶过，第{i}次。</p>",
    "span of one character": "<span>字</span>",
    "li of one character": "<li>字",
    "option": "<option>选项{i}",
    "td": "<td>{i}",
    "tr": "<tr><td>字<td>{i}",
    "tables": "<table><tr><td>字</td></tr></table>",
    "headings": "<h2>小标题{i}</h2>",
    "a in one line": '<a href="/news/{i}.html">新闻</a>',
    "a in lines": '<p><a href="/news/{i}.html">某地一座大桥今日建成通车</a></p>',
    "br": "<br>",
    "br between characters": "字<br>",
    "images": '<img src="/pic/{i}.jpg">',
    "images in paragraphs": '<p><img src="/pic/{i}.jpg" alt="图{i}"></p>',
    "videos": "<video src=a{i}.mp4></video>",
    "inputs": '<input value="甲">',
    "scripts": "<script>var a = {i};</script>",
    "states": '<script>a{i} = {"title": "新桥"};</script>',
    "JSON-LD": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "新桥"}</script>',
    "iframes": "<iframe src=a></iframe>",
    "svg": "<svg><path d=M0/></svg>",
    "meta": '<meta property="og:title" content="新桥{i}">',
    "times": "<time>2025-03-25 10:{i}</time>",
    "&nbsp;": "&nbsp;",
    "references": "&#26032;",
    "&": "&",
    "&amp;lt;": "&amp;lt;",
    "<": "<",
    "< and a letter": "<a ",
    "</": "</",
    "<!": "<!",
    "<!--": "<!--",
    "<!-- -->": "<!-- -->",
    "<![CDATA[": "<![CDATA[",
    "<?": "<?",
    '<a href="': '<a href="',
    "quotes": "\"'",
    "full-width spaces": "\u3000",
    "spaces": " ",
    "line breaks": "\n",
    "line breaks between characters": "字\n",
    "NUL": "\x00",
    "zero-width spaces": "字\u200b",
    "bidi overrides": "\u202e",
    "characters of four bytes": "𠮷",
    "combining marks": "\u0301",
    "digits": "0123456789",
    "commas": "，",
    "full stops": "。",
    "bars": "|",
    "dashes": "—",
    "opening brackets": "（",
    "opening quotation marks": "“",
    "book titles": "《",
    "square brackets": "[",
    "equals and braces": "={[",
    "backslashes": "\\",
    "来源: in one line": "来源：",
    "来源: lines": "<p>来源：某某日报{i}</p>",
    "编辑 in one line": "编辑 ",
    "编辑 lines": "<p>编辑 赵一鸣</p>",
    "记者 in one line": "记者",
    "记者 and names": "记者 赵一鸣 ",
    "（记者 in one line": "（记者 ",
    "原标题 in one line": "原标题：",
    "dates in one line": "2025-03-25 10:20 ",
    "dates in lines": "<p>2025年3月25日 10:20</p>",
    "年月日": "年月日",
    "addresses": "https://example.com/{i} ",
    "首页 > crumbs": "首页 > 新闻 > ",
    "copyright": "版权所有 ",
    "相关阅读 between sentences": (
        "<section><h4>相关阅读</h4></section><p>今天的江面上有一条小船缓缓驶过，岸上的人都在看，天色渐渐暗了。</p>"
    ),
    "免责声明 between sentences": (
        "<p>免责声明：本文仅供参考</p><p>今天的江面上有一条小船缓缓驶过，岸上的人都在看，天色渐渐暗了。</p>"
    ),
    "posts with a time": "<p>江边人{i} 05-06 10:20</p>",
    "headings like the title": "<h2>江上的船{i}</h2>",
    "one sentence after the other": "今天的江面上有一条小船缓缓驶过。",
    "Latin letters": "abcdefgh ",
    "phone numbers": "电话：0755-83290000 ",
}  # fmt: skip


def _pairs(size: int, mark: str) -> str:
    """Pairs of characters that hardly repeat, each with a mark behind it, up to a size in bytes."""
    return "".join(
        f"{chr(0x4E00 + i % 2_999)}{chr(0x4E00 + i * 7 % 3_001)}{mark}" for i in range(size // (6 + len(mark.encode())))
    )


#: Shapes that are one thing grown to a size, not a unit repeated.
WIDE: dict[str, Callable[[int], str]] = {
    "attributes of one tag": lambda size: "<div " + " ".join(f"a{i}" for i in range(size // 7)) + ">",
    "one class": lambda size: f'<div class="{"c" * size}">字</div>',
    "classes": lambda size: f'<div class="{"c " * (size // 2)}">字</div>',
    "one style": lambda size: f'<div style="{"color:red;" * (size // 10)}">字</div>',
    "a style that nearly hides": lambda size: f'<div style="{"height:0;" * (size // 9)}">字</div>',
    "a style of colons": lambda size: f'<div style="{"display :" * (size // 9)}">字</div>',
    "a style of spaces": lambda size: f'<div style="display{" " * size}">字</div>',
    "one address": lambda size: f'<a href="/{"a" * size}">字</a>',
    "a data address": lambda size: f'<img src="data:image/png;base64,{"QUJD" * (size // 4)}" width=600>',
    "one srcset": lambda size: f'<img srcset="{"a.jpg 2x, " * (size // 10)}">',
    "one comment": lambda size: f"<!--{'-' * size}-->",
    "one script": lambda size: f"<script>{'var a = [{' * (size // 10)}</script>",
    "one state": lambda size: (
        "<script>window.__STATE__ = ["
        + ",".join(f'{{"id": {i}, "title": "新桥今天上午通车"}}' for i in range(size // 48))
        + "];</script>"
    ),
    "one state, nested": lambda size: (
        "<script>window.__STATE__ = "
        + '{"a":' * (size // 6)
        + "1"
        + "}" * (size // 6)
        + "; '"
        + "新" * 300
        + "'</script>"
    ),
    "one state of openings": lambda size: "<script>'" + "新" * 300 + "'" + "=[" * (size // 2) + "</script>",
    "one JSON-LD, nested": lambda size: (
        '<script type="application/ld+json">' + "[" * (size // 2) + "]" * (size // 2) + "</script>"
    ),
    "one title": lambda size: f"<title>{'新桥_' * (size // 7)}</title>",
    "one h1": lambda size: f"<h1>{'新桥通车' * (size // 12)}</h1>",
    "one link": lambda size: f"<a href=/>{'新桥通车' * (size // 12)}</a>",
    "links open at once": lambda size: "<p>" + '<b><a href="/1">字' * (size // 19),
    "one pre": lambda size: "<pre>" + "新桥新桥新桥\n" * (size // 19) + "</pre>",
    "one textarea": lambda size: f"<textarea>{'新桥' * (size // 6)}</textarea>",
    "one author in the head": lambda size: "".join(
        f"<meta name={name} content='{_pairs(size // 2, '/')}'>" for name in ("author", "source")
    ),
    "one keyword": lambda size: f'<meta name=keywords content="{"新桥," * (size // 7)}">',
    "marks in one line": lambda size: "<p>" + "新<b>桥</b>" * (size // 13),
    "marks in a line of spaces": lambda size: "<p>" + "新  <b>桥</b>\n" * (size // 16),
    "attributes with ends in their values": lambda size: (
        "<div " + " ".join(f"a{i}='>'" for i in range(size // 11)) + ">"
    ),
    "columns": lambda size: "<table><tr>" + "<td>字" * (size // 7) + "</table>",
    "one text node": lambda size: "江上有船驶过，" * (size // 21),
    "notes that a machine made what is above": lambda size: (
        f"<h1>新桥今天上午通车</h1><p>{'江上有船驶过，' * 20}。</p>"
        + "".join(f"<div><p>摘要{i}的话</p><p>以上内容由AI生成</p></div>" for i in range(size // 74))
    ),
    "sections, each of a look of its own": lambda size: (
        "<h1>新桥今天上午通车</h1>"
        + "".join(f"<h2 class=a{i}>茶馆{i}</h2><p>2024-05-20 10:{i % 60:02}</p>" for i in range(size // 58))
        + f"<p>{'江上有船驶过，' * 20}。</p>"
    ),
    "different editors": lambda size: "".join(
        f"<p>责任编辑：赵{chr(0x4E00 + i % 2_000)}{i}</p>" for i in range(size // 33)
    ),
    "titles, and lines that open as they do": lambda size: "".join(
        f'<meta property="og:title" content="新桥{i}通车"><p>新桥{i}</p>' for i in range(size // 75)
    ),
    "long lines of topics": lambda size: "".join(
        f"<p>{'#开麦' * 450}{i}</p><p>{'#ab' * 1_060}{i}</p>" for i in range(size // 6_400)
    ),
    "a long sheet and elements of different classes": lambda size: (
        "<style>.x{display:none}"
        + ".xy" * (size // 6)
        + "</style>"
        + "".join(f'<i class="x k{i}">水</i>' for i in range(size // 60))
    ),
}

#: Shapes in which a browser shows the prose behind them: it is put there and must survive, or a flag must say why not.
IN_FRONT = frozenset(
    (
        "div, nested|b, nested|span with a style, nested|blockquote, nested|div, empty|br|images|scripts|<!-- -->|&nbsp;|spaces"
        "|line breaks|closing tags of nothing|a data address|one comment|attributes of one tag|one class|one style|option|meta"
        "|full-width spaces|one state|iframes|svg|a in lines"
    ).split("|")
)

#: Shapes that are the whole page, without our prose: what is asked of embedded states, of another extractor, and of text
#: without any markup. ``{i}`` as in `UNITS`.
ALONE = {
    "state of short entries, alone": ("<script>window.__STATE__ = [", '{"id": {i}, "title": "新桥今天上午通车"},', "0];</script>"),
    "state of paragraphs, alone": ("<script>window.__STATE__ = [", '"<p>今天的江面上有一条小船缓缓驶过。</p>",', '""];</script>'),
    "state of JavaScript, alone": ("<script>var a = [", "{id: {i}, title: '新桥今天上午通车', hot: !0},", "];</script>"),
    "state of bare words, alone": (f"<script>'{'新' * 300}';", "a b c=[", "</script>"),
    "state of openings, alone": (f"<script>'{'新' * 300}'", "=[", "</script>"),
    "state of braces, alone": (f"<script>'{'新' * 300}'", "={", "</script>"),
    "state of quotes, alone": (f"<script>'{'新' * 300}'", "'\"", "</script>"),
    "state of backslashes, alone": (f"<script>'{'新' * 300}' + '", "\\", "</script>"),
    "state of commas, alone": (f"<script>'{'新' * 300}'=[", ", ", "</script>"),
    "state of JSON.parse, alone": (f"<script>'{'新' * 300}'", 'JSON.parse("', "</script>"),
    "state, nested, alone": (f"<script>'{'新' * 300}'=", '{"a":', "</script>"),
    "scripts of states, alone": ("", f"<script>a = ['{'新' * 130}'];</script>", ""),
    "JSON-LD of entries, alone": ('<script type="application/ld+json">[', '{"@type":"NewsArticle","headline":"桥{i}"},', "0]</script>"),
    "boxes between a text and its short end, alone": (
        "<h1>桥上的灯亮了</h1><div><p>灯亮了，从东塔到西塔，一盏接一盏，岸上有人鼓掌，有人拍照，有人什么也不做。</p>",
        "<section><h3>相关阅读</h3><i>甲</i><b>乙</b></section>",
        "<p>好。</p><p>好。</p></div>",
    ),
    "sources in an element below a text, alone": (
        "<h1>桥上的灯亮了</h1><div><p>灯亮了，从东塔到西塔，一盏接一盏，岸上有人鼓掌。</p></div><div>",
        "<p>来源：新桥日报</p>",
        "</div>",
    ),
    "English paragraphs, alone": ("", "<p>A small boat went slowly down the river this morning, number {i}.</p>", ""),
    "English words in div, alone": ("<p>A small boat went slowly down the river this morning.</p>", "<div>x</div>", ""),
    "English words in p, alone": ("<p>A small boat went slowly down the river this morning.</p>", "<p>x", ""),
    "English div, nested, alone": ("<p>A small boat went slowly down the river this morning.</p>", "<div>x", ""),
    "English b, nested, alone": ("<p>A small boat went slowly down the river this morning.</p>", "<b>x", ""),
    "English options, alone": ("<p>A small boat went slowly down the river this morning.</p>", "<option>x", ""),
    "English tables, alone": ("<p>A small boat went slowly.</p>", "<table><tr><td>x</td></tr></table>", ""),
    "English links, alone": ("<p>A small boat went slowly.</p>", '<a href="/{i}">A small boat</a> ', ""),
    "English br, alone": ("<p>A small boat went slowly down the river this morning.", "x<br>", ""),
    "English items, alone": ("<p>A small boat went slowly.</p><ul>", "<li>x</li>", ""),
    "English in one line, alone": ("<p>", "A small boat went slowly down the river. ", "</p>"),
    "flat, one character": ("", "字\n", ""),
    "flat, sentences": ("", "今天的江面上有一条小船缓缓驶过，第{i}次。\n", ""),
    "flat, one line": ("", "今天的江面上有一条小船缓缓驶过，", ""),
    "flat, one wrapped paragraph": ("", "今天的江面上有一条小船缓缓驶过，岸上的人都在看那天\n", ""),
    "flat, dates": ("", "2025-03-25 10:{i}\n", ""),
    "flat, digits": ("", "{i}\n", ""),
    "flat, names": ("", "编辑 赵一鸣\n", ""),
    "flat, 来源": ("", "来源：某某日报\n", ""),
    "flat, different short lines": ("", "第{i}号 新闻 图集\n", ""),
    "flat, headlines": ("", "某地第{i}座大桥今日建成通车\n", ""),
    "flat, line breaks": ("字", "\n", "字"),
    "flat, line separators": ("字", "\u2028", "字"),
}  # fmt: skip

SHAPES = (*UNITS, *WIDE, *ALONE)

#: Pages of many megabytes: at most 10 million characters are worked on, and the rest is cut off with a flag.
HUGE: dict[str, Callable[[], bytes | str]] = {
    "a text node of 5 MB": lambda: _page(P + "江上有船驶过，" * (5_000_000 // 21)).encode(),
    "a text node of 50 MB": lambda: _page(P + "江上有船驶过，" * (50_000_000 // 21)).encode(),
    "a data address of 5 MB before the prose": lambda: _page(
        f'<img src="data:image/png;base64,{"QUJD" * 1_250_000}">{P}'
    ).encode(),
    "a data address of 11 MB before the prose": lambda: _page(
        f'<img src="data:image/png;base64,{"QUJD" * 2_750_000}">{P}'
    ).encode(),
    "paragraphs of 5 MB": lambda: _page(P + _filled(UNITS["p of a sentence"], 5_000_000)).encode(),
    "comments of 5 MB": lambda: _page(P + "<!-- 字 -->" * 450_000).encode(),
    "a million line breaks": lambda: _page(P + "<br>" * 1_000_000).encode(),
    "a str of 12 million characters": lambda: _page(P + "江" * 12_000_000),
    "a flat text of 12 million characters": lambda: "\n".join(PROSE) + "\n" + "江" * 12_000_000,
    "flat lines of one character, 5 MB": lambda: "\n".join(PROSE) + "\n" + "字\n" * 1_250_000,
    "flat lines of 5 MB": lambda: "\n".join(PROSE) + "\n" + _filled(ALONE["flat, sentences"][1], 5_000_000),
}


def _filled(unit: str, size: int) -> str:
    """A unit repeated up to a size in bytes, its ``{i}`` counted up."""
    if "{i}" not in unit:
        return unit * (size // len(unit.encode()))
    parts, filled = [], 0
    while filled < size:
        parts.append(unit.replace("{i}", str(len(parts) % 1_000)))
        filled += len(parts[-1].encode())
    return "".join(parts)


def shape(name: str, size: int) -> bytes:
    """A page of prose with a shape of this many bytes behind or in front of it."""
    if name in ALONE:
        front, unit, back = ALONE[name]
        size = min(size, 990_000)  # longer pages are not given to another extractor
        markup = "" if name.startswith("flat") else "<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"
        return (markup + front + _filled(unit, size) + back).encode()
    grown = _filled(UNITS[name], size) if name in UNITS else WIDE[name](size)
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    head = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{HEADLINE}</title></head><body>{H1}"
    return (head + (grown + prose if name in IN_FRONT else prose + grown)).encode()


@dataclass(frozen=True)
class Figures:
    """What cleaning one shape cost: CPU seconds by size, MB of memory at the end, the lines lost and the flags."""

    name: str
    seconds: tuple[float, ...]
    memory_mb: float
    lost: int
    flags: tuple[str, ...]
    extractor: str = "dute"
    is_cut: bool = False
    page: float = math.inf  # CPU seconds of an ordinary page in the same process

    @property
    def per_mb(self) -> float:
        return self.seconds[-1] * KB * KB / SIZES[-1]

    @property
    def pages_per_mb(self) -> float:
        return self.per_mb / self.page

    @property
    def exponent(self) -> float:
        """Growth from the smallest to the largest size; a cost below 10 ms is taken as 10 ms, its size is chance."""
        small, large = max(0.01, self.seconds[0]), max(0.01, self.seconds[-1])
        return math.log(large / small) / math.log(SIZES[-1] / SIZES[0])

    @property
    def is_silent_loss(self) -> bool:
        return self.lost > 0 and not set(self.flags) - {"empty_page"}

    def __str__(self) -> str:
        times = " ".join(f"{seconds:7.3f}" for seconds in self.seconds)
        lost = f" lost {self.lost}{' SILENT' if self.is_silent_loss else ''}" if self.lost else ""
        other = f" {self.extractor}" if self.extractor != "dute" else ""
        return f"{self.name:32} {times} {self.exponent:6.2f} {self.memory_mb:5.0f} {','.join(self.flags)}{lost}{other}"


def measure_here(name: str) -> Figures:
    """Measure a shape in this process, warmed up; the memory is the peak of the whole process."""
    import trafilatura  # noqa: F401  (its import is no cost of the page)

    clean(_page(P))
    seconds = []
    article = Article()
    for size in SIZES:
        page, best = shape(name, size), math.inf
        for _ in range(3 if size < SIZES[-1] else 1):
            start = time.process_time()
            article = clean(page)
            best = min(best, time.process_time() - start)
            if best > HARD_STOP:
                break
        seconds.append(best)
    lost = 0 if name in ALONE else sum(line not in article.text for line in PROSE)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB
    return Figures(name, tuple(seconds), peak, lost, article.flags, article.extractor, page=page_seconds())


def measure_huge(name: str) -> Figures:
    """Measure a page of many megabytes in this process, once; ``is_cut`` says that it is longer than what is worked on."""
    clean(_page(P))
    page = HUGE[name]()
    start = time.process_time()
    article = clean_text(page) if isinstance(page, str) and "flat" in name else clean(page)
    seconds = time.process_time() - start
    lost = sum(line not in article.text for line in LINES)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB
    length = len(page) if isinstance(page, str) else len(page.decode())
    return Figures(name, (seconds,), peak, lost, article.flags, article.extractor, length > MAX_CHARS, page_seconds())


def measure(name: str, timeout: float = 180.0) -> Figures:
    """Measure a shape in a process of its own. A process that dies or does not end counts as infinite."""
    command = [sys.executable, "-m", "tests.hostile", "--measure", name]
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=True)  # noqa: S603
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        return Figures(name, (math.inf,) * len(SIZES), math.inf, len(PROSE), (type(error).__name__,))
    values = json.loads(done.stdout)
    return Figures(**{**values, "seconds": tuple(values["seconds"]), "flags": tuple(values["flags"])})


#: Lines made of one unit: nested repeats in a pattern show at 30 characters, quadratic searches at some thousand.
LONG_LINES = {
    "digits": "9",
    "digits of zero": "0",
    "dates of zero": "0000-00-00",
    "zeros and dashes": "0-",
    "digits and brackets": "【99",
    "digits and bars": "1|",
    "digits and slashes": "1/",
    "digits and spaces": "1 ",
    "digits and colons": "1:",
    "digits and 万": "1万",
    "dots": "·",
    "ellipses": "…",
    "chevrons": ">",
    "bars": "|",
    "spaces between characters": "字 ",
    "plus signs": "+",
    "the letter x": "x",
    "the letter a": "a",
    "controls": "分享微信",
    "controls and digits": "赞0",
    "controls and spaces": "微信 微博 ",
    "controls and bars": "点赞 评论 |",
    "names of the footer": "触屏版",
    "other names of the footer": "网站地图",
    "names of feeds": "rss订阅",
    "pages": "第1页",
    "next page": "下一页 ",
    "names": "赵一鸣 ",
    "names without spaces": "赵一鸣",
    "roles": "编辑",
    "roles and names": "编辑 赵一鸣 ",
    "roles and colons": "编辑：",
    "sources": "来源：",
    "times": "10:20 ",
    "Chinese dates": "2025年3月25日",
    "brackets": "（",
    "brackets and roles": "（记者 ",
    "square brackets": "[",
    "book titles": "《字》",
    "crumbs": "首页>新闻>",
    "addresses": "http://a.b/",
    "mail addresses": "a@b.",
    "domains": "a.",
    "copyright": "©版权所有",
    "licences": "京ICP备",
    "telephones": "0755-",
}


def line_of(name: str, size: int) -> str:
    """A line of about this many characters: it begins and ends as rules expect, and what no rule expects stands between."""
    unit = LONG_LINES[name]
    return unit * (size // len(unit)) + "☃" + unit


# --- hidden text -----------------------------------------------------------------------------------------------------

HIDDEN = "此句只写给机器看，读者打开这篇报道时在屏幕上找不到它的踪影。"

#: The 27 ways that extractors are compared by, to put a sentence into a page without showing it; ``{}`` is the sentence.
HIDDEN_WAYS = {
    "display: none": '<p style="display: none">{}</p>',
    "visibility: hidden": '<p style="visibility:hidden">{}</p>',
    "hidden attribute": "<p hidden>{}</p>",
    "aria-hidden": '<p aria-hidden="true">{}</p>',
    "opacity: 0": '<p style="opacity:0">{}</p>',
    "off-screen": '<p style="position:absolute;left:-9999px">{}</p>',
    "text-indent": '<p style="text-indent:-9999px">{}</p>',
    "font-size: 0": '<p style="font-size:0">{}</p>',
    "zero size": '<div style="width:0;height:0;overflow:hidden">{}</div>',
    "zero height": '<p style="height:0px;overflow:hidden">{}</p>',
    "clip": '<p style="position:absolute;clip:rect(0,0,0,0)">{}</p>',
    "white on white": '<p style="color:#fff;background:#ffffff">{}</p>',
    "details closed": "<details><summary>展开</summary><p>{}</p></details>",
    "template": "<template><p>{}</p></template>",
    "noscript": "<noscript><p>{}</p></noscript>",
    "comment": "<!-- <p>{}</p> -->",
    "style block": "<style>/* {} */</style>",
    "script string": '<script>var tip = "{}";</script>',
    "textarea": "<textarea>{}</textarea>",
    "option": "<select><option>选择栏目<option>{}</option></select>",
    "input value": '<input type="hidden" value="{}">',
    "alt": '<img src="/a.jpg" alt="{}">',
    "title attribute": '<p title="{}"></p>',
    "data attribute": '<p data-text="{}"></p>',
    "svg text": "<svg><text>{}</text></svg>",
    "iframe srcdoc": '<iframe srcdoc="<p>{}</p>"></iframe>',
    "zero-width characters": "",
}

#: More of them: other spellings of the same, and what a style sheet or a class says.
MORE_WAYS = {
    "display:none on a box": '<div style="color:red;DISPLAY:NONE !important"><p>{}</p></div>',
    "off-screen to the top": '<p style="position:fixed; top: -999em">{}</p>',
    "font-size: 0 in a span": '<p><span style="font-size:0px;line-height:0">{}</span></p>',
    "overflow before height": '<p style="overflow:hidden;height:0">{}</p>',
    "max-height: 0": '<p style="overflow:hidden;max-height:0">{}</p>',
    "clip-path": '<p style="clip-path: inset(50%)">{}</p>',
    "scale(0)": '<p style="transform:scale(0)">{}</p>',
    "transparent": '<p style="color:transparent">{}</p>',
    "a class that the page's style hides": '<style>.k7x{display:none}</style><p class="k7x">{}</p>',
    "a class named visually-hidden": '<p class="visually-hidden">{}</p>',
    "dialog closed": "<dialog><p>{}</p></dialog>",
    "script of another type": '<script type="text/template"><p>{}</p></script>',
    "datalist": "<datalist><option>{}</datalist>",
    "meta": '<meta itemprop="x" content="{}">',
    "iframe content": "<iframe><p>{}</p></iframe>",
    "object": "<object><p>{}</p></object>",
    "tag characters": "",
}

#: Characters that cannot be seen, put into every sentence.
UNSEEN = {
    "zero-width characters": "\u200b\u2060\ufeff",
    "tag characters": "".join(chr(0xE0000 + ord(letter)) for letter in "ignore this"),
}

#: Folded text, which a reader can open, and what is hidden from screen readers only: it may stand in the text.
SEEN_WAYS = frozenset({"details closed", "max-height: 0", "aria-hidden"})


def hidden_page(way: str) -> str:
    """A page of five sentences with a hidden one, or characters that cannot be seen, in the middle of it."""
    if way in UNSEEN:
        return _page("".join(f"<p>{line[:10]}{UNSEEN[way]}{line[10:]}</p>" for line in PROSE))
    lines = [f"<p>{line}</p>" for line in PROSE]
    middle = (HIDDEN_WAYS | MORE_WAYS)[way].replace("{}", HIDDEN)
    return _page("".join(lines[:2]) + middle + "".join(lines[2:]))


def is_leaked(article: Article) -> bool:
    """Whether the hidden sentence, or a character that cannot be seen, is in the text without a flag."""
    unseen = any(character in article.text for characters in UNSEEN.values() for character in characters)
    return (HIDDEN[:12] in article.text or unseen) and not article.flags


def is_whole(article: Article) -> bool:
    """Whether the five sentences are the lines of the text, but for the hidden one and what unfolds it."""
    lines = [line for line in article.text.split("\n") if line not in (HIDDEN, "展开", "选择栏目")]
    return lines == list(PROSE)


# --- the tables ------------------------------------------------------------------------------------------------------


def _malformed_table() -> None:
    pages = malformed()
    exceptions, lost, silent, flagged = 0, [], 0, 0
    for page in pages:
        try:
            article = clean(page.data)
            article.to_json().encode()
        except Exception as error:
            exceptions += 1
            print(f"  {page.name}: {error!r:.100}")
            continue
        flagged += bool(article.flags)
        if missing := missing_of(page, article):
            lost.append(f"  {page.name}: {len(missing)} missing, flags {','.join(article.flags)}")
            silent += not set(article.flags) - {"empty_page"}
    print(
        f"malformed: {len(pages)} pages, {exceptions} exceptions, {flagged} flagged, {len(lost)} lost, {silent} silently"
    )
    print(*lost, sep="\n")


def _hidden_table() -> None:
    for name, ways in (("hidden", HIDDEN_WAYS), ("hidden, more", MORE_WAYS)):
        articles = {way: clean(hidden_page(way)) for way in ways}
        leaked = [way for way, article in articles.items() if is_leaked(article)]
        torn = [way for way, article in articles.items() if not is_whole(article)]
        print(
            f"{name}: {len(ways)} ways, {len(leaked)} leaked ({'; '.join(leaked)}), {len(torn)} bodies not whole {torn}"
        )


def _shape_table(names: list[str]) -> None:
    print(f"{'shape':32} {'64 KB':>7} {'256 KB':>7} {'1 MB':>7} {'growth':>6} {'MB':>5} flags")
    all_figures = []
    for name in names:
        all_figures.append(measure(name))
        print(all_figures[-1], flush=True)
    slow = sum(figures.per_mb > SECONDS_PER_MB for figures in all_figures)
    steep = sum(figures.exponent > EXPONENT for figures in all_figures)
    heavy = sum(figures.memory_mb > MEMORY_MB for figures in all_figures)
    stopped = sum(max(figures.seconds) > HARD_STOP for figures in all_figures)
    silent = sum(figures.is_silent_loss for figures in all_figures)
    print(
        f"shapes: {len(names)}, over {SECONDS_PER_MB} s/MB {slow}, over exponent {EXPONENT} {steep}, "
        f"over {MEMORY_MB} MB {heavy}, over {HARD_STOP} s {stopped}, lost without a flag {silent}"
    )


def main() -> None:
    """Print the tables, or measure one shape."""
    parser = argparse.ArgumentParser(description="Malformed, costly and hidden: what the cleaner makes of them.")
    parser.add_argument(
        "--measure", metavar="SHAPE", choices=[*SHAPES, *HUGE], help="measure one shape here and print JSON"
    )
    parser.add_argument("--shapes", nargs="*", metavar="SHAPE", help="measure only these (default: all)")
    arguments = parser.parse_args()
    if arguments.measure:
        name = arguments.measure
        print(json.dumps(asdict(measure_huge(name) if name in HUGE else measure_here(name))))
        return
    if arguments.shapes is None:
        _malformed_table()
        _hidden_table()
        for name in HUGE:
            print(measure(name), flush=True)
    _shape_table(arguments.shapes or list(SHAPES))


if __name__ == "__main__":
    main()
