"""Pages shown in place of an article: notices that it is gone, login walls, tests for machines, account cards, players, and
offers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum

from cleaners.evidence.metadata import Metadata, title_parts
from cleaners.judgement.amounts import MOST_LINES, Amounts, headline_size
from cleaners.judgement.lists.links import MIN_TOLD
from cleaners.judgement.measures import FAR, MIN_HEADLINE, NEAR
from cleaners.reading.patterns import lazy
from cleaners.rules.notices import (
    ACCOUNT,
    ASKS_FOR_MORE,
    BROKEN_OFF,
    CAPTCHA,
    CARD,
    CARD_COUNTS,
    DOWNLOADS,
    FIELD,
    GONE,
    LOGIN,
    NOT_BEGUN,
    NOTICE,
    OFFERS,
    OPENS_REST,
    PASSWORD,
    PLAYED,
    PROGRAMME_NOTE,
    READ_ON,
    REST,
    TAGGED,
)
from cleaners.values import Block, Label

#: Number of characters of a page that are searched for the words of a wall: walls are short.
_SHOWN = 2_000

#: Maximum length of a notice, and of an account's description of itself, in characters.
_MAX_NOTICE, _MAX_CARD = 60, 150

#: Maximum length of the text on an offer page, including readers' praise, in characters; minimum number of kinds of its lines.
_MAX_OFFER, _MIN_OFFER = 600, 2

#: Minimum number of paragraphs of a story above a card of goods.
_TOLD_ABOVE = 2

#: The code that a login form sends to a telephone.
_SENT = lazy(
    r"(?:获取|發送|发送|取得|短信|簡訊|简讯|手机|手機|语音|动态|重新获取)+验证码|(?:输入|填写|收到的?)(?:短信|手机)验证码"
)

#: Minimum number of lines of a card, and maximum length of a key in a cell, in characters.
_MIN_CARD, _MAX_KEY = 3, 6

#: Maximum length of a field's label with the words beside it, in characters.
_MAX_FIELD = 24

#: Minimum number of fields of a form, so that the code at its end is just one of them.
_MIN_FIELDS = 2

#: Maximum length in characters, and maximum number of lines, of the description under a player; minimum length of two lines
#: that are a report.
_MAX_DESCRIPTION, _MAX_LINES, _MIN_REPORT = 120, 2, 80

#: Minimum number of hashtags in the words of someone who shares a video.
_MIN_TAGS = 2


#: Maximum length of a control that opens the rest of a text, in characters, and number of blocks below a text that are searched
#: for it: the text's last line may have been cut.
_MAX_CONTROL, _BELOW = 24, 4


def is_gone(amounts: Amounts) -> bool:
    """Whether a whole line of the page says that the requested page is gone, regardless of what else it shows."""
    if _is_notice(amounts.headline):
        return True
    if amounts.tells:
        return False
    first = amounts.kept[0].number if amounts.kept else len(amounts.outline.blocks)
    above = (block.text for block in amounts.visible if block.number <= first and not block.link_chars)
    return any(map(_is_notice, above)) or any(map(_is_notice, amounts.metadata.titles))


def _is_notice(line: str) -> bool:
    return 0 < len(line) <= _MAX_NOTICE and NOTICE.fullmatch(line) is not None


def wall_of(amounts: Amounts, metadata: Metadata) -> str | None:
    """The kind of wall that a page with little prose is; None for no wall. A story under its headline is one only if it says
    that the rest needs a login."""
    if amounts.prose > 400:
        return None
    if not amounts.has_head and _is_form(amounts):
        return "login_wall"
    if amounts.tells and not GONE.search(amounts.headline):
        asked = amounts.prose <= 120 and amounts.shown < _SHOWN and READ_ON.search(_lines(amounts))
        return "login_wall" if asked or _breaks_off(amounts) else None
    words = "\n".join([*metadata.titles, _lines(amounts)])[:_SHOWN]
    titles = _titles(amounts, metadata.titles)
    is_bare = not amounts.has_head
    if is_bare and amounts.prose <= 200 and amounts.shown < _SHOWN and _asks_for_test(amounts, words):
        return None if _narrates(amounts) else "captcha"
    if is_bare and ((amounts.prose <= 200 and GONE.search(titles)) or (amounts.prose <= 60 and GONE.search(words))):
        return "soft_404"
    if amounts.prose <= 120 and amounts.shown < _SHOWN and LOGIN.search(words):
        return None if _narrates(amounts) else "login_wall"
    return None


def _is_form(amounts: Amounts) -> bool:
    """Whether the text itself contains the fields of a login form, one below the other and above its last sentence."""
    if not amounts.kept:
        return False
    blocks, text = amounts.outline.blocks, amounts.labelled.text
    lines = [blocks[i].text for i in text[: bisect_left(text, amounts.kept[-1].number)]]
    fields = [place for place, line in enumerate(lines) if len(line) <= _MAX_FIELD and PASSWORD.fullmatch(line)]
    return any(ACCOUNT.fullmatch(line) for place in fields for line in lines[max(0, place - 1) : place])


def _narrates(amounts: Amounts) -> bool:
    """Whether the text reports what others did or said, or when something happened: then it is a story about such a wall."""
    from cleaners.rules.voices import OCCURRED, TELLS  # few pages have the words of a wall

    return any(TELLS.search(block.text) or OCCURRED.search(block.text) for block in amounts.kept)


def _breaks_off(amounts: Amounts) -> bool:
    """Whether a line right below the text says that the rest must be paid for."""
    last = amounts.kept[-1].number
    below = amounts.outline.blocks[last : last + NEAR + 1]
    lines = [block.text for block in below if block.text and not block.hidden]
    return any(len(line) <= _MAX_NOTICE and REST.search(line) for line in lines)


class Fold(StrEnum):
    """What a control right below a text requires before it opens the rest."""

    CLICK = "click"
    MORE = "more"  # an account, or money


def fold_of(blocks: Sequence[Block], tail: int) -> Fold | None:
    """What the first control below a text that opens its rest requires; None without such a control."""
    for block in blocks[max(0, tail - 1) : tail + _BELOW]:
        text = block.text
        if len(text) <= _MAX_CONTROL and OPENS_REST.search(text):
            return Fold.MORE if ASKS_FOR_MORE.search(text) else Fold.CLICK
    return None


def breaks_off(text: str) -> bool:
    """Whether the last line of a text is cut off within a sentence."""
    return BROKEN_OFF.search(text, text.rfind("\n", 0, len(text.rstrip())) + 1) is not None


def _asks_for_test(amounts: Amounts, words: str) -> bool:
    """Whether the words belong to a test for machines, and not just to a comment form below a text or a login form beside it,
    which sends a code to a telephone."""
    if not CAPTCHA.search(words) or (amounts.kept and not CAPTCHA.search(_SENT.sub("", words))):
        return False
    if sum(FIELD.fullmatch(line.text) is not None for line in amounts.visible) >= _MIN_FIELDS:
        return False
    verdicts, last = amounts.labelled.verdicts, amounts.kept[-1].number if amounts.kept else -1
    others = [
        line for line in amounts.visible if line.number < last or verdicts[line.number].label is not Label.COMMENT
    ]
    return (
        last < 0 or CAPTCHA.search("\n".join([*amounts.metadata.titles, *(line.text for line in others)])) is not None
    )


def _lines(amounts: Amounts) -> str:
    return "\n".join([block.text for block in amounts.visible])


def _titles(amounts: Amounts, titles: Sequence[str]) -> str:
    return "\n".join([*titles, *(block.text for block in amounts.visible if block.kind == "heading")])[:_SHOWN]


def is_card(amounts: Amounts) -> bool:
    """Whether the page is an account's card: labels and numbers, and no more text than an account's description of itself."""
    if amounts.prose > _MAX_CARD or (amounts.has_head and not _states_own(amounts)):
        return False
    lines = {block.text for block in amounts.visible[:MOST_LINES]}
    if any(map(CARD_COUNTS.fullmatch, lines)):
        return True
    return sum(CARD.fullmatch(line) is not None for line in lines) >= _MIN_CARD


def _states_own(amounts: Amounts) -> bool:
    """Whether all facts above the text are the account's: each stands in a cell beside its own key."""
    blocks = amounts.outline.blocks
    end = amounts.kept[0].number if amounts.kept else len(blocks)
    facts = [index for index in amounts.labelled.places_of(Label.DATE, Label.SOURCE, Label.BYLINE) if index < end]
    return bool(facts) and all(
        blocks[index].cell is not None and len(blocks[index - 1].text) <= _MAX_KEY for index in facts
    )


def is_player(amounts: Amounts) -> bool:
    """Whether the page exists for a video, with at most two lines of text about it. A line under an article's facts that
    reporters or editors sign is a brief, and two lines that report about others are a report. Without any facts, hashtags show
    that somebody shares a video. A live video that has not begun counts, too."""
    if amounts.prose > _MAX_DESCRIPTION or amounts.paragraphs > _MAX_LINES:
        return False
    if amounts.has_head and amounts.paragraphs and amounts.labelled.places_of(Label.BYLINE, Label.CREDIT):
        return False
    if _reports(amounts):
        return False
    text = amounts.labelled.text
    end = text[-1] + FAR if text else None  # one far below is another's, or an advertisement's frame
    if not any(block.video for block in amounts.outline.blocks[:end]):
        if text and PROGRAMME_NOTE.match(amounts.outline.blocks[text[0]].text):
            return True  # a script makes the player
        lines = [block.text for block in amounts.visible[:MOST_LINES] if len(block.text) <= _MAX_NOTICE]
        return all(any(map(kind.fullmatch, lines)) for kind in NOT_BEGUN)
    if not amounts.has_head and sum([len(TAGGED.findall(block.text)) for block in amounts.kept]) >= _MIN_TAGS:
        return True
    return PLAYED.search(_lines(amounts)) is not None


def _reports(amounts: Amounts) -> bool:
    """Whether the lines under a player are a report: long enough, about others, under a story's headline and a fact about
    it."""
    if amounts.paragraphs < _MAX_LINES or amounts.prose < _MIN_REPORT or not amounts.has_full_head:
        return False
    from cleaners.rules.voices import POSTED, QUOTED  # few pages have a player

    return not any(POSTED.search(QUOTED.sub("", block.text)) for block in amounts.kept)


def is_offer(amounts: Amounts) -> bool:
    """Whether the page offers goods, an app or a visit: it has no fact about an article, and several kinds of lines that only
    such pages have."""
    if amounts.prose > _MAX_OFFER or amounts.has_head:
        return False
    lines = [block for block in amounts.visible[:MOST_LINES] if len(block.text) <= _MAX_NOTICE]
    firsts = [next((block.number for block in lines if kind.fullmatch(block.text)), None) for kind in OFFERS]
    found = [number for number in firsts if number is not None]
    is_titled = any(map(DOWNLOADS.fullmatch, title_parts(amounts.metadata.titles)))
    if not found or len(found) + is_titled < _MIN_OFFER:
        return False
    if amounts.prose < MIN_TOLD:
        return True
    above = sum(block.number < min(found) for block in amounts.kept)
    if above >= _TOLD_ABOVE and amounts.is_titled and headline_size(amounts.headline) >= MIN_HEADLINE:
        return False  # a card of goods amid a story
    return above < amounts.paragraphs  # else an advertisement below a text
