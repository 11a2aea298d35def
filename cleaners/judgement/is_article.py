"""Whether a page is an article, and the reason when it is none."""

from typing import NamedTuple

from cleaners.evidence.metadata import Metadata
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.container import Place
from cleaners.judgement.labels import Labelled
from cleaners.judgement.lists.channels import is_channel, is_of_flashes
from cleaners.judgement.lists.links import is_list
from cleaners.judgement.lists.posts import is_of_account, is_of_posts, is_topic
from cleaners.judgement.measures import MIN_HEADLINE
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.verdicts import SECOND_CAPTIONS
from cleaners.judgement.walls import is_card, is_gone, is_offer, is_player, wall_of
from cleaners.reading.outline import Outline
from cleaners.rules.form import is_traditional, simplified
from cleaners.rules.notices import SHOW_WORDS
from cleaners.values import Block, Label

#: Last characters of the names of pages about the site or its rules; words of a show's name or number.
_ENDS = frozenset("议款策明约范则知引单录书心区南程题答总势）)绍介况能置责线式議條聲協規說")
_SHOWS = (*SHOW_WORDS, "期", "集", "odcast", "节目", "節目", "FM", "EP", "Vol", "vol")

#: What a chapter of a work is counted in.
_COUNTED = frozenset("章回")

#: The flag of a text that shares no word with its headline.
OFF_HEADLINE = "off_headline"

#: Minimum number of short sentences of a text without a long line.
MIN_TOLD = 3

#: Number of characters of a text that show whether the page is in traditional characters.
_ASKED = 300


class Judgement(NamedTuple):
    """``reason`` is None for an article, else one of list_page, soft_404, login_wall, captcha, profile_page, empty_page,
    gallery, video_page, offer_page, question_page, data_page, service_page. ``noted`` are flags that explain it."""

    is_article: bool
    reason: str | None
    noted: tuple[str, ...] = ()

    @property
    def is_doubted(self) -> bool:
        """Whether it is an article with flags."""
        return self.is_article and bool(self.noted)


def judge(
    outline: Outline,
    labelled: Labelled,
    place: Place,
    text: str,
    metadata: Metadata,
    before: Labelled | None = None,
    *,
    is_signed: bool = False,
) -> Judgement:
    """Whether the located text is an article. ``before`` are the labels before the second look, if that removed entries, which
    are still evidence of a list; else None. ``is_signed`` says that the page names the text's source, or somebody with a role
    in it, which pages of things do not."""
    outline, metadata, text = _in_simplified(outline, metadata, text)
    amounts = Amounts(outline, labelled, text, metadata)
    former = amounts if before is None else Amounts(outline, before, text, metadata)
    is_left_to_readers = _is_left_to_readers(former, text)
    if former is not amounts and not is_left_to_readers and _was_list(amounts, former, place):
        return Judgement(False, "soft_404" if is_gone(amounts) else "list_page")
    reason = _reason(amounts, place)
    if reason is not None:
        return reason
    if is_left_to_readers:
        return _without_its_text(outline, "comments_only")
    thing = _thing_of(amounts, (before or labelled).zones.end, is_signed=is_signed)
    if thing is not None:
        return Judgement(False, thing)
    if not amounts.paragraphs and _is_bare_table(amounts):
        return Judgement(False, "data_page")
    if amounts.paragraphs or len(text) >= 200 or _is_told(amounts):
        return _of_its_headline(amounts, text)
    from cleaners.judgement import told  # most pages have running text

    if any(form(amounts) for form in (told.is_set_in_lines, told.is_brief, told.is_set_in_table, told.is_introduced)):
        return Judgement(True, None)
    return Judgement(False, _reason_without_text(outline, labelled, amounts))


def _of_its_headline(amounts: Amounts, text: str) -> Judgement:
    """The verdict on a text. One that shares no word with its headline gets a flag, or is refused if it belongs to another
    title."""
    from cleaners.judgement.purpose.others import is_of_another, is_off_headline  # the library starts without it

    if not is_off_headline(amounts, text):
        return Judgement(True, None)
    if amounts.kept and is_of_another(amounts, text):
        return _without_its_text(amounts.outline, OFF_HEADLINE)
    return Judgement(True, None, (OFF_HEADLINE,))


def _without_its_text(outline: Outline, noted: str) -> Judgement:
    """The verdict on a page that shows other people's words in place of its text, or below a video."""
    is_watched = any(block.video is not None for block in outline.blocks)
    return Judgement(False, "video_page" if is_watched else "empty_page", (noted,))


def _is_left_to_readers(amounts: Amounts, text: str) -> bool:
    from cleaners.judgement.purpose.comments import is_one_post, shows_posts_alone  # the library starts without it

    return shows_posts_alone(amounts, text) or is_one_post(amounts)


def _in_simplified(outline: Outline, metadata: Metadata, text: str) -> tuple[Outline, Metadata, str]:
    """The page, with lines, titles and text in simplified characters if it is in traditional ones, since the patterns for kinds
    of pages are in simplified ones."""
    shown = text[:_ASKED] or "\n".join([block.text for block in outline.blocks])
    if not is_traditional("\n".join((*metadata.titles, shown))):
        return outline, metadata, text
    blocks = tuple([_simplified_block(block) if block.text else block for block in outline.blocks])
    pieces = {number: tuple(map(simplified, parts)) for number, parts in outline.pieces.items()}
    titles = tuple(map(simplified, metadata.titles))
    return outline._replace(blocks=blocks, pieces=pieces), metadata._replace(titles=titles), simplified(text)


def _simplified_block(block: Block) -> Block:
    text = simplified(block.text)
    return block if text == block.text else block._replace(text=text)


def _thing_of(amounts: Amounts, end: int, *, is_signed: bool) -> str | None:
    """The kind of thing for which the page exists; None for no such page. A signed page is one only with a short name, with the
    name of a page about the site, or for a recording."""
    if is_signed and headline_size(amounts.headline) >= MIN_HEADLINE and not _may_be_known(amounts):
        return None
    from cleaners.judgement import things  # most articles are signed

    return things.work_of(amounts, end) if is_signed else things.thing_of(amounts, end)


def _may_be_known(amounts: Amounts) -> bool:
    """A cheap test, since most articles are signed: whether a long headline ends like the name of a page about the site or its
    rules, or a title names a show."""
    titles = (amounts.headline, *amounts.metadata.titles)
    if amounts.headline[-1] in _ENDS or ("第" in amounts.headline and not _COUNTED.isdisjoint(amounts.headline)):
        return True
    return any(mark in title for title in titles for mark in _SHOWS)


def _was_list(amounts: Amounts, before: Amounts, place: Place) -> bool:
    """Whether removed entries show that the page is a list: no story is left, less text is left than they had, or only the
    first post of a topic or an account is left."""
    if is_topic(before, place.stamps) or is_of_account(amounts):
        return True
    if not amounts.kept:
        from cleaners.judgement.told import is_set_in_lines  # few pages lose all running text with their entries

        return not (_is_told(amounts) or is_set_in_lines(amounts))
    return not amounts.tells and amounts.prose < before.prose and is_list(before)


def _reason(amounts: Amounts, place: Place) -> Judgement | None:
    """The first reason why the page is no article, regardless of its text; None without one."""
    if is_gone(amounts):
        return Judgement(False, "soft_404")
    if is_list(amounts) or is_topic(amounts, place.stamps) or is_channel(amounts) or is_of_posts(amounts):
        return Judgement(False, "list_page")
    if is_of_flashes(amounts):
        return Judgement(False, "list_page")
    copied = _copied_as(amounts)
    if copied is not None:
        return Judgement(False, copied)
    if _leads_to_others(amounts):
        return Judgement(False, "list_page")
    wall = wall_of(amounts, amounts.metadata)
    if wall is not None:
        return Judgement(False, wall)
    if is_card(amounts):
        return Judgement(False, "profile_page")
    if is_offer(amounts):
        return Judgement(False, "offer_page")
    return Judgement(False, "video_page") if is_player(amounts) else None


def _copied_as(amounts: Amounts) -> str | None:
    """The reason why a text without elements is no article; None for another one."""
    if amounts.outline.blocks[-1:] and amounts.outline.blocks[-1].in_element:
        return None
    from cleaners.judgement.purpose.copied import copied_as  # most pages have elements
    from cleaners.judgement.purpose.streams import is_copied_stream

    return "list_page" if is_copied_stream(amounts) else copied_as(amounts)


def _leads_to_others(amounts: Amounts) -> bool:
    """Whether what is kept introduces, or is the summary of, other pages. Only a page with little running text, or of no
    headline's length, may be one."""
    if amounts.paragraphs == 1:
        from cleaners.judgement.purpose.specials import is_special  # most articles have more lines of running text

        if is_special(amounts):
            return True
    if not amounts.kept or (amounts.tells and not _may_be_searched(amounts)):
        return False
    from cleaners.judgement.purpose import fronts  # most articles have a headline of their length

    return fronts.is_of_results(amounts) or (not amounts.tells and fronts.is_front(amounts))


def _may_be_searched(amounts: Amounts) -> bool:
    """Whether the headline, or a line above the text, may be that of results of a search: a cheap look."""
    return "搜" in amounts.headline or "检索" in amounts.headline or "找到" in "\n".join(amounts.above)


def _is_bare_table(amounts: Amounts) -> bool:
    """Whether nothing is kept but cells of a table, and nothing says what they are: no headline, no fact."""
    if amounts.headline or amounts.has_head:
        return False
    lines = [amounts.outline.blocks[i] for i in amounts.labelled.places_of(Label.BODY, Label.SUBHEAD)]
    return bool(lines) and all(line.cell is not None for line in lines)


def _is_told(amounts: Amounts) -> bool:
    """Whether a text without a long line consists of short sentences, under a headline that the page's title names. Behind those
    of captions stands who took the picture."""
    blocks, verdicts = amounts.outline.blocks, amounts.labelled.verdicts
    told = (
        ends_sentence(blocks[i].text) or (verdicts[i].rule == SECOND_CAPTIONS and "。" in blocks[i].text)
        for i in amounts.labelled.places_of(Label.BODY, Label.SUBHEAD)
    )
    return amounts.is_titled and sum(told) >= MIN_TOLD


def _reason_without_text(outline: Outline, labelled: Labelled, amounts: Amounts) -> str:
    pictures = sum(verdict.label is Label.IMAGE for verdict in labelled.verdicts)
    videos = sum(block.video is not None for block in outline.blocks)
    if videos and amounts.shown < 1_500:
        return "video_page"
    if pictures >= 3 and labelled.headline is not None:
        return "gallery"
    if amounts.linked >= 5 and amounts.links * 4 > amounts.shown:
        return "list_page"
    return "empty_page"
