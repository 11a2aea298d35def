"""Whom a text speaks to: a page of service tells its reader what he does and what happens then; a story tells of others."""

from __future__ import annotations

from cleaners.evidence.dates import read_date, without_dates
from cleaners.judgement.measures import MAX_FACT
from cleaners.judgement.purpose.page import Named
from cleaners.judgement.sentences import pauses_within
from cleaners.reading.patterns import lazy
from cleaners.rules.voices import OCCURRED, OWN, QUOTED, REGULATES, SPEAKS, SPEAKS_TOO, TELLS

#: Sentences of one voice from which a page has it, of all.
_SHARE, _SHARE_OF_STORY = 0.5, 0.66

#: One of so many sentences at the top speaks to the reader: a note below a story does too.
_FIRST = 2

#: Sentences that are read, and what they begin with that speak to a reader without his pronoun.
_READ, _OPENS = 16, "请点打登输我复长扫"


def speaks_to_its_reader(page: Named) -> bool:
    """Whether most of the running text speaks to the reader in the name of the site or makes rules for him, and none of it tells
    what others said. Under a headline that no title of the page has, nobody is told of at all. An office's notice is one only in
    the name of the site."""
    if page.name.is_published or not page.prose or not page.is_named:
        return False
    if _is_letter(page) or any(_ASKED.match(block.text) for block in page.lines):
        return False
    texts = [_bare(block.text) for block in page.prose[:_READ]]
    if _NOTICE.fullmatch(page.name.text) and not any(map(_HOUSE.search, texts)):
        return False
    if not any(
        "您" in text or "本" in text or "你" in text or "请" in text or (text and text[0] in _OPENS) for text in texts
    ):
        return False
    speaks = [SPEAKS.search(text) is not None for text in texts]
    if (
        not any(speaks)
        or not any(map(is_spoken, texts[:_FIRST]))
        or any(TELLS.search(text) or OCCURRED.search(text) for text in texts)
    ):
        return False
    beside = (SPEAKS_TOO, REGULATES) if any(map(OWN.search, texts)) else (SPEAKS_TOO,)
    found = sum(
        spoken or any(words.search(text) for words in beside) for spoken, text in zip(speaks, texts, strict=True)
    )
    return found >= len(texts) * (_SHARE if page.name.is_label else _SHARE_OF_STORY)


#: The headline of an office's notice, which speaks to those whom it invites.
_NOTICE = lazy(r"关于.{4,40}的(?:通知|通告|公告)")
#: How a site speaks of itself and of those who use it; 本社区 may be where people live.
_HOUSE = lazy(r"本(?:[网站]|平台|公司|应用|软件|协议|条款|服务)|我司|用户|[账帐]号")


def _bare(text: str) -> str:
    """A line without its number and what it quotes."""
    return _STEP.sub("", QUOTED.sub("", text), count=1)


#: What numbers a step.
_STEP = lazy(
    r"^\s*(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）.．、]|第[一二三四五六七八九十\d]{1,2}步[：:，,、]?|步骤[一二三四五六七八九十\d]{1,2}[：:，,、]?)\s*"
)


#: A question to somebody who is no reader.
_ASKED = lazy(r"(?:问|記者|记者|主持人|[^，。：:？?\s]{2,8})[：:](?=.{0,60}[您你]).{0,60}[？?]$")


def _is_letter(page: Named) -> bool:
    """Whether a salutation stands above the first sentence, or a day below the last one: a letter, an appeal."""
    first, last = page.prose[0].number, page.prose[-1].number
    above = [block.text for block in page.lines if block.number < first]
    below = [block.text for block in page.lines if last < block.number]
    return (bool(above) and above[-1][-1] in "：:" and not pauses_within(above[-1])) or any(
        len(text) <= MAX_FACT and read_date(text) is not None and not any(map(str.isalnum, without_dates(text)))
        for text in below
    )


def is_spoken(text: str) -> bool:
    """Whether a line speaks to its reader, and tells nothing of others."""
    own = _bare(text)
    return TELLS.search(own) is None and any(words.search(own) for words in (SPEAKS, SPEAKS_TOO, REGULATES))


def asks_by_letters(page: Named) -> bool:
    """Whether a page puts questions with lettered answers to choose from, and hardly anything beside them."""
    if len(page.prose) > len(page.lines) // 2:
        return False
    answers = sum(_LETTERED.match(block.text) is not None for block in page.lines)
    return answers >= _MIN_ANSWERS and 2 * answers >= len(page.lines)


#: Answers to choose from, of three questions.
_MIN_ANSWERS = 6
_LETTERED = lazy(r"[A-Fa-fＡ-Ｆ①-⑥]\s?[.．、:：)）]")
