"""Article → Markdown, HTML, and the list of its blocks.

Markdown and HTML are built from the article's blocks, so that headings, lists, tables, quotes, links and pictures stand
where the page had them; an article without blocks (another extractor answered) is built from its text. Everything that
came from the page is escaped, and no address is written that is not http, https or relative.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.reading.patterns import lazy
from cleaners.render.arrange import (
    Item,
    Part,
    arrange,
    arrange_items,
    arrange_rows,
    heading_level,
    plain_blocks,
    shown_blocks,
)
from cleaners.render.inline import inline_html, inline_markdown, markdown_address, safe_address
from cleaners.values import KEPT_LABELS, Block, Image, Label, Mark, Person, Video

if TYPE_CHECKING:
    from cleaners.article import Article


#: A run of # at the end of a Markdown heading would be read as its closing form and vanish.
_CLOSING_HASHES = lazy(r"(^|[ \t])(#+)$")


def render_markdown(article: Article) -> str:
    """The article as Markdown (CommonMark with GitHub's tables), without a line break at the end; "" for nothing.

    The kicker stands above the headline, then deck, byline with date and source, the abstract as a quote, the body.
    Characters of the text are escaped where they would be markup and nowhere else.
    """
    base = article.url or article.canonical_url
    parts = [inline_markdown(article.kicker or "")]
    if article.headline:
        parts.append(_markdown_heading(1, inline_markdown(article.headline, at_line_start=False)))
    parts.append(inline_markdown(article.deck or ""))
    parts.append(inline_markdown(_byline(article)))
    parts.append(_markdown_quote(inline_markdown(line) for line in _lines(article.abstract)))
    parts += [_markdown_part(part, base) for part in arrange(article)]
    return "\n\n".join(part for part in parts if part)


def render_html(article: Article) -> str:
    """The article as one ``<article>`` element that needs nothing around it, without scripts and styles."""
    base = article.url or article.canonical_url
    lines = [f'<article lang="{html.escape(article.language)}">' if article.language else "<article>"]
    lines += _html_header(article)
    for part in arrange(article):
        lines += _html_part(part, base)
    lines.append("</article>")
    return "\n".join(lines)


def render_blocks(article: Article, width: int = 120) -> str:
    """Every block of the page for people, one a line, cut to ``width`` terminal columns (a Chinese character takes 2).

    First ``+`` for the body and its pictures, ``=`` for what is kept as a field, ``-`` for what was taken out; then
    number, label, rule and the block's text or address.
    """
    blocks = article.blocks or plain_blocks(article)
    if not blocks:
        return ""
    shown = {block.number for block in shown_blocks(article)}
    number = len(str(blocks[-1].number))
    label = max(len(block.label) for block in blocks)
    rule = max(len(block.rule) for block in blocks)
    room = max(20, width - number - label - rule - 5)
    lines = []
    for block in blocks:
        cells = (_fate(block, shown), f"{block.number:>{number}}", f"{block.label:<{label}}", f"{block.rule:<{rule}}")
        lines.append(" ".join((*cells, shorten(_shown_text(block), room))).rstrip())
    return "\n".join(lines)


def shorten(text: str, columns: int) -> str:
    """The text on one line, cut with ``…`` where it needs more terminal columns (wide characters take two)."""
    line = " ".join(text.split())
    used = 0
    cut = 0
    for position, character in enumerate(line):
        used += _columns(character)
        if used < columns:
            cut = position + 1
        elif used > columns:
            return line[:cut] + "…"
    return line


def _columns(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fate(block: Block, shown: set[int]) -> str:
    if block.number in shown:
        return "+"
    return "=" if block.text and block.label in KEPT_LABELS - {Label.IMAGE, Label.VIDEO} else "-"


def _shown_text(block: Block) -> str:
    if block.image is not None:
        return " ".join(filter(None, (f"[{block.image.url}]", block.image.caption, block.image.credit)))
    if block.video is not None:
        return " ".join(filter(None, (f"[{block.video.url or ''}]", block.video.caption)))
    return block.text


# --- Markdown


@dataclass(slots=True)
class _OpenList:
    """A list that is being written; ``inner_indent`` is the column at which its last item's text began."""

    depth: int
    ordered: bool
    indent: int = 0
    count: int = 0
    inner_indent: int = 0

    def takes(self, item: Item) -> bool:
        """Whether the item stands in this list or in one inside it."""
        return self.depth < item.depth or (self.depth == item.depth and self.ordered == item.ordered)


def _markdown_part(part: Part, base: str | None) -> str:
    block = part.blocks[0]
    if part.kind == "heading":
        content = inline_markdown(block.text, _without_bold(block), base, at_line_start=False)
        return _markdown_heading(heading_level(block), content)
    if part.kind == "item":
        return _markdown_list(arrange_items(part.blocks), base)
    if part.kind == "table":
        return _markdown_table(arrange_rows(part.blocks), base)
    if part.kind == "quote":
        return _markdown_quote(_inline(line, base, at_line_start=True) for line in part.blocks)
    if part.kind == "pre":
        return _markdown_fence(block.text)
    if block.image is not None:
        return _markdown_image(block.image, base)
    if block.video is not None:
        return _markdown_video(block.video, base)
    return _inline(block, base, at_line_start=True)


def _inline(block: Block, base: str | None, *, at_line_start: bool = False) -> str:
    return inline_markdown(block.text, block.marks, base, at_line_start=at_line_start)


def _without_bold(block: Block) -> tuple[Mark, ...]:
    return tuple(mark for mark in block.marks if mark.kind != "bold")


def _markdown_heading(level: int, content: str) -> str:
    content = _CLOSING_HASHES.sub(r"\1\\\2", content)
    return f"{'#' * level} {content}"


def _markdown_quote(lines: Iterable[str]) -> str:
    return "\n>\n".join(f"> {line}" for line in lines)


def _markdown_list(items: Sequence[Item], base: str | None) -> str:
    lines = []
    open_lists: list[_OpenList] = []
    for item in items:
        while open_lists and not open_lists[-1].takes(item):
            open_lists.pop()
        if not open_lists or open_lists[-1].depth < item.depth:
            indent = open_lists[-1].inner_indent if open_lists else 0
            open_lists.append(_OpenList(item.depth, item.ordered, indent))
        current = open_lists[-1]
        current.count += 1
        marker = f"{current.count}. " if item.ordered else "- "
        current.inner_indent = current.indent + len(marker)
        content = "<br>".join(_inline(line, base, at_line_start=n == 0) for n, line in enumerate(item.lines))
        lines.append(" " * current.indent + marker + content)
    return "\n".join(lines)


def _markdown_table(rows: Sequence[Sequence[Sequence[Block]]], base: str | None) -> str:
    lines = []
    for number, row in enumerate(rows):
        cells = ("<br>".join(_inline(line, base) for line in cell).replace("|", "\\|") for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
        if number == 0:
            lines.append("|" + " --- |" * len(row))
    return "\n".join(lines)


def _markdown_fence(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _markdown_image(image: Image, base: str | None) -> str:
    address = safe_address(image.url, base)
    text = inline_markdown(image.caption or "", at_line_start=False)
    picture = f"![{text}]({markdown_address(address)})" if address else ""
    return "\n\n".join(filter(None, (picture, inline_markdown(_caption(image)))))


def _markdown_video(video: Video, base: str | None) -> str:
    title = video.caption or "视频"
    marks = (Mark(0, len(title), "link", video.url),)
    return " ".join(filter(None, ("▶", inline_markdown(title, marks, base, at_line_start=False), _duration(video))))


# --- HTML


def _html_header(article: Article) -> list[str]:
    fields = (("p", "kicker", article.kicker), ("h1", "headline", article.headline), ("p", "deck", article.deck))
    lines = [f'<{tag} class="{name}">{inline_html(text)}</{tag}>' for tag, name, text in fields if text]
    if byline := _byline(article):
        lines.append(f'<p class="byline">{inline_html(byline)}</p>')
    if abstract := "".join(f"<p>{inline_html(line)}</p>" for line in _lines(article.abstract)):
        lines.append(f'<blockquote class="abstract">{abstract}</blockquote>')
    return ["<header>", *lines, "</header>"] if lines else []


def _html_part(part: Part, base: str | None) -> list[str]:
    block = part.blocks[0]
    if part.kind == "heading":
        level = heading_level(block)
        return [f"<h{level}>{inline_html(block.text, _without_bold(block), base)}</h{level}>"]
    if part.kind == "item":
        return _html_list(arrange_items(part.blocks), base)
    if part.kind == "table":
        return _html_table(arrange_rows(part.blocks), base)
    if part.kind == "quote":
        lines = (f"<p>{inline_html(line.text, line.marks, base)}</p>" for line in part.blocks)
        return [f"<blockquote>{''.join(lines)}</blockquote>"]
    if part.kind == "pre":
        return [f"<pre>{html.escape(block.text)}</pre>"]
    if block.image is not None:
        return _html_image(block.image, base)
    if block.video is not None:
        return _html_video(block.video, base)
    return [f"<p>{inline_html(block.text, block.marks, base)}</p>"]


def _html_list(items: Sequence[Item], base: str | None) -> list[str]:
    lines = []
    open_lists: list[_OpenList] = []
    for item in items:
        while open_lists and not open_lists[-1].takes(item):
            lines.append(f"</li></{_list_tag(open_lists.pop())}>")
        if open_lists and open_lists[-1].depth == item.depth:
            lines.append("</li>")
        else:
            open_lists.append(_OpenList(item.depth, item.ordered))
            lines.append(f"<{_list_tag(open_lists[-1])}>")
        lines.append("<li>" + "<br>".join(inline_html(line.text, line.marks, base) for line in item.lines))
    lines += [f"</li></{_list_tag(opened)}>" for opened in reversed(open_lists)]
    return lines


def _list_tag(opened: _OpenList) -> str:
    return "ol" if opened.ordered else "ul"


def _html_table(rows: Sequence[Sequence[Sequence[Block]]], base: str | None) -> list[str]:
    lines = ["<table>"]
    for row in rows:
        cells = ("<br>".join(inline_html(line.text, line.marks, base) for line in cell) for cell in row)
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return [*lines, "</table>"]


def _html_image(image: Image, base: str | None) -> list[str]:
    address = safe_address(image.url, base)
    caption = _caption(image)
    picture = f'<img src="{html.escape(address)}" alt="{html.escape(image.caption or "")}">' if address else ""
    return _html_figure(picture, caption)


def _html_video(video: Video, base: str | None) -> list[str]:
    address = safe_address(video.url, base) if video.url else None
    player = f'<video controls preload="none" src="{html.escape(address)}"></video>' if address else ""
    return _html_figure(player, " ".join(filter(None, (video.caption, _duration(video)))))


def _html_figure(content: str, caption: str) -> list[str]:
    if not content and not caption:
        return []
    return [f"<figure>{content}{f'<figcaption>{inline_html(caption)}</figcaption>' if caption else ''}</figure>"]


# --- words that both share


def _byline(article: Article) -> str:
    """Authors, date and source on one line: ``记者 甲、乙 | 2025-03-25 10:20 | 某某日报``."""
    return " | ".join(filter(None, (_people(article.authors), _shown_date(article.date_published), article.source)))


def _lines(text: str | None) -> list[str]:
    return [line for line in (text or "").splitlines() if line.strip()]


def _people(people: Sequence[Person]) -> str:
    """People in their order, those of one role together."""
    groups: list[tuple[str | None, list[str]]] = []
    for person in people:
        if groups and groups[-1][0] == person.role:
            groups[-1][1].append(person.name)
        else:
            groups.append((person.role, [person.name]))
    return " ".join(" ".join(filter(None, (role, "、".join(names)))) for role, names in groups)


def _shown_date(date: str | None) -> str:
    """``2025-03-25 10:20``; the day alone where the record's time is midnight, which stands for no time."""
    if not date:
        return ""
    day, _, time = date.partition("T")
    return day if not time or time.startswith("00:00:00") else f"{day} {time[:5]}"


def _caption(image: Image) -> str:
    """Caption and photo credit; the credit once where the caption already says it."""
    if image.caption and image.credit and image.credit in image.caption:
        return image.caption
    return " · ".join(filter(None, (image.caption, image.credit)))


def _duration(video: Video) -> str:
    return f"({video.duration // 60:02d}:{video.duration % 60:02d})" if video.duration is not None else ""
