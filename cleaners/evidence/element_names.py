"""What tag, class and id say of an element: one vocabulary, one way to cut names into words.

Names are weak evidence: a page may have its body in ``footer-ad-share``. They decide between elements with nearly
the same amount of text, and label lines that are outside the article in any case.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from cleaners.reading.patterns import lazy
from cleaners.values import Label

#: Size of the caches by class and id: the elements of a list, and the pages of a site, repeat them.
REMEMBERED = 4_096

#: Upper limit of the product of the factors of tag and words.
MAX_PRIOR = 1.4

_FOR, _AGAINST = 1.15, 0.6


class Meaning(NamedTuple):
    """What a word in class or id says about its element. ``prior`` is a factor for the element as the article's container;
    ``label`` is the label of its lines if they are outside the article."""

    prior: float = 1.0
    label: Label | None = None
    is_title: bool = False
    is_caption: bool = False
    is_summary: bool = False
    is_kicker: bool = False
    is_deck: bool = False


#: Words by their meaning. If words disagree, the first row with a label wins. From Readability's and trafilatura's lists,
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
#: Elements for captions, regardless of class and id.
CAPTION_TAGS = frozenset({"figcaption", "caption"})

#: Factor of a tag as the article's container; 0 for those that never are one.
TAG_PRIORS = {"article": 1.2, "main": 1.1, "header": 0.7, "form": 0.8, "nav": 0.0, "footer": 0.0, "aside": 0.0}

#: The labels of words, in order of precedence; and the place in this order of a word or a tag.
LABELS = tuple(dict.fromkeys(meaning.label for _, meaning in _VOCABULARY if meaning.label is not None))
RANKS = {word: LABELS.index(meaning.label) for word, meaning in _MEANINGS.items() if meaning.label is not None}

#: Tokens of class and id are split at hyphens and underscores, and before a number at the end (``menu2``, ``hot_list7``). Each
#: word is matched whole: ``adviser`` is no ``ad``, and ``h1title`` no ``title``. Uncut tokens were tried, and lose a text on
#: the measured pages; to cut at capitals as well, a date.
_WORD = lazy(r"[^\s_-]+")
_DIGITS = "0123456789"


@lru_cache(maxsize=REMEMBERED)
def words_of(names: str) -> frozenset[str]:
    """The words of class and id, in lower case, without numbers at their ends."""
    return frozenset(word.lower().rstrip(_DIGITS) for word in _WORD.findall(names))


def _meanings_of(names: str) -> Iterable[Meaning]:
    """The meanings of the words, in a fixed order, since the order of the factors changes the last digit of their product."""
    return (_MEANINGS[word] for word in sorted(words_of(names)) if word in _MEANINGS)


@lru_cache(maxsize=REMEMBERED)
def prior_of(names: str) -> float:
    """The factor of class and id for an element as the article's container; 1 if they say nothing."""
    return math.prod([meaning.prior for meaning in _meanings_of(names)])


def prior(tag: str, names: str) -> float:
    """The factor of an element as the article's container, from its tag, class and id: 0 to `MAX_PRIOR`."""
    return min(MAX_PRIOR, TAG_PRIORS.get(tag, 1.0) * prior_of(names))


def rank_of(names: str) -> int:
    """The place in `LABELS` of the label that class and id give; the length of `LABELS` if they give none."""
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
    """Whether a class says that a paragraph is the first of its text, as content management systems mark it. `text-start` does
    not: it aligns the lines."""
    words = words_of(names)
    return not _FIRST.isdisjoint(words) and _SET.isdisjoint(words)


_FIRST, _SET = frozenset({"first", "start"}), frozenset({"text", "float", "align", "justify"})


@lru_cache(maxsize=REMEMBERED)
def _names_caption(names: str) -> bool:
    return any(meaning.is_caption for meaning in _meanings_of(names))


def is_for_captions(tag: str, names: str) -> bool:
    """Whether an element is for captions, by its tag, class or id."""
    return tag in CAPTION_TAGS or (names != "" and _names_caption(names))
