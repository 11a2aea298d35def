"""The suggested seed: the results of the probe, as a file to paste, correct and crawl with."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from crawler.probe.pages import PageFinding
from crawler.probe.shapes import Shape, join_patterns
from crawler.probe.visit import Contact
from crawler.site.seed import Seed, SeedError, read_seed

#: Suggested depth: from the start page to channels, and to the pages that they link to.
_DEPTH = 2


class Suggestion(NamedTuple):
    """A seed as the text of its file, and as it is parsed."""

    toml: str
    seed: Seed


def suggest_seed(
    contact: Contact, seed: Seed | None, pages: Sequence[PageFinding], feeds: Sequence[str]
) -> Suggestion | None:
    """A seed for a site: the given one with its missing parts added, otherwise a new one; None if no address looks like an
    article's. ``feeds`` are the feeds that could be read."""
    shapes = _confirmed(contact, pages)
    works = seed is not None and any(map(seed.is_article, contact.links))
    if not works and not shapes:
        return None
    hosts = list(seed.hosts) if seed is not None else list(contact.hosts)
    if not works:
        hosts = list(dict.fromkeys((*hosts, *(host for shape in shapes for host in shape.hosts))))
    home = contact.answers[0].url if contact.answers else contact.home
    pattern = seed.article.pattern if works and seed is not None else join_patterns(shapes)
    lines = [
        f"name      = {_quoted(seed.name if seed is not None else _name(contact, pages))}",
        f"hosts     = {_listed(hosts)}",
        f"start     = {_listed(list(seed.start) if seed is not None else [home])}",
        f"article   = {_literal(pattern)}",
        f"depth     = {seed.depth if seed is not None else _DEPTH}",
    ]
    if seed is not None and seed.canonical is not None:
        lines.append(f"canonical = {_quoted(seed.canonical)}")
    if seed is not None and seed.delay is not None:
        lines.append(f"delay     = {seed.delay}")
    if seed is not None and seed.feeds is not None:
        lines.append(f"feeds     = {_listed(list(seed.feeds)) if seed.feeds else 'false'}")
    elif feeds:
        lines.append(f"# found automatically by every crawl, unless feeds = false: {', '.join(feeds)}")
    text = "\n".join(lines) + "\n"
    try:
        return Suggestion(text, read_seed(tomllib.loads(text), "suggested"))
    except (SeedError, tomllib.TOMLDecodeError):  # an address that a seed cannot express
        return None


def _confirmed(contact: Contact, pages: Sequence[PageFinding]) -> list[Shape]:
    """The shapes with a page that was read as an article; without one, the most likely shape."""
    found = {page.url for page in pages if page.role == "article" and page.is_article}
    asked = {answer.asked for answer in contact.of("article") if answer.url in found}
    return [shape for shape in contact.shapes if asked.intersection(shape.urls)] or contact.shapes[:1]


def _name(contact: Contact, pages: Sequence[PageFinding]) -> str:
    """The most frequent site name in the articles, otherwise the host."""
    names = Counter(page.site for page in pages if page.site)
    return names.most_common(1)[0][0] if names else contact.hosts[0]


def _listed(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # TOML differs only in escapes that no address needs


def _literal(value: str) -> str:
    return f"'{value}'" if "'" not in value and "\n" not in value else _quoted(value)
