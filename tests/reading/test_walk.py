"""The compiled walk finds what the walk in Python finds, to the letter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners import clean
from cleaners.reading import segment
from cleaners.reading.coding.decode import decode
from cleaners.reading.outline import MAX_BLOCKS
from cleaners.reading.tree import parse as dom
from cleaners.values import Mark
from tests.fixture_pages import all_pages
from tests.fuzz import TOKENS, make
from tests.test_documents import BROKEN, HOSTILE, VALID
from tests.walks import differences, walked

ROOT = Path(__file__).parents[2]

#: Elements inside one another at which lxml cuts a page; html and body are two of them.
MAX_DEPTH = 2_048

needs_compiled = pytest.mark.skipif(not segment.IS_COMPILED, reason="cleaners.reading.page._walk is not compiled here")

PAGES = {
    "marks": "<p> 开<b> 桥 </b>了 <a href=' x\ny '>今<i>天</i>\n 上午</a><b><b>甲</b>乙</b></p>",
    "marks over blocks": "<a href=/1>甲<div>乙<b>丙</div>丁</b></a>戊",
    "unclosed": "<ul><li>甲<li>乙<ul><li>丙</ul><table><tr><td>丁<tr><td>戊<td>己",
    "hidden by attributes": "<div hidden>甲<p>乙</div><p aria-hidden=true>丙<p aria-hidden=false>丁",
    "hidden by style": "<p style='display:none'>甲<span style='font-size:0'>乙</span><p style='color:#fff;background:#fff'>丙",
    "hidden by a sheet": "<style>.x{display:none}#y{visibility:hidden}em{display:none}</style><p class=x>甲<p id=y>乙<em>丙</em>",
    "hidden, and yet shown": "<style>.x{display:none}</style><p class=x style='display:block'>甲<p class='x a'>乙。丙。",
    "hidden by a name": "<p class='a sr-only'>甲</p><p class=sr-only>这一句话是全文。</p>",
    "hidden twice": "<select hidden class=sr-only><option>甲</select><dialog open>乙</dialog><dialog>丙</dialog>",
    "nested hiding": "<div hidden><div hidden>甲<div class=sr-only>乙</div></div>丙</div>丁",
    "inline elements on lines of their own": "甲<span style='display:block'>乙 <b>丙</b></span>\n<b style='Display: flex'>丁<i>戊</i></b>己"
    "<p>庚<a href=/ style='display:inline-block'>辛</a><span hidden style='display:block'>壬</span>癸<i style='display:grid'>子",
    "pictures and videos of AMP": "<p>甲<amp-img src=1.jpg width=20></amp-img>乙<amp-img src=2.jpg><noscript><img src=3.jpg></noscript></amp-img>"
    "<amp-video src=4.mp4></amp-video><amp-img src=5.jpg>丙",
    "white space": "<p>甲 \n 乙\u3000\u3000丙&nbsp;丁 \t戊<br> \u3000 己\x0c庚</p>  \u00a0 <p>\u3000</p>",
    "line breaks of the source": "<p>甲\n乙 a\nb 丙\n\n丁<b>\n戊</b>\n己</p>",
    "forbidden characters": "<p>甲&#x200b;乙&#x202e;<b>丙&#xfeff;</b> 丁&#x85;戊&#xE0041;己&#13;庚&shy;辛&#xAC;&#xAE;壬",
    "lines of joiners": "<p>&zwnj;&nbsp;&zwnj;</p><p>&zwj;</p><p>甲&zwj;乙</p><p>&zwnj;丙</p><p>👨&zwj;👩</p><p>&zwnj; &emsp;<b>&zwj;</b>",
    "lines of code": "<pre><code>甲</code><code>乙<b>丙</b></code>丁<code>戊</code></pre><pre>己<code>庚</code></pre><code>辛</code><code>壬</code>"
    "<pre><code>a</code><b><code>b</code></b>\n<code>c</code><table><td><code>d</code><code>e</code></table></pre>",
    "advertisements of AMP": "<p>甲<amp-ad type=a><div placeholder>乙</div></amp-ad>丙<amp-embed>丁</amp-embed>",
    "raw text": "<pre> 甲\n  乙&#13;\n丙</pre><textarea>丁</textarea><xmp>戊<b></xmp><listing>己</listing>",
    "scripts": "<script>甲</script>乙<style>丙</style>丁<noscript>戊</noscript><svg><title>己</title></svg>庚",
    "pictures": "<p>甲<img src=1.jpg width=20>乙<img src=2.jpg alt=丙 class=c><img width=9 src=3.jpg><img><img data-src=' 4.jpg '>",
    "sizes of pictures": "".join(
        f"<img src=/{n}.jpg width='{size}'>甲"
        for n, size in enumerate(["40", "41", "40px", "41px", " 40 ", "４０", "40%", "px", "", "000040", "00040", "-1", "4e1", "40PX", "9\n"])
    ),
    "sets of pictures": "<picture><source srcset='a 1x, b 2x'><img></picture><img src=c srcset='d 100w,, e 200w'><source src=f>",
    "videos": "<video></video><source src=1.mp4><video src=2.mp4><source src=3.mp4></video><video data-src=4.mp4>",
    "sources inside a sentence": "<p>甲<span hidden><source src=1.mp4></span>乙<button>复制<source src=2.mp4></button>丙<source src=3.mp4>",
    "centred": "<center>甲<table><tr><td>乙<td align=center>丙</table></center><p style='Text-Align: center'>丁<div>戊</div>",
    "tables": "<table><tr><td>甲<th>乙<table><tr><td>丙</table>丁</td></tr><tr><td>戊</table><td>己",
    "a cell outside of tables": "<td colspan=2>甲<table><tr><td>乙<td rowspan=2>丙</table><td rowspan=3><table><td>丁",
    "an address in the only attribute": "<img s='/p/1.jpg'><img title='/p/2.jpg'><img><img k='/p/blank.gif'><p>甲<img x='3.png'>",
    "lists": "<ol><li>甲<p>乙</p><ul><li>丙</ul>丁</ol><li>戊<dl><dt>己<dd>庚</dl>",
    "headings": "<h1>甲<div>乙</div></h1><blockquote><p>丙</p><h2>丁</h2></blockquote><h7>戊</h7>",
    "unknown elements": "<x-a class=' b ' id=' c '>甲</x-a><o:p>乙</o:p><foo>丙</foo><section id>丁</section>",
    "several pages": "<html><body class=a><p>甲</body></html><html><body><p>乙</body></html><p>丙",
    "characters": "<p>𠮷 &amp; &lt;b&gt; &unknown; &#x110000; é</p><p class='一 二' id=三>\u2028甲\u2029</p>",
    "frames": "<frameset><frame src=a></frameset><noframes>甲</noframes>",
    "heads": "<html lang=zh><title>甲&amp;乙</title><meta name=a content=丙><base href=/><link rel=canonical href=' x '><link rel=icon>"
    "<script type=application/ld+json>{\"a\": \"<b>\"}</script><script>丁</script><style media=print>戊</style><style media=screen>p{}</style>",
    "heads elsewhere": "<p>甲<meta name=a content=乙><svg><title>丙</title><style>丁</style></svg><noscript><meta name=b><style>戊</style></noscript>",
    "heads in heads": "<title>甲<meta name=a></title><title/><script type='application/ld+json'/>乙<iframe><meta name=b></iframe>",
    "several languages": "<html><html lang=en><body><p>甲</html><html lang=de><p lang=fr>乙",
    "comments in texts": "<p>甲<!-- - -->乙<?x y?>丙<![CDATA[丁]]>戊<script>己</script>庚</p></body>辛</html>壬<p>癸",
    "many names": "".join(f"<n{number}>甲</n{number}><div n{number}=1 class=c{number}>" for number in range(300)),
    "no element": "只有一行字",
    "empty": "<html></html>",
}  # fmt: skip


@needs_compiled
@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_both_walks_agree(page: str) -> None:
    assert differences(page) == []


@needs_compiled
@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>East<br hidden> <b>gate</b></p>", "East gate"),
        ("<p>East<br class=sr-only>\n<b>gate</b></p>", "East gate"),
        ("<style>br{display:none}</style><p>East<br> <b>gate</b></p>", "East gate"),
        ("<h1>East<div hidden>x</div> <b>gate</b></h1>", "East gate"),
        ("<h1>East<div hidden>x<div> </div> <b>y</b></div> <b>gate</b></h1>", "East gate"),
        ("<h2>East<select><option>x</select> <a>gate</a></h2>", "East gate"),
    ],
)
def test_white_space_behind_a_hidden_block_within_a_line_is_kept(page: str, text: str) -> None:
    assert differences(page) == []
    assert text in [block.text for block in walked(page).blocks]


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<x-a>甲", "<div><!-- -->乙"])
@pytest.mark.parametrize(
    "depth", [9, MAX_DEPTH - 3, MAX_DEPTH - 2, MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1, 3 * MAX_DEPTH]
)
@pytest.mark.parametrize(
    "end", ["", "<p>丙</p><title>丁</title>戊", "</div>己<meta name=a>庚</b>辛", "</html>壬<html lang=zh><p>癸"]
)
def test_both_walks_agree_on_deep_pages(depth: int, unit: str, end: str) -> None:
    page = "<title>题</title><meta name=b content=子>" + unit * depth + end
    tree = dom.parse(page)
    assert differences(page) == []
    assert tree.tape is not None
    assert tree.flags == dom.parse_elements(page.encode()).flags
    if abs(depth - MAX_DEPTH) > 3:  # near it, html, body and a paragraph that is implied count too
        assert ("degraded" in tree.flags) == (depth > MAX_DEPTH)


@needs_compiled
def test_both_walks_agree_on_the_fixtures() -> None:
    found = {page.name: differences(decode(page.data).text) for page in all_pages()}
    assert {name: difference for name, difference in found.items() if difference} == {}
    assert len(found) > 50


@needs_compiled
def test_both_walks_agree_on_real_pages(shared: Path) -> None:
    pages = sorted((shared / "corpora").rglob("page.html"))
    assert {str(page): found for page in pages if (found := differences(decode(page.read_bytes()).text))} == {}
    assert len(pages) > 100


@needs_compiled
@pytest.mark.parametrize("unit", ["<li>字", "<p><img src=/1.jpg>", "<video src=1.mp4></video>", "<b>字</b><br>"])
def test_both_walks_stop_at_the_same_block(unit: str) -> None:
    page = "<div>" + unit * (MAX_BLOCKS * 11 // 10)
    assert differences(page) == []
    assert walked(page).flags == ("truncated",)


@needs_compiled
@pytest.mark.parametrize("depth", [100, 2_000])
@pytest.mark.parametrize("unit", ["<div hidden class=sr-only>", "<b>", "<ul><li>", "<table><tr><td>", "<x-{}>"])
def test_both_walks_agree_in_the_depth(unit: str, depth: int) -> None:
    assert (
        differences("".join(unit.replace("{}", str(number)) + "字" for number in range(depth // unit.count("<")))) == []
    )


@needs_compiled
@settings(max_examples=600, suppress_health_check=list(HealthCheck))
@given(st.one_of(VALID, BROKEN, HOSTILE, st.lists(st.sampled_from(TOKENS), max_size=30).map("".join)))
def test_both_walks_agree_on_documents(page: str) -> None:
    assert differences(page) == []


@needs_compiled
@pytest.mark.fuzz
@pytest.mark.timeout(900)
def test_both_walks_agree_on_mutated_pages() -> None:
    assert {seed: found for seed in range(40_000) if (found := differences(make(seed).page))} == {}


def test_a_page_is_the_same_without_the_compiled_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<h1>新桥今天通车</h1><p>来源：某报<p>大桥<b>今天</b>上午通车，两岸往返只要十分钟。</p><img src=/1.jpg>" * 2
    whole = clean(page).to_dict()
    monkeypatch.setattr(segment, "CompiledWalker", None)
    assert clean(page).to_dict() == whole


@pytest.mark.parametrize("error", ["ImportError", "ValueError", "TypeError", "AssertionError"])
def test_a_compiled_walk_that_does_not_fit_is_left(error: str) -> None:
    program = f"""
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "cleaners.reading.page._walk":
            raise {error}("lxml.etree._Element size changed, may indicate binary incompatibility")
sys.meta_path.insert(0, Finder())
from cleaners import clean
from cleaners.reading import segment
from cleaners.reading.tree import parse as dom
assert not segment.IS_COMPILED
assert "大桥今天上午通车" in clean("<h1>新桥今天通车</h1><p>大桥今天上午通车，两岸往返只要十分钟。</p>").text
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603


def test_marks_of_folded_lines_stand_where_their_words_do() -> None:
    (block,) = walked("<p>\n  开 \n <b>桥  了</b>\t<a href=/1> 今天 </a>\n</p>").blocks
    assert block.text == "开 桥 了 今天"
    assert block.marks == (Mark(2, 5, "bold"), Mark(6, 8, "link", "/1"))
