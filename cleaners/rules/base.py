"""The rule value: one form of boilerplate, where it may stand, what follows from it, and its own proof.

Rules are matched against the *match form* of a line: full-width punctuation, digits and letters folded to ASCII, NBSP and
U+3000 to a space, lower case. Only the matching sees that form; outputs keep the author's characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from cleaners.article import Label

#: A line longer than this is running text for every rule that does not say otherwise.
MAX_CHARS = 100

_FOLD: dict[int, int | str] = {0xFF01 + n: 0x21 + n for n in range(94)}
_FOLD |= {
    ord(a): b
    for a, b in {
        "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": " ", "【": "[", "】": "]", "〔": "[",
        "〕": "]", "丨": "|", "│": "|", "┃": "|", "︱": "|", "»": ">", "›": ">", "＞": ">", "〉": ">", "→": ">", "﹥": ">", "•": "·", "・": "·", "‧": "·",
        "﹕": ":", "∶": ":", "︰": ":", "。": "。",
    }.items()
}  # fmt: skip


class Where(StrEnum):
    """The part of a page in which a rule may speak: before the body, from the body's start on, or in both."""

    HEAD = "head"
    TAIL = "tail"
    ANYWHERE = "anywhere"


class Effect(StrEnum):
    """What a match means for the lines around it."""

    LINE = "line"  # this line only
    END = "end"  # the article ended before this line
    WIDGET = "widget"  # heading of a block of other things; after the body it ends the article


class RuleError(ValueError):
    """A rule without proof, or one whose proof fails."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of boilerplate. ``pattern`` must match the whole match form of a line of at most ``max_chars``.

    Unless ``sentences`` is set, lines that hold a full stop or a question mark are left: boilerplate seldom speaks in
    sentences, articles do. ``drops`` are lines it must take, ``keeps`` the nearest true lines that it must leave; a rule without both is refused.
    Raises RuleError when a proof is missing or fails, re.error when the pattern is no regular expression.
    """

    name: str
    label: Label
    pattern: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]
    where: Where = Where.ANYWHERE
    effect: Effect = Effect.LINE
    max_chars: int = MAX_CHARS
    sentences: bool = False
    about: str = ""
    regex: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regex", re.compile(self.pattern))
        if not self.drops or not self.keeps:
            raise RuleError(f"rule {self.name}: a rule needs both drops and keeps")
        for line in self.drops:
            if not self.matches(match_form(line)):
                raise RuleError(f"rule {self.name} does not take {line!r}")
        for line in self.keeps:
            if self.matches(match_form(line)):
                raise RuleError(f"rule {self.name} takes {line!r}, which it must leave")

    @property
    def family(self) -> str:
        """The part of the name before the dot, which is the file the rule stands in."""
        return self.name.partition(".")[0]

    def matches(self, form: str) -> bool:
        """Whether the rule takes a line, given in its match form."""
        if len(form) > self.max_chars or (not self.sentences and ("。" in form or "?" in form)):
            return False
        return self.regex.fullmatch(form) is not None


_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def match_form(line: str) -> str:
    """A line as rules see it: ASCII punctuation, lower case, stripped, without the glyphs of icon fonts."""
    return _PRIVATE_USE.sub("", line.translate(_FOLD)).lower().strip()
