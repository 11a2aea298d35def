"""How the keys of a page's state are usually called, by what they say of the article."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

_TITLES = "title|headline|(?:article|news|content|doc|post|msg)_?title|subject"
TITLE = lazy(rf"^(?:.*_)?(?:{_TITLES})$", re.I)
#: A title, or a name, as few articles call theirs.
HEADLINE = lazy(rf"^(?:.*_)?(?:{_TITLES}|name)$", re.I)
KICKER = lazy(r"(?:shoulder|kicker|pre_?title|intro_?title|lead_?title|yinti)", re.I)
DECK = lazy(r"(?:sub_?title|sub_?headline|deck|futi)", re.I)
SOURCE = lazy(r"(?:source|origin|media|from|copyfrom)(?:_?name)?$", re.I)
AUTHOR = lazy(r"(?:author|byline|reporter|writer)s?(?:_?name)?$", re.I)
EDITOR = lazy(r"(?:editor|duty_?editor|responsible)(?:_?name)?$", re.I)
ABSTRACT = lazy(r"(?:abstract|summary|digest)$", re.I)

#: Keys of moments: any, then those of publication, the surer ones first. Others say when something was changed or asked for.
DATE = lazy(r"(?:publish|pub|release|create|post|issue|date|time)", re.I)
PUBLISHED = (
    lazy(r"publish|pub_?(?:date|time)|pubtime|release|issue", re.I),
    lazy(
        r"^(?!.*(?:updat|modif|edit|expire|end|server|now|current|login|regist|duration|zone|stamp_?now)).*(?:pub|post|date|time)",
        re.I,
    ),
    lazy(r"^(?!.*(?:updat|modif|edit)).*create", re.I),
    DATE,
)

#: Who wrote what readers write, and not an author.
NICKNAME = lazy(
    r"^(?:nick_?name|nick|user_?name|user_?nick|user_?info|user_?id|user|uid|screen_?name|commenter|floor)$", re.I
)
