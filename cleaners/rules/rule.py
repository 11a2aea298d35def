"""The rule value: one form of boilerplate, where it may stand, what follows from it, and its own proof.

Rules are matched against the match form of a line (see `cleaners.rules.form`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from cleaners.reading.patterns import compiled, lazy, written
from cleaners.rules.form import fold_line
from cleaners.values import Label, Verdict

if TYPE_CHECKING:
    from cleaners.reading.signs import Signs

#: Maximum length of a line that a rule takes, in characters: the default, and a shorter one for rules whose words also occur in
#: sentences (labels, buttons, calls). Without a limit, one more line of the 27,000 on 655 measured pages would be taken, a row
#: of licences.
MAX_CHARS, SHORT = 100, 60

#: Limits that only bound work: a pattern is not tried on longer lines. For rows of facts, for whole paragraphs, and for calls
#: whose steps were joined into one line.
LONG, PARAGRAPH, LONGEST = 200, 640, 4_000

#: Share of the running text after the end of an article that counts in the search for the main content.
WEIGHT_AFTER = 0.25


class Where(StrEnum):
    """The part of a page where a rule applies: before the body, from the body's start on, or both."""

    HEAD = "head"
    TAIL = "tail"
    ANYWHERE = "anywhere"


class Effect(StrEnum):
    """What a match means for the lines around it."""

    LINE = "line"  # this line only
    END = "end"  # the article ended before this line
    WIDGET = "widget"  # heading of a block of other things; after the body it ends the article


class Strength(StrEnum):
    """How certainly a line separates what is above it from what is below. For `Effect.END` and `Effect.WIDGET`, it decides
    whether the article is over."""

    WEAK = "weak"  # only if nothing like an article follows: such words also occur inside articles
    USUAL = "usual"  # unless the article's own column goes on
    STRONG = "strong"  # always; after a weak end, prose below another strong line (a byline, for example) belongs to another story


class Opens(StrEnum):
    """What the lines below a match are, apart from the block that an `Effect.WIDGET` heads."""

    NOTHING = "nothing"
    ABSTRACT = "abstract"  # the next line is the article's abstract
    STAFF = "staff"  # the next lines are roles with names
    CAPTION = "caption"  # the next line describes the video


class Fact(StrEnum):
    """A fact about the article that a rule's line states."""

    SEVERAL = "several"  # several facts, with counts and controls among them
    SOURCE = "source"  # the first publisher, behind a key
    OUTLET = "outlet"  # the first publisher, beside the date and without a key
    SECTION = "section"  # the section, as a step of the breadcrumb
    TAGS = "tags"  # what the article is about, behind a word for tags
    DOCUMENT = "document"  # the reference data of an official document
    ACCOUNT = "account"  # the author and the account of a platform, behind 原创
    ISSUE = "issue"  # that the page belongs to an issue of a printed paper


class RuleError(ValueError):
    """A rule lacks examples, or one of its examples fails."""


_proves_at_once = True


@contextmanager
def proven_by_tests() -> Iterator[None]:
    """Rules made inside are not checked: their examples are left to the tests, and their patterns are compiled when a line first
    needs them. Compiling and checking all of them takes half a second, which would delay every start."""
    global _proves_at_once
    before, _proves_at_once = _proves_at_once, False
    try:
        yield
    finally:
        _proves_at_once = before


class Rule:
    """One form of boilerplate. ``pattern`` must match the whole match form of a line of at most ``max_chars``.

    Unless ``sentences`` is set, the rule takes no line that contains a full stop or a question mark: articles consist of sentences,
    boilerplate rarely does. ``drops`` are lines that it must take, ``keeps`` the most similar real sentences that it must not take; a
    rule without both is rejected. ``cues`` are short patterns, all of which occur in every line that it takes: a long pattern is
    compiled, and its signs are read, only for lines that have them.
    What a match means for its surroundings: ``effect`` and ``strength`` say whether the article ends there, ``opens`` what
    the lines below are, ``weight_after`` which share of the running text after an end counts in the search for the main
    content, and ``states`` which fact the line gives.
    Raises RuleError if examples are missing or fail, re.error if the pattern is no regular expression.
    """

    # Not a dataclass: its methods would be compiled at every start, and took a fortieth of the library's import time.
    __slots__ = (
        *(
            "name",
            "label",
            "pattern",
            "drops",
            "keeps",
            "where",
            "effect",
            "strength",
            "opens",
            "weight_after",
            "states",
        ),
        *("max_chars", "sentences", "about", "cues", "verdict", "_cues", "_regex"),
    )

    def __init__(
        self,
        name: str,
        label: Label,
        pattern: str,
        drops: tuple[str, ...],
        keeps: tuple[str, ...],
        *,
        where: Where = Where.ANYWHERE,
        effect: Effect = Effect.LINE,
        strength: Strength = Strength.USUAL,
        opens: Opens = Opens.NOTHING,
        weight_after: float = WEIGHT_AFTER,
        states: Fact | None = None,
        max_chars: int = MAX_CHARS,
        sentences: bool = False,
        about: str = "",
        cues: tuple[str, ...] = (),
    ) -> None:
        self.name: Final = name
        self.label: Final = label
        self.pattern: Final = pattern
        self.drops: Final = drops
        self.keeps: Final = keeps
        self.where: Final = where
        self.effect: Final = effect
        self.strength: Final = strength
        self.opens: Final = opens
        self.weight_after: Final = weight_after
        self.states: Final = states
        self.max_chars: Final = max_chars
        self.sentences: Final = sentences
        self.about: Final = about
        self.cues: Final = cues
        #: The verdict on every line that the rule takes.
        self.verdict: Final = Verdict(label, name)
        self._cues: Final = tuple(lazy(cue) for cue in cues)
        self._regex: re.Pattern[str] | None = None
        self._admit()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    def _admit(self) -> None:
        """Check the examples, unless the tests do. Raises RuleError and re.error."""
        if not self.drops or not self.keeps:
            raise RuleError(f"rule {self.name}: a rule needs both drops and keeps")
        if _proves_at_once:
            self.prove()

    def prove(self) -> None:
        """Match the rule against its examples. Raises RuleError if one fails, re.error for an invalid pattern."""
        for line in self.drops:
            if not self.matches(fold_line(line)):
                raise RuleError(f"rule {self.name} does not take {line!r}")
        for line in self.keeps:
            if self.matches(fold_line(line)):
                raise RuleError(f"rule {self.name} takes {line!r}, which it must leave")

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled at first use."""
        if self._regex is None:
            self._regex = compiled(self.pattern, tree=_parsed.pop(self.pattern, None))
        return self._regex

    def signs(self) -> Signs:
        """What a line must contain for the rule to take it. Keeps the parsed pattern for the first line that needs it."""
        import re._parser as regex_parser  # type: ignore[import-not-found]

        from cleaners.reading.signs import read_signs, signs_of_all  # asked for when the package is built

        if self.cues:
            return signs_of_all([read_signs(regex_parser.parse(written(cue))) for cue in self.cues])
        _parsed[self.pattern] = tree = regex_parser.parse(written(self.pattern))
        return read_signs(tree)

    def takes(self, form: str) -> bool:
        """Whether cues and pattern match a line, given in its match form, regardless of its length."""
        for cue in self._cues:
            if cue.search(form) is None:
                return False
        return (self._regex or self.regex).fullmatch(form) is not None

    @property
    def family(self) -> str:
        """The part of the name before the dot: the module that contains the rule."""
        return self.name.partition(".")[0]

    def matches(self, form: str) -> bool:
        """Whether the rule takes a line, given in its match form."""
        if len(form) > self.max_chars or (not self.sentences and ("。" in form or "?" in form)):
            return False
        return self.takes(form)


class StatedRule(Rule):
    """A rule without a pattern and without examples: the page itself, or other pages of the site, state what a line is."""

    __slots__ = ()

    def _admit(self) -> None:
        """Nothing to prove."""


#: Parsed patterns of rules that no line has needed yet, by their text.
_parsed: dict[str, Any] = {}
