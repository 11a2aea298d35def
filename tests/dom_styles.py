"""One flattened page put into many shapes of a DOM: what a page says must not depend on how it is built."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Parts:
    """The lines of a flattened page by what they are; ``tail`` is everything after the credit line."""

    kicker: str
    headline: str
    body: tuple[str, ...]
    credit: str
    tail: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.kicker, self.headline, *self.body, self.credit, *self.tail)


def _each(lines: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{html.escape(line)}</{tag}>" for line in lines)


def _page(parts: Parts, body: str) -> str:
    title = f"{html.escape(parts.headline)}_某某新闻客户端"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'


def semantic(parts: Parts) -> str:
    """Elements and class names that mean what they say."""
    return _page(
        parts,
        '<header class="header"><nav><a href="/">首页</a></nav></header><main><article class="article">'
        f'<p class="kicker">{html.escape(parts.kicker)}</p><h1 class="title">{html.escape(parts.headline)}</h1>'
        f'<div class="article-content">{_each(parts.body)}<p class="editor">{html.escape(parts.credit)}</p></div></article>'
        f'<aside class="related">{_each(parts.tail[:3], "h3")}</aside></main>'
        f'<footer class="footer">{_each(parts.tail[3:], "div")}</footer>',
    )


def bare_divs(parts: Parts) -> str:
    """Anonymous divs only."""
    return _page(
        parts,
        f"<div>{_each((parts.kicker, parts.headline), 'div')}<div>{_each((*parts.body, parts.credit), 'div')}</div>"
        f"<div>{_each(parts.tail[:3], 'div')}</div><div>{_each(parts.tail[3:], 'div')}</div></div>",
    )


def flat_siblings(parts: Parts) -> str:
    """Every line a child of body, no heading, nothing to hold on to."""
    return _page(parts, _each(parts.lines))


def line_breaks(parts: Parts) -> str:
    """Bare text with line breaks."""
    return _page(
        parts,
        f"<div>{html.escape(parts.kicker)}<br><b>{html.escape(parts.headline)}</b><br>"
        + "<br><br>　　".join(map(html.escape, (*parts.body, parts.credit)))
        + f"</div><div>{'<br>'.join(map(html.escape, parts.tail))}</div>",
    )


def tables(parts: Parts) -> str:
    """Layout tables of the nineties, upper case."""
    text = "<BR><BR>".join(map(html.escape, (*parts.body, parts.credit)))
    return _page(
        parts,
        f"<TABLE><TR><TD>{html.escape(parts.kicker)}<BR><FONT size=5><B>{html.escape(parts.headline)}</B></FONT></TD></TR>"
        f"<TR><TD><FONT>{text}</FONT></TD></TR><TR><TD>{'<BR>'.join(map(html.escape, parts.tail))}</TD></TR></TABLE>",
    )


def nested_sections(parts: Parts) -> str:
    """The nested sections and spans of a WeChat-like editor."""

    def section(line: str) -> str:
        return f'<section style="margin:0"><section><span style="font-size:16px">{html.escape(line)}</span></section></section>'

    return _page(
        parts,
        f"<div><p>{html.escape(parts.kicker)}</p><h2>{html.escape(parts.headline)}</h2>"
        f"<section>{''.join(map(section, (*parts.body, parts.credit)))}</section>"
        f"<section>{''.join(map(section, parts.tail))}</section></div>",
    )


def misleading_names(parts: Parts) -> str:
    """The body in what is called a footer advert, the promotion in what is called the article."""
    return _page(
        parts,
        f'<div class="copyright-nav"><p>{html.escape(parts.kicker)}</p><h1>{html.escape(parts.headline)}</h1></div>'
        f'<div class="footer-ad-share">{_each((*parts.body, parts.credit))}</div>'
        f'<div class="article-content">{_each(parts.tail)}</div>',
    )


def custom_elements(parts: Parts) -> str:
    """Names that HTML does not know."""
    return _page(
        parts,
        f"<news-head>{html.escape(parts.kicker)}</news-head><news-title>{html.escape(parts.headline)}</news-title>"
        f"<news-body>{_each((*parts.body, parts.credit), 'news-p')}</news-body><news-more>{_each(parts.tail, 'news-p')}</news-more>",
    )


def unclosed(parts: Parts) -> str:
    """A fragment without html or body, its elements never closed."""
    lines = "".join(f"<p>{html.escape(line)}" for line in (*parts.body, parts.credit))
    tail = "".join(f"<li>{html.escape(line)}" for line in parts.tail)
    return f"<p>{html.escape(parts.kicker)}<h1>{html.escape(parts.headline)}</h1>{lines}<ul>{tail}"


def folded_and_repeated(parts: Parts) -> str:
    """The text once hidden as a summary and once behind a max-height with its button."""
    return _page(
        parts,
        f"<p>{html.escape(parts.kicker)}</p><h1>{html.escape(parts.headline)}</h1>"
        f'<div style="display:none">{_each(parts.body)}</div><div style="max-height:300px;overflow:hidden">{_each(parts.body)}</div>'
        f"<div>展开全文</div><p>{html.escape(parts.credit)}</p><div>{_each(parts.tail)}</div>",
    )


def doubled(parts: Parts) -> str:
    """Two documents in one."""
    return _page(parts, f"<p>{html.escape(parts.kicker)}</p><h1>{html.escape(parts.headline)}</h1>") + _page(
        parts, _each((*parts.body, parts.credit)) + _each(parts.tail)
    )


def state_shell(parts: Parts) -> str:
    """An empty shell; the article only in the state that a script would draw."""
    detail = {"title": parts.headline, "shoulderTitle": parts.kicker, "content": _each((*parts.body, parts.credit))}
    state = json.dumps({"props": {"pageProps": {"detail": detail}}})
    return f'<html><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>'


STYLES = (
    semantic,
    bare_divs,
    flat_siblings,
    line_breaks,
    tables,
    nested_sections,
    misleading_names,
    custom_elements,
    unclosed,
    folded_and_repeated,
    doubled,
    state_shell,
)
