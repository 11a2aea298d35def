"""Headline and kicker without the names of site and channel, and the original headline of a reprint."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.metadata import Metadata
from cleaners.evidence.outlets import CLIENTS, ends_like_site
from cleaners.evidence.titles import key
from cleaners.judgement.labels import Labelled
from cleaners.judgement.top.decks import DECK
from cleaners.judgement.top.kickers import names_series
from cleaners.reading.lines import fold_space
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.navigation import is_channel
from cleaners.rules.stamps import plain
from cleaners.values import Block, Label

_BAR = lazy(r"\s*[|｜丨︱│]\s*")
#: Separators that certainly end a headline before channel and site; `——` is not one, since it is a punctuation mark.
SITE_SEPARATOR = lazy(r"\s*[_|｜丨]+\s*|\s+[-–—]+\s+|\s*-{2,}\s*|\s+::\s+|\s*@\s*")
#: A stroke that may separate them, but may also stand inside a headline.
_STROKE = lazy(r"\s*(?:[-–]|——?)\s*(?=[^-–—]+$)")
_SEPARATING = lazy(r"[_|｜丨@–—:-]")  # every separator contains one of these
_KICKER_MAX = 20
ORIGINAL = lazy(r"(?:原标题|原標題|原题|原文标题)\s*[:：为]?\s*(?:《(?P<quoted>.+)》|(?P<plain>[^)）]{2,120}))")


def read_headline(
    blocks: Sequence[Block], labelled: Labelled, metadata: Metadata, pieces: Sequence[str] = ()
) -> tuple[str | None, str | None]:
    """Headline and kicker, from one line, or from one with a bar between them. ``pieces`` are the parts of the headline's line
    that are separate inline elements."""
    if len(pieces) > 1 and (pair := _named_pieces(pieces, metadata)) is not None:
        return pair
    if labelled.headline is not None:
        shown = _joined(blocks, labelled.headline, metadata) or blocks[labelled.headline].text
        if shown.endswith(_MARKS):
            shown = _MARK.sub("", shown)
        if blocks[labelled.headline].link_chars and shown is blocks[labelled.headline].text:
            shown = _without_tools(blocks[labelled.headline], metadata)
        if shown[:2] in _KEYS:
            shown = _KEYED.sub("", shown) or shown
        if shown[0] == "【" and blocks[labelled.headline].in_element == "":
            shown = _BRACKETED.sub(r"\1", shown)
        if "——" in shown:
            shown = _without_deck(shown, metadata)
        if ":" in shown[-9:]:
            shown = _MOMENT.sub("", shown) or shown
        is_pair = _has_kicker(_around_bar(shown)) or not _SEPARATING.search(shown) or _is_part_of_title(shown, metadata)
        text = shown if is_pair else _without_site(shown, metadata, blocks, is_shown=True)
    elif not (text := headline_of_title(metadata, blocks)):
        return None, None
    parts = _around_bar(text)
    if _has_kicker(parts):
        return parts[1], parts[0]
    return text or None, None


#: The key of a headline: `标题：…`.
_KEYS = frozenset(("标题", "標題", "题目", "題目"))
_KEYED = lazy(r"^(?:[标標][题題]|[题題]目)\s?[:：]\s*")


def headline_of_title(metadata: Metadata, blocks: Sequence[Block]) -> str:
    """The headline in the page's title, without the names of site and channel after it; an empty string without one."""
    if not metadata.titles or _is_site_alone(metadata.titles[0], metadata):
        return ""
    return _without_site(_without_site_before(metadata.titles[0], blocks), metadata, blocks, is_shown=False)


def _without_site_before(title: str, blocks: Sequence[Block]) -> str:
    """A title without the site's name in brackets before it, if the page shows that name elsewhere."""
    named = _SITE_BEFORE.match(title) if title[:1] in _BRACKETS else None
    if named is None or is_channel(named["name"]) or not ends_like_site(named["name"]):
        return title
    return title[named.end() :] if any(named["name"] in block.text for block in blocks) else title


def _named_pieces(pieces: Sequence[str], metadata: Metadata) -> tuple[str, str] | None:
    """The last pieces of a line if they are what the title says, word for word, with what stands before them as the kicker."""
    if not metadata.titles:
        return None
    title = key(SITE_SEPARATOR.split(metadata.titles[0])[0])
    for first in range(1, len(pieces)):
        above, text = "".join(pieces[:first]).strip(), "".join(pieces[first:]).strip()
        if len(above) >= _SHORTEST_KICKER and title and key(text) == title:
            return fold_space(text), fold_space(above)  # pieces have the page's own spaces
    return None


#: Minimum length of a kicker before the title's words in the headline's line, in characters: marks such as 图文 and 独家 are
#: shorter.
_SHORTEST_KICKER = 5


def _without_deck(shown: str, metadata: Metadata) -> str:
    """A visible line without the deck behind a gap and a dash, if the title is the rest, word for word."""
    place = shown.find(" ——")
    if place < 0 or not metadata.titles:
        return shown
    own = shown[:place].rstrip()
    return own if key(SITE_SEPARATOR.split(metadata.titles[0])[0]) == key(own) else shown


def _without_tools(block: Block, metadata: Metadata) -> str:
    """A visible line without the kind in brackets before the headline and the links after it (只看楼主, 复制链接), if the title
    begins with the rest, but not with the whole line."""
    text, titles = block.text, [key(title) for title in metadata.titles]
    if any(title.startswith(key(text)) for title in titles):
        return text
    links = [mark for mark in block.marks if mark.kind == "link"]
    tail = len(text)
    for mark in reversed(links):
        if text[mark.end : tail].strip(_BRACKETS):
            break
        tail = mark.start
    kind = _KIND.match(text)
    is_apart = kind is not None and (kind.group()[-1].isspace() or any(mark.start < kind.end() for mark in links))
    for start in (0, kind.end()) if kind is not None and is_apart else (0,):
        for end in (len(text), tail):
            own = key(text[start:end])
            if len(own) >= _LEAST and any(title.startswith(own) for title in titles):
                return text[start:end].rstrip(_OPENING).strip()
    return text


#: The kind of a post before its title, and characters around the links after a title.
_KIND, _BRACKETS, _OPENING = lazy(r"\s*[\[【(（][^\[\]【】()（）]{1,8}[\]】)）]\s*"), " \t\n[]【】", " \t\n[【"


def _is_part_of_title(shown: str, metadata: Metadata) -> bool:
    """Whether a title in the page's head contains the visible line and more: then the rest of the title is not on that line."""
    own = key(shown)
    return any(len(title) > len(own) and own in title for title in map(key, metadata.titles))


#: Characters between a kicker and a headline in a title.
_JOINTS = "：:|｜丨"

#: Maximum number of lines of a headline above and below the one that was found.
_MORE = 2


def _joined(blocks: Sequence[Block], headline: int, metadata: Metadata) -> str | None:
    """The headline that stands in several lines, if together they are what the title says, word for word; None otherwise."""
    if not metadata.titles or _opens_with(metadata.titles[0], blocks[headline].text):
        return None
    own, title = key(blocks[headline].text), key(SITE_SEPARATOR.split(metadata.titles[0])[0])
    if len(own) >= len(title) or own not in title:
        return None
    if any(mark + blocks[headline].text in metadata.titles[0] for mark in _JOINTS):
        return None  # the line above it is its kicker
    for first in range(max(0, headline - _MORE), headline + 1):
        for last in range(headline, min(headline + _MORE + 1, len(blocks))):
            texts = [block.text for block in blocks[first : last + 1]]
            if last > first and key("".join(texts)) == title and not any(map(DECK.match, texts[1:])):
                return "".join(texts)
    return None


def _opens_with(title: str, shown: str) -> bool:
    """A cheap test before keys are computed: whether a title is the visible line, followed by something else."""
    return title.startswith(shown) and not title[len(shown) : len(shown) + 1].isalpha()


def _around_bar(text: str) -> list[str]:
    """The parts of a line before and after its first bar; the line as the only part without one."""
    if "|" in text or "｜" in text or "丨" in text or "︱" in text or "│" in text:
        return _BAR.split(text, maxsplit=1)
    return [text]


def _has_kicker(parts: Sequence[str]) -> bool:
    """Whether the parts of a line around its bar are a kicker and a headline. A kicker names a series, or is no longer than the
    headline; a question or an exclamation is half of a headline."""
    if len(parts) != _PAIR or parts[0].endswith(_ASKS) or _DAY.fullmatch(parts[1]):
        return False
    least = 2 if names_series(parts[0]) else max(4, len(parts[0]))
    return 2 <= len(parts[0]) <= _KICKER_MAX and len(parts[1]) >= least


#: The day of an issue, which the name of a series stands before: `早安，某城｜12月1日`.
_DAY = lazy(r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]?\s?(?:\W?(?:星期|周)[一二三四五六日天]\W?)?|[\d./\-年第期]+")
#: Last characters of a sentence that is no kicker.
_ASKS = ("？", "！", "?", "!")


def _without_site(title: str, metadata: Metadata, blocks: Sequence[Block], *, is_shown: bool) -> str:
    """A title without the names of site and channel after it, which the page shows elsewhere as its own. A headline of one
    character, which is looked for among no lines, must be one of the page: the longest part is then the site's name."""
    title = title.strip()
    if not _SEPARATING.search(title):
        return title
    if any(block.text == title for block in blocks if block.kind == "heading" and block.level == 1):
        return title
    parts = [part for part in SITE_SEPARATOR.split(title) if part]
    if is_shown and len(parts) == _PAIR and _are_halves(parts, metadata):
        return title
    if len(parts) > 1:
        others = {key(other) for other in metadata.titles if other != title}
        is_first = key(parts[0]) in others or len(parts[0]) * 2 >= len(title) or len(parts[0]) >= 10
        title = _behind_site(parts, blocks) or (parts[0] if is_first else max(parts, key=len)).strip()
        if not is_shown and len(first := parts[0].strip()) == 1 and ends_like_site(title):
            return first if any(block.text == first for block in blocks) else ""
    return _without_tail(title, [part.strip() for part in parts[1:]], metadata, blocks, is_shown=is_shown)


def _are_halves(parts: Sequence[str], metadata: Metadata) -> bool:
    """Whether the words after the bar of a visible line continue the headline: they follow a question or an exclamation, are as
    long as a headline, and name neither site nor channel."""
    behind = parts[1].strip()
    return (
        parts[0].endswith(_ASKS)
        and len(behind) >= _HALF
        and not (ends_like_site(behind) or is_channel(behind) or key(behind) == key(metadata.site or ""))
    )


#: Minimum length of the second half of a headline, in characters: names of columns and accounts are shorter.
_HALF = 8


def _behind_site(parts: Sequence[str], blocks: Sequence[Block]) -> str | None:
    """The part of a title after a site's name, however short, if it is also a whole line of the page, no link and no channel;
    otherwise None."""
    if len(parts) != _PAIR or not ends_like_site(parts[0]) or ends_like_site(parts[1]) or is_channel(parts[1]):
        return None
    shown = parts[1].strip()
    return shown if any(block.text == shown and not block.link_chars for block in blocks) else None


def _without_tail(
    title: str, behind: Sequence[str], metadata: Metadata, blocks: Sequence[Block], *, is_shown: bool
) -> str:
    """A title without the name after its last stroke, if that is the site's: it ends like one, occurs elsewhere on the page, or
    follows a sign after which no headline continues."""
    stroke = _STROKE.search(title)
    if stroke is None:
        return title
    name, rest = title[stroke.end() :].strip(), title[: stroke.start()]
    if not 2 <= len(name) <= _LONGEST_NAME or len(name) >= len(rest):
        return title
    is_site = name in CLIENTS or key(name) == key(metadata.site or "")
    if len(rest) < _SHORTEST and not is_site:
        return title
    known = is_site or ends_like_site(name) or name in behind
    known = known or any(key(other) == key(rest) for other in metadata.titles)
    if known or (
        not is_shown and ("—" not in stroke.group() and (not rest[-1:].isalpha() or _opens_line(name, blocks)))
    ):
        return rest if is_shown else _without_channel(rest)
    return title


def _without_channel(title: str) -> str:
    """A title from which the site's name has been cut, without the channel after its last stroke: `某某通车-快讯-某某网`."""
    stroke = _STROKE.search(title)
    if stroke is None or stroke.start() < _SHORTEST or not is_channel(title[stroke.end() :].strip()):
        return title
    return title[: stroke.start()]


#: Number of parts of a title that consists of a site's name and a headline.
_PAIR = 2
#: Minimum length of a headline before a stroke, and maximum length of a site's name after it, in characters.
_SHORTEST, _LONGEST_NAME = 6, 16


def _opens_line(name: str, blocks: Sequence[Block]) -> bool:
    """Whether short lines of the page begin with a name, as 读特热榜 does on pages of 读特."""
    return any(block.text.startswith(name) for block in blocks if len(block.text) <= _LONGEST_NAME)


def _is_site_alone(title: str, metadata: Metadata) -> bool:
    """Whether a title only names the site."""
    if SITE_SEPARATOR.search(title) or _STROKE.search(title):
        return False
    size = len(key(title))
    return size < _LEAST or key(title) == key(metadata.site or "") or (size <= _LONGEST_NAME and ends_like_site(title))


#: Minimum length of a title that is taken for the headline although no line shows it, in word characters.
_LEAST = 5
#: Marks that a platform appends to a visible headline.
_MARKS, _MARK = (
    ("原创", "转载", "首发", "原創", "轉載", "首發"),
    lazy(r"(?<=\S{4})\s+(?:原[创創]|[转轉][载載]|首[发發])$"),
)
#: A moment that touches a visible headline.
_MOMENT = lazy(rf"\s*{plain(stamps.DAY)}{plain(stamps.CLOCK)}\s*$")


#: A name in brackets before the rest of a title.
_SITE_BEFORE = lazy(r"[【\[](?P<name>[^【】\[\]]{3,16})[】\]]\s*(?=\S{4})")
#: A headline that an app puts in brackets when it is copied.
_BRACKETED = lazy(r"^【([^【】]{6,60})】$")


# An enumeration member is slow to look up compared with the other tests of a line.
_SOURCE = Label.SOURCE


def read_original_headline(blocks: Sequence[Block], labelled: Labelled, signed: Sequence[int]) -> str | None:
    """The first publisher's headline, if a line states it (原标题); otherwise None."""
    for index in signed:
        if labelled.verdicts[index].label is not _SOURCE:
            continue
        match = ORIGINAL.search(blocks[index].text)
        if match:
            return (match.group("quoted") or match.group("plain") or "").strip() or None
    return None
