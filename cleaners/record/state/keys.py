"""Usual key names in a page's state, by the fact about the article that they hold."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

_TITLES = "title|headline|(?:article|news|content|doc|post|msg)_?title|subject|biaoti"
#: Titles of something other than the article, or of a part of it.
_OTHERS = (
    "sub|sec(?:ond)?|pre|intro|lead|shoulder|share|seo|meta|site|app|web|channel|column|album|topic|program|category|section|nav|menu|"
    "btn|button|tab|page|dialog|modal|img|image|pic|video|wx|media|cat|type|tag|group|list"
)
TITLE = lazy(rf"^(?:.*_)?(?:{_TITLES})$", re.I)
#: Keys of a title or name, including rare ones.
HEADLINE = lazy(rf"^(?:.*_)?(?:{_TITLES}|name|header|(?!(?:{_OTHERS})_?title)[a-z]{{1,8}}_?title)$", re.I)
KICKER = lazy(r"(?:shoulder|kicker|pre_?title|intro_?title|lead_?title|yinti)", re.I)
DECK = lazy(r"(?:sub_?title|sub_?headline|deck|futi)", re.I)
SOURCE = lazy(r"(?:(?:source|origin|media|from|copyfrom|chl)(?:_?name)?|laiyuan)$", re.I)
AUTHOR = lazy(r"(?:(?:author|byline|reporter|writer)s?(?:_?name)?|zuozhe)$", re.I)
EDITOR = lazy(r"(?:(?:editor|duty_?editor|responsible)(?:_?name)?|bianji|zebian)$", re.I)
ABSTRACT = lazy(r"(?:abstract|summary|digest|zhaiyao)$", re.I)

#: Keys of dates and times: first any, then those of publication, most certain first. Other keys hold the time of a change or of
#: the request.
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

#: An object next to a content that contains facts about it.
BESIDE = lazy(r"(?:info|meta|attrs?|extra|ext|base|source|media|publisher)$", re.I)

#: Keys for the writer of a reader's post, who is no author.
NICKNAME = lazy(
    r"^(?:nick_?name|nick|user_?name|user_?nick|user_?info|user_?id|user|uid|screen_?name|commenter|floor)$", re.I
)
