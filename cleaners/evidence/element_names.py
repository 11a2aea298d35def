"""What tag, class and id say of an element: one vocabulary, one way to cut names into words.

Names are weak evidence: a page may have its body in ``footer-ad-share``. They tip a decision between elements that hold
nearly as much text, and they label what is outside the article anyway.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from cleaners.reading.patterns import lazy
from cleaners.values import Label

#: Size of the caches by names: pages repeat them, in their lists and from one page of a site to the next.
REMEMBERED = 4_096

#: The most that tag and words may multiply to.
MAX_PRIOR = 1.4

_FOR, _AGAINST = 1.15, 0.6


class Meaning(NamedTuple):
    """What a word says of the element that it names. ``prior`` weighs the element as the article's container; ``label`` is
    that of a line in it which stands outside the article."""

    prior: float = 1.0
    label: Label | None = None
    is_title: bool = False
    is_caption: bool = False
    is_summary: bool = False
    is_kicker: bool = False
    is_deck: bool = False


#: Words by their meaning; of two words the first row wins that has a label. From Readability's and trafilatura's lists,
#: reduced to those that held on the measured Chinese pages.
_VOCABULARY = (
    ("nav menu breadcrumb crumbs", Meaning(_AGAINST, Label.NAVIGATION)),
    ("navigation crumb topbar header", Meaning(label=Label.NAVIGATION)),
    ("footer foot copyright", Meaning(_AGAINST, Label.FOOTER)),
    ("bottom", Meaning(label=Label.FOOTER)),
    ("comment comments reply", Meaning(_AGAINST, Label.COMMENT)),
    ("replies pinglun", Meaning(label=Label.COMMENT)),
    ("share", Meaning(_AGAINST, Label.SHARE)),
    ("toolbar tools bdsharebuttonbox jiathis", Meaning(label=Label.SHARE)),
    ("related relate recommend rank hot aside sidebar", Meaning(_AGAINST, Label.RECOMMENDATION)),
    ("list", Meaning(label=Label.RECOMMENDATION)),
    ("ad ads advert banner", Meaning(_AGAINST, Label.PROMO)),
    ("promo", Meaning(label=Label.PROMO)),
    ("pager hidden popup login", Meaning(_AGAINST)),
    ("article content text body post entry detail zoom main artical maintext story enpcontent", Meaning(_FOR)),
    ("title headline biaoti bt tit", Meaning(is_title=True)),
    ("caption figcaption imgtitle pictext tushuo tuzhu picdesc imgdesc", Meaning(is_caption=True)),
    ("kicker introtitle pretitle yinti shouldertitle", Meaning(is_kicker=True)),
    ("subtitle subheadline standfirst deck dek futi fubiaoti", Meaning(is_deck=True)),
    ("abstract summary desc description digest zhaiyao daodu", Meaning(is_summary=True)),
)
_MEANINGS = {word: meaning for words, meaning in _VOCABULARY for word in words.split()}
#: Elements for captions, whatever they are called.
CAPTION_TAGS = frozenset({"figcaption", "caption"})

#: What a tag alone weighs as the article's container: some are none, whatever they hold.
TAG_PRIORS = {"article": 1.2, "main": 1.1, "header": 0.7, "form": 0.8, "nav": 0.0, "footer": 0.0, "aside": 0.0}

#: The labels that names give, those first that win; and the place in that order that a word, or a tag, stands for.
LABELS = tuple(dict.fromkeys(meaning.label for _, meaning in _VOCABULARY if meaning.label is not None))
RANKS = {word: LABELS.index(meaning.label) for word, meaning in _MEANINGS.items() if meaning.label is not None}

#: A token of class and id is cut where its author cut it: at hyphens and underscores, and before the number of one among
#: many (``menu2``, ``hot_list7``). Each word is matched whole: ``adviser`` is no ``ad``, and ``h1title`` no ``title``. Uncut
#: tokens were tried, and lose a text on the measured pages; to cut at capitals as well, a date.
_WORD = lazy(r"[^\s_-]+")
_DIGITS = "0123456789"


@lru_cache(maxsize=REMEMBERED)
def words_of(names: str) -> frozenset[str]:
    """The words of class and id, in lower case and without a number at their end."""
    return frozenset(word.lower().rstrip(_DIGITS) for word in _WORD.findall(names))


def _meanings_of(names: str) -> Iterable[Meaning]:
    """What the words say, always in the same order: a product of priors depends on it in its last digit."""
    return (_MEANINGS[word] for word in sorted(words_of(names)) if word in _MEANINGS)


@lru_cache(maxsize=REMEMBERED)
def prior_of(names: str) -> float:
    """What class and id weigh for an element as the article's container; 1 where they say nothing."""
    return math.prod([meaning.prior for meaning in _meanings_of(names)])


def prior(tag: str, names: str) -> float:
    """What an element weighs as the article's container by its tag, class and id."""
    return min(MAX_PRIOR, TAG_PRIORS.get(tag, 1.0) * prior_of(names))


def rank_of(names: str) -> int:
    """The place in `LABELS` of what class and id say; one past the last where they say nothing."""
    return min([RANKS.get(word, len(LABELS)) for word in words_of(names)], default=len(LABELS))


@lru_cache(maxsize=REMEMBERED)
def names_title(names: str) -> bool:
    """Whether class and id say that an element holds a headline."""
    return any(meaning.is_title for meaning in _meanings_of(names))


@lru_cache(maxsize=REMEMBERED)
def names_summary(names: str) -> bool:
    """Whether class and id say that an element holds a summary."""
    return any(meaning.is_summary for meaning in _meanings_of(names))


@lru_cache(maxsize=REMEMBERED)
def names_kicker(names: str) -> bool:
    """Whether class and id say that an element holds the line above a headline."""
    return any(meaning.is_kicker for meaning in _meanings_of(names))


@lru_cache(maxsize=REMEMBERED)
def names_deck(names: str) -> bool:
    """Whether class and id say that an element holds the line below a headline."""
    return any(meaning.is_deck for meaning in _meanings_of(names))


@lru_cache(maxsize=REMEMBERED)
def opens_text(names: str) -> bool:
    """Whether a class says that a paragraph is the first of its text, as content systems mark it. `text-start` says how its lines
    are set."""
    words = words_of(names)
    return not _FIRST.isdisjoint(words) and _SET.isdisjoint(words)


_FIRST, _SET = frozenset({"first", "start"}), frozenset({"text", "float", "align", "justify"})


@lru_cache(maxsize=REMEMBERED)
def _names_caption(names: str) -> bool:
    return any(meaning.is_caption for meaning in _meanings_of(names))


def is_for_captions(tag: str, names: str) -> bool:
    """Whether an element is one for captions by its tag or its names."""
    return tag in CAPTION_TAGS or (names != "" and _names_caption(names))
