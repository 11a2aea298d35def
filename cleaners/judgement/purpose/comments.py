"""Pages that show only readers' posts: comments without the article that they are about, or a single post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.evidence.metadata import title_parts
from cleaners.evidence.outlets import ends_like_site, is_outlet
from cleaners.evidence.posts import MAX_NAME, says_floor_or_age
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.entries import MAX_MOMENT, has_moment_beside, is_stamp
from cleaners.judgement.labels import Labelled
from cleaners.judgement.measures import FAR, MIN_HEADLINE, NEAR
from cleaners.judgement.purpose.others import is_off_headline
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.outline import Containers
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, first_rule
from cleaners.rules.notices import AGO, ANSWERED, COMMENTS, PLAYED, WRITES_COMMENT
from cleaners.rules.voices import FIRST_PERSON, QUOTED
from cleaners.values import Block, Label

#: Minimum number of posts under a counter or prompt if the page shows nothing else: a single text below such a line is an
#: article.
_FEWEST = 2

#: Minimum level of a heading that may be a name: sections of a text have higher headings (h1 to h3).
_MIN_LEVEL = 4

_OF_ANY_TAG: frozenset[str] = frozenset()

#: Maximum number of lines of running text of a post that is a whole page.
_LONGEST_POST = 3

#: The heading above the posts of one reader.
_OF_ACCOUNT = lazy(r"\S{2,12}\s?的(?:个人)?(?:动态|主页|空间|微博|日志|帖子)")
_WORD = lazy(r"[^\s\d:：/-]{2,}")

#: The time at which a post was written or changed, after the word for that.
_CHANGED = lazy(
    r"(?:编辑|編輯|发布|發佈|发表|發表|更新|修改)[于於]\s?(?:\d{4}[-/.年]\s?)?\d{1,2}[-/.月]\s?\d{1,2}(?!\d)"
)

#: A count of the answers to a post.
_ANSWERS = lazy(rf"(?:全部|所有|最新|最热|热门)?{ANSWERED}\s?[(（]?\s?\d{{1,6}}\s?条?[)）]?")

#: Maximum number of blocks of one post.
_MAX_POST = 8

#: Every heading or counter of comments, and every prompt to write one, contains one of these: a cheap test before the rules.
_SIGN = lazy("[评評跟留帖贴回言]|comment", re.I)

#: Controls of a post.
_ANSWERED = lazy(r"回[复覆]|举报|舉報|点赞|點讚|[赞讚顶頂踩]\s?[(（]?\s?\d|(?<!\w)[赞讚顶頂踩](?!\w)")

#: A moment at the beginning of a line.
_DATED = lazy(r"\d{2,4}[-/.年]\d{1,2}|\d{1,2}月\d|\d{1,2}\s?(?:分钟|小时|天)前")

#: A post in one line: a name and the words.
_SAID = lazy(r"[^\s：:，。！？、]{1,20}\s?[：:]")


def shows_posts_alone(amounts: Amounts, text: str) -> bool:
    """Whether nothing stands between a page's headline and readers' posts, and these are all running text below that.

    Under a line that heads comments, counts them or asks for one, two or more of them each need what only a post has: a moment,
    an age, something to press. Apart from the headline, each needs an element of its own, or a name before it, where the
    heading stands above nothing but comments, or where what they say shares no word with the headline. Without such a line the
    page states a source above them, as no thread does, and each has a name, and something to press.
    """
    kept, blocks = amounts.kept, amounts.outline.blocks
    if not kept:
        return False
    if _is_chat(amounts):
        return True
    headline = _headline_of(amounts)
    heading = heading_of_comments(blocks, amounts.labelled, headline, kept[0].number)
    if heading is None:
        return _states_source(amounts) and all(_is_answered(amounts, block) for block in kept) and _is_of_row(amounts)
    is_enough = len(kept) >= _FEWEST or _is_dated_to_answer(blocks, kept[0].number)
    if is_enough and all(_is_pressed(blocks, block.number) for block in kept):
        return True
    if not _is_apart(amounts, heading, headline):
        return False
    if not (_is_of_comments_alone(blocks[heading]) or is_off_headline(amounts, text)):
        return False
    return not _is_column(amounts) or all(
        _SAID.match(block.text) or _is_pressed(blocks, block.number) for block in kept
    )


def _is_chat(amounts: Amounts) -> bool:
    """Whether the text is viewers' comments beside a video that counts them: each line opens with a name, nobody writes twice,
    and no fact about an article stands above. Speakers in a talk speak more than once."""
    if amounts.has_head or len(amounts.kept) < _FEWEST or _SAID.match(amounts.kept[0].text) is None:
        return False
    if not any(block.video for block in amounts.outline.blocks) or not any(
        PLAYED.search(block.text) for block in amounts.visible if len(block.text) <= MAX_MOMENT
    ):
        return False
    names = [said.group() for block in amounts.kept if (said := _SAID.match(block.text)) is not None]
    return len(names) == len(amounts.kept) == len(set(names))


def is_one_post(amounts: Amounts) -> bool:
    """Whether a page is one reader's post: in the first person, under a name that is no outlet's and has a moment or an age
    beside it, without a headline, a title that could be one, or another fact about an article. If the title is the beginning of
    the post, the moment may stand below it."""
    kept, blocks = amounts.kept, amounts.outline.blocks
    if not 0 < len(kept) <= _LONGEST_POST or _is_named(amounts):
        return False
    is_headed = _headline_of(amounts) is not None or (
        headline_size(amounts.headline) >= MIN_HEADLINE and not _is_opening(amounts)
    )
    if is_headed and _OF_ACCOUNT.fullmatch(amounts.headline) is None:
        return False
    row = range(max(0, kept[0].number - NEAR), kept[0].number)
    stated = amounts.labelled.places_of(Label.SOURCE, Label.BYLINE, Label.CREDIT)
    if any(place not in row and not _is_of_answers(blocks[place].text) for place in stated):
        return False
    above = [blocks[number].text for number in row if blocks[number].text]
    below = (
        [block.text for block in blocks[kept[-1].number + 1 : kept[-1].number + NEAR]] if _is_opening(amounts) else []
    )
    if not any(map(_says_when, above + below)):
        return False
    if any(is_outlet(word) for text in above for word in _WORD.findall(text)):
        return False
    return any(FIRST_PERSON.search(QUOTED.sub("", block.text)) for block in kept)


def _is_of_answers(text: str) -> bool:
    """Whether a line belongs to the answers to a post: it counts them, or states the age of one."""
    return says_floor_or_age(text) or _ANSWERS.fullmatch(text) is not None


def _says_when(text: str) -> bool:
    """Whether a short line states the moment or the age of a post, or the time of its last change."""
    if is_stamp(text):
        return True
    if len(text) > MAX_MOMENT or ends_sentence(text):
        return False
    return AGO.fullmatch(text) is not None or _CHANGED.match(text) is not None


def _is_named(amounts: Amounts) -> bool:
    """Whether a title of the page has a part that names the text: as long as a headline, not a site's name, not just the name
    of the post's writer, and not the beginning of the post."""
    return any(
        not ends_like_site(part) and _OF_ACCOUNT.fullmatch(part) is None and not _opens(amounts, part)
        for part in _long_parts(amounts)
    )


def _is_opening(amounts: Amounts) -> bool:
    """Whether the page's title is the beginning of its first line of running text: then the writer gave the post no title."""
    return any(_opens(amounts, part) for part in _long_parts(amounts))


def _long_parts(amounts: Amounts) -> list[str]:
    return [part for part in title_parts(amounts.metadata.titles) if headline_size(part) >= MIN_HEADLINE]


def _opens(amounts: Amounts, part: str) -> bool:
    return amounts.kept[0].text.startswith(part.rstrip(".…"))


def _headline_of(amounts: Amounts) -> int | None:
    """The number of the headline; None if that line may be the name above the first post, since it is not printed as a headline
    and not in the page's title."""
    number = amounts.labelled.headline
    if number is None or amounts.is_titled or _is_high(amounts.outline.blocks[number]):
        return number
    return None


def _is_high(block: Block) -> bool:
    """Whether a line is printed as the heading of a text or a section, which a name is not."""
    return block.kind == "heading" and block.level < _MIN_LEVEL


def _states_source(amounts: Amounts) -> bool:
    """Whether a fact about an article stands between the headline and the element of the first post: who published it."""
    number, first = amounts.labelled.headline, amounts.kept[0]
    element = _box_of(amounts.outline.containers, first.container)
    post = min(first.number, amounts.outline.containers.first[element])
    return number is not None and any(number < place < post for place in amounts.labelled.places_of(Label.SOURCE))


def _is_of_row(amounts: Amounts) -> bool:
    """Whether the first post is one of several adjacent elements of the same look, regardless of what was kept of the
    others."""
    containers = amounts.outline.containers
    own = _box_of(containers, amounts.kept[0].container)
    parent, look = containers.parent[own], containers.look(own)
    row = [
        index for index, around in enumerate(containers.parent) if around == parent and containers.look(index) == look
    ]
    return len(row) >= _FEWEST


def _is_answered(amounts: Amounts, block: Block) -> bool:
    """Whether a line stands under a name, and states its place or age, or has a control."""
    beside = _short_lines_beside(amounts.outline.blocks, block.number)
    return any(_ANSWERED.search(text) or says_floor_or_age(text) for text in beside) and _is_under_name(amounts, block)


def heading_of_comments(blocks: Sequence[Block], labelled: Labelled, headline: int | None, first: int) -> int | None:
    """The number of a line right above the text, below the headline, that heads comments, counts them or asks for one. If there
    are several, the one that only stands above comments; None without one."""
    top = 0 if headline is None else headline + 1
    found: int | None = None
    for index in range(first - 1, max(top, first - FAR) - 1, -1):
        block = blocks[index]
        if labelled.verdicts[index].label is not Label.COMMENT and not _heads_comments(block):
            continue
        if _is_of_comments_alone(block):
            return index
        found = index if found is None else found
    return found


def _heads_comments(block: Block) -> bool:
    """Whether a line is the heading of comments, regardless of the label that its place gave it. If it is a link, the rules
    take it for one that leads to comments."""
    text = block.text
    if len(text) > MAX_MOMENT or _SIGN.search(text) is None:
        return False
    if COMMENTS.fullmatch(text) is not None:
        return True
    rule = first_rule(text) if block.link_chars * 2 <= len(text) else None
    return rule is not None and rule.label is Label.COMMENT and rule.effect is Effect.WIDGET


def _is_of_comments_alone(heading: Block) -> bool:
    """Whether a line only stands above comments: it says whose or which ones follow, or how to write one. Links, buttons and
    counters also stand above articles; so do counters that say whose comments they count, unless they are printed as a
    heading."""
    if heading.link_chars:
        return False
    found = COMMENTS.fullmatch(heading.text)
    if found is None:
        return WRITES_COMMENT.search(heading.text) is not None
    return found["whose"] is not None and (
        heading.kind == "heading" or not heading.text[-2:].strip(")） 条:：").isdigit()
    )


def _is_apart(amounts: Amounts, heading: int, headline: int | None) -> bool:
    """Whether the element around a heading contains everything below the heading, but not the headline."""
    containers = amounts.outline.containers
    box = _box_of(containers, amounts.outline.blocks[heading].container)
    first, end = containers.first[box], containers.end[box]
    return box > 0 and amounts.kept[-1].number < end and (headline is None or not first <= headline < end)


def _box_of(containers: Containers, element: int) -> int:
    """The smallest element around a line that holds another one too."""
    return containers.column(element, _OF_ANY_TAG)


def _is_column(amounts: Amounts) -> bool:
    """Whether several kept lines stand in one element, as the paragraphs of a text do."""
    around = [
        amounts.outline.containers.parent[block.container] if block.in_element == "p" else block.container
        for block in amounts.kept
    ]
    return len(set(around)) < len(around)


def _is_pressed(blocks: Sequence[Block], number: int) -> bool:
    """Whether a moment, an age or a control stands right above or below a line."""
    return has_moment_beside(blocks, number) or any(map(_ANSWERED.search, _short_lines_beside(blocks, number)))


def _short_lines_beside(blocks: Sequence[Block], number: int) -> list[str]:
    beside = (blocks[index].text for index in (number - 1, number + 1) if 0 <= index < len(blocks))
    return [text for text in beside if len(text) <= MAX_MOMENT]


def _is_dated_to_answer(blocks: Sequence[Block], number: int) -> bool:
    """Whether the line below a text has a moment and a control."""
    below = blocks[number + 1].text if number + 1 < len(blocks) else ""
    return len(below) <= MAX_MOMENT and _DATED.match(below) is not None and _ANSWERED.search(below) is not None


def _is_under_name(amounts: Amounts, block: Block) -> bool:
    """Whether a line stands in an element of its own that begins with a name."""
    containers, blocks = amounts.outline.containers, amounts.outline.blocks
    element = _box_of(containers, block.container)
    first, end = containers.first[element], containers.end[element]
    if element <= 0 or end - first > _MAX_POST:
        return False
    name = next((other for other in blocks[first:end] if other.text and not other.hidden), block)
    return name is not block and len(name.text) <= MAX_NAME and not (_is_high(name) or ends_sentence(name.text))
