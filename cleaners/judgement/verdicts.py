"""What a step says of a block, and what that rests on: every verdict that no rule gives has its name here.

A page's verdicts are one value, `Verdicts`. The steps speak in the order of `cleaners.judgement.labels.label_blocks`: the first
to speak of a block is believed, unless a later step corrects it.
"""

from __future__ import annotations

from collections.abc import Mapping

from cleaners.values import Label, Verdict

HEADLINE = Verdict(Label.HEADLINE, "head.headline")
REPEATED_HEADLINE = Verdict(Label.HEADLINE, "head.repeated_headline")
KICKER = Verdict(Label.KICKER, "head.kicker")
DECK = Verdict(Label.DECK, "head.deck")
LINE_UNDER_HEADLINE = Verdict(Label.DECK, "head.line_under_headline")
NAMES = Verdict(Label.BYLINE, "head.names")
AFTER_LABEL = Verdict(Label.ABSTRACT, "head.after_label")
SUMMARY = Verdict(Label.ABSTRACT, "head.summary")
HEAD_LINE = Verdict(Label.ACCOUNT, "head.line")
ABOVE_HEADLINE = Verdict(Label.NAVIGATION, "head.above")
HEAD_IMAGE, HEAD_VIDEO = Verdict(Label.IMAGE, "head.picture"), Verdict(Label.VIDEO, "head.picture")

BODY, SUBHEAD = Verdict(Label.BODY, "body.text"), Verdict(Label.SUBHEAD, "body.text")
BODY_IMAGE, BODY_VIDEO = Verdict(Label.IMAGE, "body.picture"), Verdict(Label.VIDEO, "body.picture")
INSIDE_WIDGET = Verdict(Label.RECOMMENDATION, "body.inside_widget")
LINK_LINE = Verdict(Label.RECOMMENDATION, "body.link_line")
LINK_HEADING = Verdict(Label.RECOMMENDATION, "body.link_heading")
CREDIT_BESIDE = Verdict(Label.CREDIT, "credits.beside")
ENTRY_PICTURE = Verdict(Label.RECOMMENDATION, "body.entry_picture")
LAST_NUMBER = Verdict(Label.SHARE, "body.last_number")
PAGE_NAME = Verdict(Label.SOURCE, "body.page_name")
SHARE_TARGET = Verdict(Label.SHARE, "body.share_target")
MORE_PICTURES = Verdict(Label.SHARE, "body.more_pictures")
#: A line of the head that comes again in the body, by the label it has there.
REPEATED = {label: Verdict(label, "body.repeated_headline") for label in (Label.HEADLINE, Label.KICKER, Label.DECK)}
#: What shares a box with a control, by the label of that.
CONTROLLED = {
    label: Verdict(label, "body.controlled")
    for label in (Label.SHARE, Label.PROMO, Label.RECOMMENDATION, Label.COMMENT)
}

CAPTION_ELEMENT = Verdict(Label.CAPTION, "body.caption_element")
CAPTION_MARKED = Verdict(Label.CAPTION, "body.caption_marked")
CAPTION_CREDITED = Verdict(Label.CAPTION, "body.caption_credited")
CAPTION_SENTENCE = Verdict(Label.CAPTION, "body.caption_sentence")
CAPTION_AFTER_PICTURE = Verdict(Label.CAPTION, "body.caption_after_picture")

HIDDEN = Verdict(Label.OTHER, "hidden")
BEFORE = Verdict(Label.NAVIGATION, "outside.before")
OUTSIDE = Verdict(Label.OTHER, "outside")

IN_STAFF = Verdict(Label.CREDIT, "tail.staff")
VIDEO_CAPTION = Verdict(Label.VIDEO, "tail.video_caption")

# Names of verdicts whose label is that of the heading above: in a run of blocks, in a widget, and of a picture in either.
AFTER_ARTICLE, AFTER_CONTENT = "tail.after_the_article", "outside.after"
IN_WIDGET, RUN_PICTURE = "tail.inside_widget", "tail.picture"

# What the second look does: the names of its verdicts, under the labels that its acts give.
SECOND_STORY, SECOND_ENDED, SECOND_ENTRIES, SECOND_POSTS, SECOND_EDGE, SECOND_NOTE = (
    "second.story",
    "second.ended",
    "second.entries",
    "second.posts",
    "second.edge",
    "second.note",
)
SECOND_HEAD, SECOND_COLUMN, SECOND_GRID, SECOND_CONTACT, SECOND_SHOWN, SECOND_CAPTIONS = (
    "second.head",
    "second.column",
    "second.grid",
    "second.contact",
    "second.shown",
    "second.captions",
)


def by_element_name(label: Label) -> Verdict:
    """What the name of an element gives to a line in it outside the article."""
    return Verdict(label, f"outside.{label}")


#: Verdicts that rest on where a line stands, and on nothing else.
_PLACES = frozenset(
    {
        *(one.rule for one in (LINE_UNDER_HEADLINE, SUMMARY, HEAD_LINE, ABOVE_HEADLINE, HEAD_IMAGE)),
        *(one.rule for one in (BODY, BODY_IMAGE, INSIDE_WIDGET, CAPTION_SENTENCE, CAPTION_AFTER_PICTURE)),
        *(one.rule for one in (BEFORE, OUTSIDE, IN_STAFF, VIDEO_CAPTION)),
        *(AFTER_ARTICLE, AFTER_CONTENT, IN_WIDGET, RUN_PICTURE, *(one.rule for one in CONTROLLED.values())),
    }
)
#: Verdicts that rest on the line itself: its words, its links, its markup. Every name here is in exactly one of the three sets;
#: a test holds that.
_REASONS = frozenset(
    {
        *(one.rule for one in (HEADLINE, REPEATED_HEADLINE, KICKER, DECK, NAMES, AFTER_LABEL, HIDDEN)),
        *(
            one.rule
            for one in (
                LINK_LINE,
                LINK_HEADING,
                CREDIT_BESIDE,
                ENTRY_PICTURE,
                LAST_NUMBER,
                PAGE_NAME,
                MORE_PICTURES,
                SHARE_TARGET,
                CAPTION_MARKED,
                CAPTION_CREDITED,
                *REPEATED.values(),
            )
        ),
        *(SECOND_STORY, SECOND_ENDED, SECOND_ENTRIES, SECOND_POSTS, SECOND_EDGE, SECOND_NOTE),
        *(SECOND_HEAD, SECOND_COLUMN, SECOND_GRID, SECOND_CONTACT, SECOND_SHOWN, SECOND_CAPTIONS),
    }
)
#: Verdicts that rest on tag, class or id of an element around the line.
_ELEMENT_NAMES = frozenset({CAPTION_ELEMENT.rule, *(by_element_name(label).rule for label in Label)})


def is_reason(name: str) -> bool:
    """Whether the verdict of this name rests on the line itself. Rules, those of templates too, take lines for what they say."""
    return name not in _PLACES and name not in _ELEMENT_NAMES


class Verdicts:
    """One verdict a block, while a page is labelled. ``rows`` are those given so far, None for a block that nobody has spoken
    of: the long loops of `cleaners.judgement.runs` fill them in where they stand."""

    __slots__ = ("rows",)

    def __init__(self, blocks: int) -> None:
        self.rows: list[Verdict | None] = [None] * blocks

    def add(self, said: Mapping[int, Verdict]) -> None:
        """Take verdicts, by the numbers of their blocks, for blocks that have none."""
        rows = self.rows
        for number, verdict in said.items():
            if rows[number] is None:
                rows[number] = verdict

    def correct(self, said: Mapping[int, Verdict]) -> None:
        """Take verdicts in place of those given before."""
        for number, verdict in said.items():
            self.rows[number] = verdict
