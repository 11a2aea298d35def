"""Why a line is not in the text: a *reason* speaks of the line itself, a *place* only of where it stands.

A line of running text that only its place has cut is looked at again (`cleaners.judgement.second_look`).
"""

from __future__ import annotations

from cleaners.article import Label
from cleaners.rules import RULES

#: Verdicts that say something of the line: what it repeats, names, describes or opens, or that the page does not show it.
#: Every rule that matches a line is a reason too.
REASONS = frozenset(
    (
        "hidden head.headline head.repeated_headline head.kicker head.deck head.names head.after_label head.picture "
        "body.text body.picture body.repeated_headline body.link_line body.last_number "
        "body.caption_marked body.caption_credited body.caption_element body.caption_sentence body.caption_after_picture "
        "tail.picture tail.video_caption "
        "second.story second.entries second.ended second.edge second.note second.column second.head second.shown second.captions"
    ).split()
)

#: Verdicts that follow from where a line stands alone: in the head, behind an end, around the main content, in an element
#: whose name speaks for what it usually holds.
PLACES = frozenset(
    (
        "head.line_under_headline head.summary head.line head.above body.inside_widget "
        "tail.after_the_article tail.inside_widget tail.staff outside outside.before outside.after"
    ).split()
) | {
    f"outside.{label}"
    for label in (Label.NAVIGATION, Label.FOOTER, Label.COMMENT, Label.SHARE, Label.RECOMMENDATION, Label.PROMO)
}

_RULES = frozenset(rule.name for rule in RULES)


def is_reason(name: str) -> bool:
    """Whether the name of a rule or a verdict says something of the line itself. Raises KeyError for an unknown name."""
    if name in PLACES:
        return False
    if name in REASONS or name in _RULES or name.startswith("template."):
        return True
    raise KeyError(name)
