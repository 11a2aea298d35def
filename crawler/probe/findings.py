"""The findings of a first contact: which assumptions hold, which do not, and what to do about it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crawler.probe.pages import PageFinding
from crawler.probe.suggest import Suggestion, suggest_seed
from crawler.probe.visit import Answer, Contact
from crawler.site.feeds.choose import choose
from crawler.site.feeds.read import read_feed
from crawler.site.feeds.values import NoFeed
from crawler.site.seed import Seed

#: Exit statuses: every assumption holds; nothing could be learned; an assumption does not hold; the site refuses.
WELL, NOTHING, DOUBTS, REFUSED = 0, 1, 3, 4

#: A text is doubtful below this confidence (a probability).
SURE = 0.5

#: Minimum length in characters of a line that ends with a full stop and was removed only because of its position, for it to be
#: reported: it may belong to the article.
RUNNING = 40

#: Encodings that count as the same: a page that declares the key may be decoded as the value.
_SAME = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
}

#: Maximum number of address shapes that are shown.
_SHAPES = 4


#: Advice to the operator if the site turns the crawler away.
TURNED_AWAY = (
    "the site refuses this crawler, and dute does not work around refusals. Set DUTE_CONTACT, so that its operators see who is "
    "crawling, and ask them for access. Pages saved by hand can be cleaned with dute clean FILE"
)


class Note(NamedTuple):
    """One finding: its subject, whether the assumption holds (None: neutral), a description, and advice if it does not hold."""

    about: str
    held: bool | None
    words: str
    advice: str | None = None


class Findings(NamedTuple):
    """All findings, the exit status, and the suggested seed (None: no address looks like an article's)."""

    contact: Contact
    notes: tuple[Note, ...]
    pages: tuple[PageFinding, ...]
    suggestion: Suggestion | None
    status: int


def read_findings(contact: Contact, seed: Seed | None, pages: Sequence[PageFinding]) -> Findings:
    """The findings from the responses and the cleaned pages of a first contact."""
    feeds = [answer.url for answer in contact.of("feed") if answer.problem is None]
    suggestion = suggest_seed(contact, seed, pages, feeds)
    notes = [*_answers(contact), *_robots(contact)]
    if contact.answers and contact.answers[0].problem is None:
        notes += [
            *_walls(pages),
            *_addresses(contact, seed, suggestion, pages),
            *_encodings(pages),
            *_feeds(contact, suggestion.seed if suggestion is not None else seed),
            *_articles(pages),
        ]
    return Findings(contact, tuple(notes), tuple(pages), suggestion, _status(contact, notes, pages))


def _status(contact: Contact, notes: Sequence[Note], pages: Sequence[PageFinding]) -> int:
    asked = contact.of("article")
    home = any(answer.refused for answer in contact.of("home")) or any(
        _wall(page) for page in pages if page.role == "home"
    )
    if home or (asked and all(answer.refused for answer in asked)):
        return REFUSED
    if not any(page.is_article for page in pages if page.role == "article"):
        return NOTHING
    return DOUBTS if any(note.held is False for note in notes) else WELL


def _walls(pages: Sequence[PageFinding]) -> Iterator[Note]:
    """Pages other than articles that are a login or a captcha."""
    for page in pages:
        if page.role != "article" and (wall := _wall(page)) is not None:
            yield Note("walls", False, f"{page.url}: a {wall} in place of the page", TURNED_AWAY)


def _wall(page: PageFinding) -> str | None:
    return next((flag.replace("_", " ") for flag in page.flags if flag in ("captcha", "login_wall")), None)


def _answers(contact: Contact) -> Iterator[Note]:
    for answer in contact.answers:
        if answer.problem is None:
            moved = f", after a redirect from {answer.asked}" if answer.asked != answer.url else ""
            yield Note(answer.role, None, f"{answer.url}: {answer.status}, {len(answer.body):,} bytes{moved}")
        elif answer.role == "article" and answer.status in (404, 410):
            yield Note(answer.role, None, f"{answer.asked}: {answer.problem}; the crawl records such a page as gone")
        else:
            yield Note(answer.role, False, f"{answer.asked}: {answer.problem}", _what_now(answer))
    if contact.ended is not None:
        yield Note(
            "end",
            False,
            f"no further requests were made: {contact.ended}",
            "try again later, or with a longer delay in the seed",
        )


def _what_now(answer: Answer) -> str:
    """Advice about a response without a page."""
    problem = answer.problem or ""
    if problem == "robots.txt forbids it":
        return "robots.txt forbids this address, and dute obeys it: ask the site's operators, or remove the address from the seed"
    if answer.refused:
        return TURNED_AWAY
    if "public internet" in problem:
        return "use --allow-private for a site in your own network"
    if problem.startswith("another host"):
        return "the address redirects to another host: add that host to hosts in the seed, or start there"
    if "moved" in problem or problem.startswith("http"):
        return "put the new address into the seed"
    if "host name" in problem or "connection was refused" in problem or "no answer" in problem:
        return "check whether a browser on this machine reaches the address; a proxy or firewall may be in the way"
    if problem.startswith("robots.txt"):
        return "nothing is allowed until robots.txt can be read: try again later"
    if answer.role == "feed":
        return "every crawl would report it; set feeds = [...] in the seed to other feeds, or feeds = false for none"
    return "open the address in a browser; a crawl would retry it in its next runs"


def _robots(contact: Contact) -> Iterator[Note]:
    robots = contact.robots
    if robots.status is None:
        return
    if robots.status >= 500 or robots.status == 429:
        yield Note("robots.txt", False, f"{robots.status}: nothing is allowed until it can be read", "try again later")
    elif robots.status >= 400:
        yield Note("robots.txt", True, f"there is none ({robots.status}): everything is allowed")
    else:
        delay = f", asks for {robots.delay:g} s between requests, which a crawl respects" if robots.delay else ""
        names = f"names {_count(len(robots.sitemaps), 'sitemap')}" if robots.sitemaps else "names no sitemap"
        yield Note("robots.txt", True, f"{robots.size} bytes, {names}{delay}")


def _addresses(
    contact: Contact, seed: Seed | None, suggestion: Suggestion | None, pages: Sequence[PageFinding]
) -> Iterator[Note]:
    links = len(contact.links)
    if not links:
        is_page = not any(page.role == "home" and "not_html" in page.flags for page in pages)
        advice = (
            "a script builds the page: start at a list that has links, or at a feed"
            if is_page
            else "start at an HTML page"
        )
        yield Note("addresses", False, "the home page has no link" if is_page else "the home page is not HTML", advice)
        return
    best = contact.shapes[0] if contact.shapes else None
    if seed is not None:
        matched = sum(map(seed.is_article, contact.links))
        better = None if matched or best is None else f"article = '{best.pattern}' would match {len(best.urls)}"
        words = f"{matched} of {links} links match the seed's expression for articles"
        yield Note("addresses", matched > 0, words, better)
    elif best is None:
        yield Note(
            "addresses",
            False,
            f"none of {links} links looks like an article",
            "start at a list of articles, or at a feed",
        )
    elif suggestion is not None:
        matched = sum(map(suggestion.seed.is_article, contact.links))
        yield Note("addresses", True, f"{matched} of {links} links look like articles; the seed below matches them")
    for shape in contact.shapes[:_SHAPES]:
        is_new = seed is not None and not any(map(seed.is_article, shape.urls)) and shape.headlines >= 0.5
        words = f"{len(shape.urls)} links like {shape.key}, {shape.headlines:.0%} as long as a headline, such as {shape.urls[0]}"
        yield Note(
            "addresses",
            False if is_new and shape is best else None,
            words,
            "the seed's expression for articles does not match these" if is_new else None,
        )


def _encodings(pages: Sequence[PageFinding]) -> Iterator[Note]:
    for page in pages:
        declared, decoded = (_SAME.get(name or "", name or "") for name in (page.declared, page.decoded.lower()))
        if "mojibake" in page.flags:
            yield Note(
                "encoding",
                False,
                f"{page.url}: read as {page.decoded}, but characters were lost",
                "send the output of --share to the maintainers",
            )
        elif not declared:
            yield Note("encoding", None, f"{page.url}: declares no encoding, read as {page.decoded}")
        elif declared != decoded:
            yield Note(
                "encoding", None, f"{page.url}: declares {page.declared}, but is {page.decoded}, and was read as such"
            )
    read = {page.decoded for page in pages}
    if read and all("mojibake" not in page.flags for page in pages):
        yield Note("encoding", True, f"every page was read without losing a character ({', '.join(sorted(read))})")


def _feeds(contact: Contact, seed: Seed | None) -> Iterator[Note]:
    if not contact.feeds:
        yield Note("feeds", None, "no feed or sitemap is announced: new articles are found only on lists")
        return
    asked = {answer.asked: answer for answer in contact.of("feed")}
    for url, origin in contact.feeds.items():
        answer = asked.get(url)
        where = "robots.txt" if origin == "robots" else "the page's head"
        if answer is None:
            is_other = seed is not None and not seed.in_scope(url)
            yield Note(
                "feeds",
                None,
                f"{url}, announced by {where}: {'on another host, never requested' if is_other else 'not requested now'}",
            )
        elif answer.problem is None:
            yield _feed(answer, seed)


def _feed(answer: Answer, seed: Seed | None) -> Note:
    feed = read_feed(answer.body, answer.url, answer.headers, is_expected=True)
    if isinstance(feed, NoFeed):
        return Note(
            "feeds",
            False,
            f"{answer.url}: {feed.reason}",
            "every crawl would report it as dead; feeds = false disables all feeds",
        )
    if seed is None:
        return Note("feeds", None, f"{answer.url}: {feed.kind}, {len(feed.entries)} entries")
    choice = choose(feed, seed, datetime.datetime.now(datetime.UTC))
    found = _count(len(choice.sitemaps), "sitemap") if choice.sitemaps else _count(len(choice.articles), "article")
    total = f"{choice.total} {'entry' if choice.total == 1 else 'entries'}"
    words = f"{answer.url}: {feed.kind}, {total}, {found} of this site"
    advice = None if not choice.is_barren else "check whether the expression for articles, or hosts, excludes them"
    return Note("feeds", not choice.is_barren, f"{words}{f'; {choice.note}' if choice.note else ''}", advice)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _articles(pages: Sequence[PageFinding]) -> Iterator[Note]:
    articles = [page for page in pages if page.role == "article"]
    if not articles:
        yield Note("articles", False, "no article page was read", "pass the URL of an article to dute explain")
    for page in articles:
        yield from _article(page)


def _article(page: PageFinding) -> Iterator[Note]:
    flags = f" ({', '.join(page.flags)})" if page.flags else ""
    if not page.is_article:
        shown = "if the browser shows an article, dute does not know this layout: send the output of --share to the maintainers"
        drawn = "the page is empty until its scripts run, and dute runs none: look for another version, such as the mobile page"
        advice = drawn if "empty_page" in page.flags else shown
        yield Note("articles", False, f"{page.url}: not an article{flags}", advice)
        return
    sure = page.confidence >= SURE
    words = f"{page.url}: {page.characters} characters in {page.paragraphs} paragraphs, confidence {page.confidence:.2f}{flags}"
    yield Note(
        "articles",
        sure,
        words,
        None if sure else "compare it with the page: dute explain URL --html FILE; if it is wrong, use --share",
    )
    for name in ("headline", "date"):
        if page.facts[name].value is None:
            advice = "if the page shows one, send the output of --share to the maintainers"
            yield Note("articles", False, f"{page.url}: no {name} was found", advice)
    for text in page.loose:
        hint = f"texts = [{json.dumps(text, ensure_ascii=False)}] under [page] in the seed removes it"
        advice = f"if it is not part of the article: {hint}"
        yield Note(
            "articles", False, f"{page.url}: the text begins or ends with a line that is not a sentence: {text}", advice
        )
    for rule, text in page.cut:
        if len(text) >= RUNNING and "。" in text:
            advice = "if it belongs to the article, send the output of --share to the maintainers"
            yield Note(
                "articles",
                False,
                f"{page.url}: running text was removed only because of its position ({rule}): {text}",
                advice,
            )


def to_json(findings: Findings) -> dict[str, Any]:
    """The findings as JSON values."""
    contact = findings.contact
    return {
        "probe_version": 1,
        "address": contact.home,
        "status": findings.status,
        "ended": contact.ended,
        "answers": [
            {"role": one.role, "asked": one.asked, "url": one.url, "status": one.status, "bytes": len(one.body)}
            | {"problem": one.problem, "refused": one.refused}
            for one in contact.answers
        ],
        "robots": {
            "status": contact.robots.status,
            "bytes": contact.robots.size,
            "delay": contact.robots.delay,
            "sitemaps": list(contact.robots.sitemaps),
        },
        "links": len(contact.links),
        "shapes": [
            {"shape": one.key, "links": len(one.urls), "headlines": round(one.headlines, 3), "example": one.urls[0]}
            | {"article": one.pattern}
            for one in contact.shapes
        ],
        "feeds": [{"url": url, "named_by": origin} for url, origin in contact.feeds.items()],
        "pages": [_page_as_json(page) for page in findings.pages],
        "notes": [note._asdict() for note in findings.notes],
        "seed": findings.suggestion.toml if findings.suggestion is not None else None,
    }


def _page_as_json(page: PageFinding) -> Mapping[str, Any]:
    content = page._asdict() | {"facts": {name: fact._asdict() for name, fact in page.facts.items()}}
    del content["shared"]
    return content | {"cut": [{"rule": rule, "text": text} for rule, text in page.cut]}
