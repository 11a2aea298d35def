"""Article → one HTML element, built like the Markdown of `cleaners.render.markdown`."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleaners.render.arrange import (
    Cell,
    Item,
    OpenList,
    Part,
    arrange,
    arrange_cells,
    arrange_items,
    heading_level,
    without_bold,
)
from cleaners.render.inline import inline_html, safe_address
from cleaners.render.words import byline, caption_of, lines_of, shown_duration
from cleaners.values import Image, Video

if TYPE_CHECKING:
    from cleaners.article import Article


def render_html(article: Article) -> str:
    """The article as one self-contained ``<article>`` element, without scripts and styles."""
    base = article.url or article.canonical_url
    lines = [f'<article lang="{html.escape(article.language)}">' if article.language else "<article>"]
    lines += _header(article)
    for part in arrange(article):
        lines += _part(part, base)
    lines.append("</article>")
    return "\n".join(lines)


def _header(article: Article) -> list[str]:
    fields = (("p", "kicker", article.kicker), ("h1", "headline", article.headline), ("p", "deck", article.deck))
    lines = [f'<{tag} class="{name}">{inline_html(text)}</{tag}>' for tag, name, text in fields if text]
    if line := byline(article):
        lines.append(f'<p class="byline">{inline_html(line)}</p>')
    if abstract := "".join(f"<p>{inline_html(line)}</p>" for line in lines_of(article.abstract)):
        lines.append(f'<blockquote class="abstract">{abstract}</blockquote>')
    return ["<header>", *lines, "</header>"] if lines else []


def _part(part: Part, base: str | None) -> list[str]:
    block = part.blocks[0]
    if part.kind == "heading":
        level = heading_level(block)
        return [f"<h{level}>{inline_html(block.text, without_bold(block), base)}</h{level}>"]
    if part.kind == "item":
        return _list(arrange_items(part.blocks), base)
    if part.kind == "table":
        return _table(arrange_cells(part.blocks), base)
    if part.kind == "quote":
        lines = (f"<p>{inline_html(line.text, line.marks, base)}</p>" for line in part.blocks)
        return [f"<blockquote>{''.join(lines)}</blockquote>"]
    if part.kind == "pre":
        return [f"<pre>{html.escape(block.text)}</pre>"]
    if block.image is not None:
        return _image(block.image, base)
    if block.video is not None:
        return _video(block.video, base)
    return [f"<p>{inline_html(block.text, block.marks, base)}</p>"]


def _list(items: Sequence[Item], base: str | None) -> list[str]:
    lines = []
    open_lists: list[OpenList] = []
    for item in items:
        while open_lists and not open_lists[-1].takes(item):
            lines.append(f"</li></{_list_tag(open_lists.pop())}>")
        if open_lists and open_lists[-1].depth == item.depth:
            lines.append("</li>")
        else:
            open_lists.append(OpenList(item.depth, item.ordered))
            lines.append(f"<{_list_tag(open_lists[-1])}>")
        lines.append("<li>" + "<br>".join(inline_html(line.text, line.marks, base) for line in item.lines))
    lines += [f"</li></{_list_tag(opened)}>" for opened in reversed(open_lists)]
    return lines


def _list_tag(opened: OpenList) -> str:
    return "ol" if opened.ordered else "ul"


def _table(rows: Sequence[Sequence[Cell | None]], base: str | None) -> list[str]:
    lines = ("<tr>" + "".join(_cell(cell, base) for cell in row if cell is not None) + "</tr>" for row in rows)
    return ["<table>", *lines, "</table>"]


def _cell(cell: Cell, base: str | None) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<td{spans}>" + "<br>".join(inline_html(line.text, line.marks, base) for line in cell.lines) + "</td>"


def _image(image: Image, base: str | None) -> list[str]:
    address = safe_address(image.url, base)
    caption = caption_of(image)
    picture = f'<img src="{html.escape(address)}" alt="{html.escape(image.caption or "")}">' if address else ""
    return _figure(picture, caption)


def _video(video: Video, base: str | None) -> list[str]:
    address = safe_address(video.url, base) if video.url else None
    player = f'<video controls preload="none" src="{html.escape(address)}"></video>' if address else ""
    return _figure(player, " ".join(filter(None, (video.caption, shown_duration(video)))))


def _figure(content: str, caption: str) -> list[str]:
    if not content and not caption:
        return []
    return [f"<figure>{content}{f'<figcaption>{inline_html(caption)}</figcaption>' if caption else ''}</figure>"]
