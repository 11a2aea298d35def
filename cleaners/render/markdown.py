"""Article → Markdown.

Markdown and HTML (`cleaners.render.html`) are built from the article's blocks, so that headings, lists, tables, quotes, links
and pictures keep their places on the page. An article without blocks (a text from the other extractor) is built from its text.
All text from the page is escaped, and only http, https and relative addresses are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cleaners.reading.patterns import lazy
from cleaners.render.arrange import (
    Item,
    OpenList,
    Part,
    arrange,
    arrange_items,
    heading_level,
    with_title_apart,
    without_bold,
)
from cleaners.render.inline import inline_markdown, markdown_address, safe_address
from cleaners.render.words import byline, caption_of, lines_of, shown_duration
from cleaners.values import Block, Image, Mark, Video

if TYPE_CHECKING:
    from cleaners.article import Article

#: Markdown takes a run of # at the end of a heading for its closing sequence and drops it.
_CLOSING_HASHES = lazy(r"(^|[ \t])(#+)$")


def render_markdown(article: Article) -> str:
    """The article as Markdown (CommonMark with GitHub's tables), without a final line break; "" for an article without content.

    The order is kicker, headline, deck, byline with date and source, the abstract as a quote, the body. Characters are escaped
    only if they would be markup.
    """
    base = article.url or article.canonical_url
    parts = [inline_markdown(article.kicker or "")]
    if article.headline:
        parts.append(_heading(1, inline_markdown(article.headline, at_line_start=False)))
    parts.append(inline_markdown(article.deck or ""))
    parts.append(inline_markdown(byline(article)))
    parts.append(_quote(inline_markdown(line) for line in lines_of(article.abstract)))
    parts += [_part(part, base) for part in arrange(article)]
    parts.append(_attachments(article, base))
    return "\n\n".join(part for part in parts if part)


def _attachments(article: Article, base: str | None) -> str:
    """The files of a document as a list of links at the end."""
    files = article.document.attachments if article.document is not None else ()
    marks = (((Mark(0, len(file.name), "link", file.url),), file.name) for file in files)
    return "\n".join(f"- {inline_markdown(name, link, base, at_line_start=False)}" for link, name in marks)


def _part(part: Part, base: str | None) -> str:
    block = part.blocks[0]
    if part.kind == "heading":
        content = inline_markdown(block.text, without_bold(block), base, at_line_start=False)
        return _heading(heading_level(block), content)
    if part.kind == "item":
        return _list(arrange_items(part.blocks), base)
    if part.kind == "table":
        title, rows = with_title_apart(part.blocks)
        return "\n\n".join([*(_inline(line, base, at_line_start=True) for line in title), _table(rows, base)])
    if part.kind == "quote":
        return _quote(_inline(line, base, at_line_start=True) for line in part.blocks)
    if part.kind == "pre":
        return _fence(block.text)
    if block.image is not None:
        return _image(block.image, base)
    if block.video is not None:
        return _video(block.video, base)
    return _inline(block, base, at_line_start=True)


def _inline(block: Block, base: str | None, *, at_line_start: bool = False) -> str:
    return inline_markdown(block.text, block.marks, base, at_line_start=at_line_start)


def _heading(level: int, content: str) -> str:
    content = _CLOSING_HASHES.sub(r"\1\\\2", content)
    return f"{'#' * level} {content}"


def _quote(lines: Iterable[str]) -> str:
    return "\n>\n".join(f"> {line}" for line in lines)


def _list(items: Sequence[Item], base: str | None) -> str:
    lines = []
    open_lists: list[OpenList] = []
    for item in items:
        while open_lists and not open_lists[-1].takes(item):
            open_lists.pop()
        if not open_lists or open_lists[-1].depth < item.depth:
            indent = open_lists[-1].inner_indent if open_lists else 0
            open_lists.append(OpenList(item.depth, item.ordered, indent))
        current = open_lists[-1]
        current.count += 1
        marker = f"{current.count}. " if item.ordered else "- "
        current.inner_indent = current.indent + len(marker)
        content = "<br>".join(_inline(line, base, at_line_start=n == 0) for n, line in enumerate(item.lines))
        lines.append(" " * current.indent + marker + content)
    return "\n".join(lines)


def _table(rows: Sequence[Sequence[Sequence[Block]]], base: str | None) -> str:
    lines = []
    for number, row in enumerate(rows):
        cells = ("<br>".join(_inline(line, base) for line in cell).replace("|", "\\|") for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
        if number == 0:
            lines.append("|" + " --- |" * len(row))
    return "\n".join(lines)


def _fence(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _image(image: Image, base: str | None) -> str:
    address = safe_address(image.url, base)
    text = inline_markdown(image.caption or "", at_line_start=False)
    picture = f"![{text}]({markdown_address(address)})" if address else ""
    return "\n\n".join(filter(None, (picture, inline_markdown(caption_of(image)))))


def _video(video: Video, base: str | None) -> str:
    title = video.caption or "视频"
    marks = (Mark(0, len(title), "link", video.url),)
    return " ".join(
        filter(None, ("▶", inline_markdown(title, marks, base, at_line_start=False), shown_duration(video)))
    )
