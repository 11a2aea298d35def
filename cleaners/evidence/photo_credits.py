"""Who took a picture, as its caption says it."""

from __future__ import annotations

import re

from cleaners.evidence.names import looks_like_name
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

_NAMED = lazy(
    rf"[\s（(/]*(?:摄影|攝影|供图|图片来源|图源|摄|攝|图|圖)\s?[:：/／]\s?(?P<name>[^\s。）)]{{2,20}}?(?:[、\s][{HAN}]{{2,4}}){{0,3}})\s*(?:提供|翻[摄攝])?[）)]?\s*$"
)
_GIVER = lazy(rf"[\s（(/]*(?:(?:图片|照片|图)?由)?(?P<name>[{HAN}]{{2,16}}?)(?:供图|提供)\s*[）)]?\s*$")
_TAKEN = lazy(r"\s*[/／]?\s?(?P<how>摄影|摄|图)\s*[）)]?\s*$")
_MARKS = "▲△↑▼◄►▶ "
_BETWEEN_NAMES = ("、", " ", "\u3000", "\u00a0")
_LAST_NAME = lazy(
    rf"(?:(?P<reporter>[{HAN}]{{0,10}}?(?:记者|通讯员)\s*)|(?P<edge>^|[\s、，。；！？”（(/／]))(?P<name>[{HAN}]{{2,4}})$"
)
GIVEN = lazy(
    r"^[（(\[]?\s*(?:本文|文中|本版|本组|以上)?\s*(?:图片|照片|配图|图|供图|摄影|视频)(?:均)?(?:由|来源|来自|[:：])\s*[:：]?\s*(?P<giver>[^。）)\]]{2,24}?)(?:提供|供图|拍摄|摄)?\s*[）)\]]?$"
    rf"|^[（(\[]?\s*(?P<short>[{HAN}]{{2,16}}?)供图\s*[）)\]]?$"
)


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """A caption and its photo credit: `图为施工现场。 王五 摄` → (`图为施工现场。`, `王五`)."""
    if not _has_credit_sign(caption):
        return caption.lstrip(_MARKS) or None, None
    given = GIVEN.match(caption)
    if given:
        return None, (given.group("giver") or given.group("short")).strip()
    caption = caption.lstrip(_MARKS)
    named = _name_given(caption)
    if named is not None:
        return _trimmed(caption[: named.start()]), named["name"].strip()
    taken = _TAKEN.search(caption)
    if taken is None:
        return caption or None, None
    rest, names = _names_before(caption[: taken.start()], sure=taken["how"] == "图")
    return (_trimmed(rest), "、".join(names)) if names else (caption, None)


def _has_credit_sign(caption: str) -> bool:
    """Whether a caption holds a word that each of the expressions for a credit needs one of: `GIVEN`, `_NAMED`, `_GIVER`
    and `_TAKEN`."""
    return any(sign in caption for sign in "图摄圖攝") or "提供" in caption or "照片" in caption or "视频" in caption


def _name_given(caption: str) -> re.Match[str] | None:
    """The name at the end of a caption behind a word and a mark, or before 供图 or 提供. The expressions try every character,
    so that what each of them needs is looked for first."""
    if ":" in caption or "：" in caption or "/" in caption or "／" in caption:
        named = _NAMED.search(caption)
        if named is not None:
            return named
    return _GIVER.search(caption) if "供图" in caption or "提供" in caption else None


def _names_before(text: str, *, sure: bool) -> tuple[str, list[str]]:
    """The names that a text ends with, and the text before them. The last one needs an edge in front of it, or with
    ``sure`` a surname; those before it need a surname, since words of the caption stand there too."""
    names: list[str] = []
    while len(names) < 3:
        found = _LAST_NAME.search(text)
        if found is None or ((names or sure) and not looks_like_name(found["name"])):
            break
        names.insert(0, found["name"])
        text = text[: found.start()] + (found["edge"] or "").strip("、/／（(")
        if found["reporter"] or found["edge"] not in _BETWEEN_NAMES:
            break
    return text, names


def _trimmed(text: str) -> str | None:
    return text.strip(" （(/\u3000\u00a0\t") or None
