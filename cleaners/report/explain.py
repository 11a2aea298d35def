"""The HTML report of one page: every block coloured by label, beside the cleaned article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaners.article import Article
from cleaners.render.inline import safe_address
from cleaners.report.account import Account, Entry, Fate, Total, read_account
from cleaners.report.document import render_document
from cleaners.report.words import Pair, read_rule_words, read_words
from cleaners.rules import RULES, match_form
from cleaners.steps import Read
from cleaners.template.places import read_places
from cleaners.template.view import is_flowing, mask
from cleaners.values import Block, Label, Person


class Family(NamedTuple):
    """Labels with the same colour."""

    name: str
    labels: tuple[Label, ...]


#: The labels grouped by colour: people can distinguish eight hues, but not twenty-two.
FAMILIES = (
    Family("article", (Label.BODY, Label.SUBHEAD)),
    Family("head", (Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT)),
    Family("facts", (Label.BYLINE, Label.DATE, Label.SOURCE, Label.CREDIT)),
    Family("media", (Label.IMAGE, Label.VIDEO, Label.CAPTION)),
    Family("links", (Label.NAVIGATION, Label.RECOMMENDATION, Label.COMMENT)),
    Family("calls", (Label.PROMO, Label.SHARE, Label.ACCOUNT)),
    Family("legal", (Label.LEGAL, Label.FOOTER)),
    Family("other", (Label.OTHER,)),
)
FAMILY_OF = {label: family.name for family in FAMILIES for label in family.labels}

#: The data files with the report's words.
WORDS = ("controls", "fields", "labels", "flags", "page")

#: For each label, the file in `cleaners/rules` that contains its rules, and the family at the beginning of their names.
RULE_FILES = {
    **dict.fromkeys((Label.CREDIT, Label.BYLINE), ("credits", "credits")),
    **dict.fromkeys((Label.LEGAL, Label.FOOTER), ("legal", "legal")),
    **dict.fromkeys((Label.PROMO, Label.ACCOUNT), ("promo", "promo")),
    **dict.fromkeys((Label.SHARE, Label.OTHER), ("controls", "controls")),
    Label.COMMENT: ("controls", "comment"),
    Label.RECOMMENDATION: ("recommendations", "recommendation"),
    Label.NAVIGATION: ("navigation", "navigation"),
    **dict.fromkeys(
        (Label.HEADLINE, Label.KICKER, Label.DECK, Label.DATE, Label.SOURCE, Label.ABSTRACT), ("head", "head")
    ),
}

#: Maximum length in characters of a line for which a drafted rule gets the whole line as its pattern; otherwise, the pattern
#: covers the beginning.
MAX_PATTERN = 100
OPENING = 24

_RULES = frozenset(rule.name for rule in RULES)


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One block in the report. ``repeats`` means that the previous block has the same label and rule; ``pattern``, ``mask``,
    ``place`` and ``where`` are the ingredients of a correction."""

    number: int
    text: str
    address: str
    label: Label
    rule: str
    is_rule: bool
    family: str
    fate: Fate
    is_kept: bool
    repeats: bool
    kind: str
    hidden: bool
    where: str
    place: str
    pattern: str
    mask: str


class Chip(NamedTuple):
    """One label of the legend, with its counts."""

    label: Label
    family: str
    pieces: int
    kept: int
    removed: int


def render_report(name: str, found: Read, *, origin: str = "", home: str = "") -> str:
    """The report of one page as a self-contained HTML document. ``name`` is the page's name, for people and for the commands
    that the report suggests; ``origin`` is the command that creates a file of that name if there is none, and ``home`` the
    relative address of the report of the whole site. All text from the page is escaped; nothing is loaded.

    Raises `cleaners.report.data.DocumentError` if a data file of the package is missing.
    """
    article, account = found.article, read_account(found)
    blocks = _shown_blocks(found, account)
    return render_document(
        "cleaners",
        "page.html",
        styles=("page.css",),
        scripts=("page.js",),
        words=read_words("cleaners", *WORDS).joined(_rule_words(blocks)),
        name=name,
        origin=origin,
        home=home,
        title=article.headline or name,
        article=article,
        address=safe_address(article.url) or "",
        site=_site_name(article),
        account=account,
        totals=account.totals(),
        fates=Fate,
        shares=read_shares(account),
        blocks=blocks,
        story=[block for block in blocks if _is_story(block, article)],
        lines=[] if _has_own_blocks(found, account) else article.text.split("\n"),
        fields=_fields(article),
        absent=_absent(article),
        chips=read_chips(account.totals()),
        families=FAMILIES,
        family_of=FAMILY_OF,
        rule_files={str(label): list(value) for label, value in RULE_FILES.items()},
    )


def _rule_words(blocks: Iterable[ShownBlock]) -> dict[str, Pair]:
    """The descriptions of the blocks' rules."""
    chinese = read_rule_words()
    used = {block.rule for block in blocks}
    return {f"about_{rule.name}": (rule.about, chinese[rule.name]) for rule in RULES if rule.name in used}


def read_chips(totals: Iterable[Total]) -> list[Chip]:
    """The labels on the page, in the order of their families."""
    counts: dict[Label, list[int]] = {}
    for total in totals:
        counted = counts.setdefault(total.label, [0, 0, 0])
        counted[0] += total.pieces
        counted[2 if total.fate is Fate.REMOVED else 1] += total.characters
    return [
        Chip(label, family.name, *counts[label]) for family in FAMILIES for label in family.labels if label in counts
    ]


class Share(NamedTuple):
    """One segment of the bar for all characters of the page, in thousandths of its width."""

    family: str
    is_kept: bool
    start: float
    width: float
    characters: int


def read_shares(account: Account) -> list[Share]:
    """The bar of an account: first the kept segments, in the order of the families, then the removed ones."""
    whole = account.visible
    shares: list[Share] = []
    start = 0.0
    for is_kept in (True, False):
        for family in FAMILIES:
            characters = sum(
                len(entry.block.text)
                for entry in account.entries
                if FAMILY_OF[entry.block.label] == family.name and (entry.fate is not Fate.REMOVED) == is_kept
            )
            if characters:
                width = characters * 1000 / whole
                shares.append(Share(family.name, is_kept, round(start, 2), round(width, 2), characters))
                start += width
    return shares


def _shown_blocks(found: Read, account: Account) -> list[ShownBlock]:
    texts = [number for number, entry in enumerate(account.entries) if entry.fate is Fate.TEXT]
    places = _places(found)
    shown: list[ShownBlock] = []
    for number, entry in enumerate(account.entries):
        place = places[number] if places else ""
        shown.append(_shown(number, entry, _where(number, texts), place, shown[-1] if shown else None))
    return shown


def _shown(number: int, entry: Entry, where: str, place: str, before: ShownBlock | None) -> ShownBlock:
    block = entry.block
    is_media = entry.fate is Fate.MEDIA
    return ShownBlock(
        number=number,
        text=block.text,
        address=_media_address(block),
        label=block.label,
        rule=block.rule,
        is_rule=block.rule in _RULES,
        family=FAMILY_OF[block.label],
        fate=entry.fate,
        is_kept=block.label in (Label.IMAGE, Label.VIDEO) if is_media else entry.fate is not Fate.REMOVED,
        repeats=before is not None and before.label is block.label and before.rule == block.rule,
        kind=block.kind,
        hidden=block.hidden,
        where=where,
        place=place,
        pattern=draft_pattern(block.text) if block.text else "",
        mask=_draft_mask(block.text) if block.text else "",
    )


def draft_pattern(line: str) -> str:
    """A pattern for lines similar to this one, in their match form: digits match any number, and white space any white space.
    For a long line, it covers only the beginning and allows any rest. It runs in linear time, since no two repetitions in it
    match the same characters."""
    form = match_form(line)
    opening = form if len(form) <= MAX_PATTERN else form[:OPENING]
    pattern = re.sub(r"(?:\\ )+", r"\\s*", re.sub(r"\d+", r"\\d+", re.escape(opening)))
    return pattern if len(form) <= MAX_PATTERN else pattern + f".{{0,{len(form) * 2}}}"


def _draft_mask(line: str) -> str:
    masked = mask(line)
    return masked if len(masked) <= MAX_PATTERN else masked[:OPENING] + "*"


def _where(number: int, texts: Sequence[int]) -> str:
    """The name of `cleaners.rules.Where` for a block, relative to the first and last block of the text."""
    if not texts or texts[0] <= number <= texts[-1]:
        return "ANYWHERE"
    return "HEAD" if number < texts[0] else "TAIL"


def _places(found: Read) -> list[str]:
    """For each block, the path of the element that contains it and its neighbours, not of its own paragraph."""
    if found.outline is None or len(found.outline.containers.tag) <= 1:
        return []
    parents = found.outline.containers.parent
    places = read_places(found.outline.containers)
    paths = []
    for block in found.outline.blocks:
        at = block.container
        while at > 0 and is_flowing(places.steps[at]):
            at = parents[at]
        paths.append(places.paths[at] if at > 0 else "")
    return paths


def _media_address(block: Block) -> str:
    if block.image is not None:
        return block.image.url
    return (block.video.url or "") if block.video is not None else ""


def _has_own_blocks(found: Read, account: Account) -> bool:
    """Whether the text consists of the page's blocks, so that the report can link the two."""
    return found.article.extractor == "dute" and not account.elsewhere


def _is_story(block: ShownBlock, article: Article) -> bool:
    if block.fate is Fate.MEDIA:
        return block.label in (Label.IMAGE, Label.VIDEO) and article.is_article
    return block.fate is Fate.TEXT or (block.label is Label.CAPTION and article.is_article)


def _fields(article: Article) -> list[tuple[str, list[str]]]:
    """The fields that the article has, as (name, values)."""
    rows = [
        ("kicker", _one(article.kicker)),
        ("deck", _one(article.deck)),
        ("abstract", _one(article.abstract)),
        ("authors", _people(article.authors)),
        ("credits", _people(article.credits)),
        ("source", _one(article.source)),
        ("date_published", _one(article.date_published)),
        ("date_modified", _one(article.date_modified)),
        ("section", _one(article.section)),
        ("keywords", _one("、".join(article.keywords))),
        ("original_headline", _one(article.original_headline)),
        ("site", _one(article.site)),
        ("language", _one(article.language)),
        ("images", [_picture(image.caption, image.credit, image.url) for image in article.images]),
        ("videos", [_picture(video.caption, None, video.url) for video in article.videos]),
    ]
    return [(name, values) for name, values in rows if values]


#: The fields that the report lists as missing if the article has none.
_WANTED = ("kicker", "deck", "abstract", "authors", "credits", "source", "date_published", "images")


def _absent(article: Article) -> list[str]:
    """The wanted fields that the article does not have."""
    return [name for name in _WANTED if not getattr(article, name)]


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _people(people: Sequence[Person]) -> list[str]:
    return [f"{person.role}　{person.name}" if person.role else person.name for person in people]


def _picture(caption: str | None, credit: str | None, address: str | None) -> str:
    return " · ".join(part for part in (caption, credit, address) if part)


def _site_name(article: Article) -> str:
    """A folder name for the page's site, from its address: the part that the site's hosts have in common."""
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:  # a bracket that does not begin an IPv6 address
        host = ""
    names = [name for name in host.split(".") if name not in ("www", "m", "com", "net", "org", "cn", "gov", "edu")]
    found = re.sub(r"[^a-z0-9-]", "", names[-1]) if names else ""
    return found or "site"
