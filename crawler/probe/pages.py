"""Examine one article page: its encoding, the sources of its facts, and the lines removed only because of their position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from cleaners.article import Article
from cleaners.evidence.dates import read_date, read_path_date
from cleaners.learning.sample import Sample, body_of, read_sample
from cleaners.pipeline import read
from cleaners.reading.coding.decode import decode
from cleaners.report.share import SharedPage, share_page
from cleaners.steps import Read
from cleaners.values import TEXT_LABELS, Label

#: Rules that remove a line because of its position, not because of its words.
PLACED = frozenset({"outside", "outside.before", "outside.after", "tail.after_the_article", "head.above", "hidden"})

#: Maximum number of removed lines that are shown, and of characters of each.
_SHOWN, _WIDTH = 5, 60

#: Maximum length in characters of a line at an end of the text that may be no sentence.
SHORT = 20

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)


class Fact(NamedTuple):
    """One fact of an article: its value as shown, its place on the page (the path of an element; None if it comes from
    elsewhere), and a description of its source."""

    value: str | None
    place: str | None = None
    witness: str | None = None


class PageFinding(NamedTuple):
    """The findings for one page. ``declared`` is the encoding that it or its server declares, ``decoded`` the one that was
    used; ``cut`` are the longest lines removed only because of their position, as (rule, text); ``loose`` are lines at the
    beginning and end of the text that are not sentences."""

    role: str
    url: str
    declared: str | None
    decoded: str
    is_article: bool
    confidence: float
    flags: tuple[str, ...]
    facts: Mapping[str, Fact]
    characters: int
    paragraphs: int
    removed: Mapping[str, int]
    cut: tuple[tuple[str, str], ...]
    loose: tuple[str, ...]
    site: str | None
    shared: SharedPage | None = None


class PageTask(NamedTuple):
    """One page to examine; ``share`` asks for its skeleton, with the hosts of its site."""

    role: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    hosts: Collection[str] = ()
    share: bool = False


def look_at(task: PageTask) -> PageFinding:
    """Clean one page and report its findings, in a worker or in this process."""
    found = read(task.body, task.url, headers=task.headers)
    decoded = decode(task.body, task.headers)
    article = found.article
    sample = read_sample(found)
    facts = _facts(found, sample, task.url) if article.is_article else {}
    cut = dict.fromkeys((one.rule, " ".join(one.text.split())) for one in article.removals if one.rule in PLACED)
    lines = article.text.splitlines()
    shared = None
    if task.share:
        shared = share_page(task.role, decoded.text, found, encoding=decoded.encoding, url=task.url, hosts=task.hosts)
    return PageFinding(
        task.role,
        task.url,
        declared_charset(task.body, task.headers),
        decoded.encoding,
        article.is_article,
        article.confidence,
        article.flags,
        facts,
        len(article.text),
        len(lines),
        dict(Counter(removal.label for removal in article.removals)),
        tuple((rule, text[:_WIDTH]) for rule, text in sorted(cut, key=lambda one: -len(one[1]))[:_SHOWN]),
        tuple(line for line in dict.fromkeys((*lines[:1], *lines[-1:])) if _is_no_sentence(line)),
        article.site,
        shared,
    )


def _is_no_sentence(line: str) -> bool:
    """Whether a line at an end of a text is short and does not look like a sentence: it may be page furniture or a subhead."""
    return len(line) <= SHORT and not re.search(r"[，。！？；：、”…,.!?;:]", line)


def declared_charset(body: bytes, headers: Mapping[str, str]) -> str | None:
    """The encoding declared by the server, otherwise by the page itself; None if neither declares one."""
    named = re.search(r"charset\s*=\s*[\"']?([\w-]{2,30})", headers.get("content-type", ""), re.I)
    if named is not None:
        return named[1].lower()
    meta = _META_CHARSET.search(body[:4096])
    return meta[1].decode("ascii").lower() if meta is not None else None


def _facts(found: Read, sample: Sample | None, url: str) -> dict[str, Fact]:
    article = found.article
    people = "、".join(person.name for person in article.credits)
    return {
        "headline": _fact(article.headline, sample, (Label.HEADLINE,), _headline_witness(found)),
        "date": _fact(article.date_published, sample, (Label.DATE, Label.BYLINE, Label.SOURCE), _date_witness(found, url)),
        "source": _fact(article.source, sample, (Label.SOURCE, Label.DATE, Label.BYLINE), "the head, or the copyright line"),
        "authors": _fact(
            "、".join(person.name for person in article.authors), sample, (Label.BYLINE, Label.CREDIT), "the text, or the head"
        ),
        "credits": _fact(people, sample, (Label.CREDIT, Label.BYLINE), "the text"),
        "body": _body(article, sample),
    }  # fmt: skip


def _fact(value: str | None, sample: Sample | None, labels: Collection[Label], witness: str) -> Fact:
    """A fact with the element of the first block that has one of these labels and shows the fact; otherwise with another
    source."""
    if not value:
        return Fact(None)
    if sample is not None:
        for label in labels:
            for index, own in enumerate(sample.labels):
                if own is label and _shows(sample.outline.blocks[index].text, value, label):
                    container = sample.outline.blocks[index].container
                    place = sample.places.paths[container] if container > 0 else ""
                    return Fact(value, place or "body", "the page")
    return Fact(value, None, witness)


def _shows(text: str, value: str, label: Label) -> bool:
    if label is Label.HEADLINE:
        return True
    stamp = read_date(text)
    if stamp is not None and stamp.iso()[:10] == value[:10]:
        return True
    return any(name and name in text for name in value.split("、"))


def _headline_witness(found: Read) -> str:
    return "the title in the head" if found.metadata.titles else "the page's state"


def _date_witness(found: Read, url: str) -> str:
    """The source of a date that no line of the page shows."""
    published = found.article.date_published or ""
    said = [stamp for text in found.metadata.published if (stamp := read_date(text)) is not None]
    if any(stamp.iso()[:10] == published[:10] for stamp in said):
        return "the head (meta elements or JSON-LD)"
    path = read_path_date(url)
    if path is not None and path.iso()[:10] == published[:10]:
        return "the address"
    return "another line, or a script"


def _body(article: Article, sample: Sample | None) -> Fact:
    value = article.text[:_WIDTH] or None
    if value is None or sample is None:
        return Fact(
            value, None, None if value is None else f"another extractor or the page's state ({article.extractor})"
        )
    container = body_of(sample)
    if container is not None:
        return Fact(value, sample.places.paths[container], "the page")
    first = next(index for index, label in enumerate(sample.labels) if label in TEXT_LABELS)
    around = sample.outline.blocks[first].container
    return Fact(value, sample.places.paths[around] if around > 0 else "body", "the page, without an element of its own")
