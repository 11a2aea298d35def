"""How the keys of a page's state are usually called, by what they say of the article."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

_TITLES = "title|headline|(?:article|news|content|doc|post|msg)_?title|subject|biaoti"
#: Titles of something else than the article, or of a part of it.
_OTHERS = (
    "sub|sec(?:ond)?|pre|intro|lead|shoulder|share|seo|meta|site|app|web|channel|column|album|topic|program|category|section|nav|menu|"
    "btn|button|tab|page|dialog|modal|img|image|pic|video|wx|media|cat|type|tag|group|list"
)
TITLE = lazy(rf"^(?:.*_)?(?:{_TITLES})$", re.I)
#: A title, or a name, as few articles call theirs.
HEADLINE = lazy(rf"^(?:.*_)?(?:{_TITLES}|name|header|(?!(?:{_OTHERS})_?title)[a-z]{{1,8}}_?title)$", re.I)
KICKER = lazy(r"(?:shoulder|kicker|pre_?title|intro_?title|lead_?title|yinti)", re.I)
DECK = lazy(r"(?:sub_?title|sub_?headline|deck|futi)", re.I)
SOURCE = lazy(r"(?:(?:source|origin|media|from|copyfrom|chl)(?:_?name)?|laiyuan)$", re.I)
AUTHOR = lazy(r"(?:(?:author|byline|reporter|writer)s?(?:_?name)?|zuozhe)$", re.I)
EDITOR = lazy(r"(?:(?:editor|duty_?editor|responsible)(?:_?name)?|bianji|zebian)$", re.I)
ABSTRACT = lazy(r"(?:abstract|summary|digest|zhaiyao)$", re.I)

#: Keys of moments: any, then those of publication, the surer ones first. Others say when something was changed or asked for.
DATE = lazy(r"(?:publish|pub|release|create|post|issue|date|time|shijian|riqi)", re.I)
PUBLISHED = (
    lazy(r"publish|pub_?(?:date|time)|pubtime|release|issue|fabu", re.I),
    lazy(
        r"^(?!.*(?:updat|modif|edit|expire|end|server|now|current|login|regist|duration|zone|stamp_?now)).*(?:pub|post|date|time)",
        re.I,
    ),
    lazy(r"^(?!.*(?:updat|modif|edit)).*create", re.I),
    DATE,
)

#: An object beside a content that holds facts about it.
BESIDE = lazy(r"(?:info|meta|attrs?|extra|ext|base|source|media|publisher)$", re.I)

#: Who wrote what readers write, and not an author.
NICKNAME = lazy(
    r"^(?:nick_?name|nick|user_?name|user_?nick|user_?info|user_?id|user|uid|screen_?name|commenter|floor)$", re.I
)
