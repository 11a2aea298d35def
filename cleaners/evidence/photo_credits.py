"""Who took a picture, as its caption says it."""

from __future__ import annotations

import re

from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.people.names import is_word, looks_like_name
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.roles import RANK, REPORTERS

_PERSON = rf"(?:[{HAN}]{{1,8}}(?:[·•・][{HAN}]{{1,8}}){{1,3}}|[{HAN}]{{2,4}})"
#: How somebody with a camera is called; the outlet may stand in front.
_ROLE = (
    rf"(?:{RANK}|[摄攝]影|[图圖]片|文字|[视視][频頻]|[摄攝]像)*"
    rf"(?:{'|'.join(REPORTERS)}|特派员|特派員|摄影师|攝影師)"
)
#: A word and a mark, and the name behind them. What only calls the line one of a picture (`how`) may open its description too.
_NAMED = lazy(
    r"[\s（(/]*(?:(?P<how>(?<![资資配本题組组主])[图圖]\s?[:：]|来源\s?[:：]|來源\s?[:：]|(?:摄影|攝影)\s(?!\s*[:：/／]))"
    rf"|(?:摄影|攝影|供图|供圖|[图圖][片像][来來]源|(?:照|[图圖])片提供|图源|圖源|(?<![{HAN}])[摄攝])\s?[:：/／｜丨|]|[图圖]像[来來]源[，,]|[图圖]\s?[/／｜丨|])\s?"
    rf"(?P<name>[^\s。？?！!）)\]】〕﹞]{{2,20}}?(?:[、\s][{HAN}]{{2,4}}){{0,3}}|[A-Za-z]+(?: [A-Za-z]+(?:/[A-Za-z]+)?){{1,2}})"
    r"\s*(?:提供|翻[摄攝]|[摄攝]影?)?[）)\]】〕﹞]?\s*$"
)
_GIVER = lazy(rf"[\s（(/]*(?:(?:图片|圖片|照片|图|圖)?由)?(?P<name>[{HAN}]{{2,16}}?)\s?(?:供图|供圖|提供)\s*[）)]?\s*$")
#: Who took it is in front; the archive that has it may stand behind a stroke.
_TAKEN = lazy(
    rf"\s*[/／]?\s?(?P<how>摄影|攝影|拍[摄攝]|(?<!拍)[摄攝]|图|圖)(?P<archive>\s?[/／]\s?[{HAN}]{{2,6}}(?:图片|影像|图库|网|社|报))?(?:\s*[（(]资料(?:图片?|照片)?[）)]|\s?{stamps.WRITTEN})?\s*[）)\]］】]?\s*$"
)
#: What stands behind other words than names too: `无人机拍摄`.
_SURE = ("图", "圖", "拍摄", "拍攝")
#: Agencies and archives that sign a picture by their names alone.
_AGENCY = lazy(
    r"(?:^|(?<=[。！？”])\s?|[\s，（(/／])(?P<name>视觉中国|視覺中國|东方IC|IC ?photo|[网網][络絡上路][图圖]片|网络图|CFP|VCG"
    r"|人民视觉|达志影像|達志影像|Getty ?Images|新华社"
    r"|中新社|中央社|路透社?|法新社?|美联社|美聯社|欧新社|歐新社|彭博社?|澎湃影像)"
    r"\s*(?:供?[图圖]|[图圖]片|(?:[资資]料|檔案|档案)(?:[图圖]片?|照片)?|[发發])?\s*[）)]?\s*$",
    re.I,
)
#: `（取自某某臉書）`: where somebody found it.
_FOUND = lazy(
    r"\s*[（(](?:[图圖]片?)?(?:[取截摘]|翻[摄攝]|[撷擷]取|截[图圖])自(?P<name>[^）)]{2,24})[）)]\s*$"
    r"|\s*[（(]?(?:[图圖]片?|照片)(?:[来來]源?[于於自]?|源[自于於])\s?(?P<net>[网網][络絡路]|互联网)[）)]?\s*$"
    r"|\s*[（(](?P<site>互[联聯][网網]|[网網]上|Facebook|FB|[脸臉][书書]|Twitter|Instagram|IG|微博|YouTube)"
    r"(?:[图圖]片|照片|(?:影片)?截[图圖])[）)]\s*$"
)
_MARKS = "▲△↑▼◄►▶ "
_BETWEEN_NAMES = ("、", " ", "\u3000", "\u00a0")
_LAST_NAME = lazy(
    rf"(?:(?P<role>{_ROLE}\s*[:：]?\s*)|(?P<edge>^|[\s、，。；！？”（(/／\[［【])(?!{_ROLE}))(?P<name>{_PERSON})$"
)
_ROLES = lazy(rf"(?:^|[{HAN}A-Za-z+·]{{0,12}}?){_ROLE}\s*(?=[{HAN}])")
_ROLE_LAST = lazy(rf"{_ROLE}\s*[:：]?\s*$")
#: The outlet that somebody took a picture for: one that is known, or what stands behind an edge.
_OWN_LAST = lazy(r"(?:本[报報网網社台刊]|新华社|中新社|人民网)\s*[发發]?[\s（(·/／]*$")
_OUTLET_LAST = lazy(rf"(?:^|(?<=[\s。，；！？”（(/／]))(?P<name>[{HAN}A-Za-z·+]{{2,14}}?)\s*[发發]?[\s（(·/／]*$")
_WORD_LAST = lazy(rf"(?<=[\s。！？”（(])(?P<word>[{HAN}A-Za-z·+]{{2,10}})$")
#: Who takes pictures and is no outlet.
_CREWS = ("摄影队", "摄影协会", "摄影家协会", "图片社", "影像", "记者站")
#: Characters of a description that no name of an outlet has.
_TOLD = frozenset("在的向把被从了看拍")
GIVEN = lazy(
    r"^[（(\[]?\s*(?:本文|文中|本版|本组|以上)?\s*(?:(?:图片|照片|配图|图|供图|摄影|视频)(?:均)?(?:由|来源|来自)\s*[:：]?|(?P<how>(?:图片|照片|配图|图)(?:均)?[:：])|(?:供图|摄影)(?:均)?[:：])"
    r"\s*(?P<giver>[^。）)\]]{2,24}?)(?:提供|供图|拍摄|摄)?\s*[）)\]]?$"
    rf"|^[（(\[]?\s*(?P<short>[{HAN}]{{2,16}}?)供图\s*[）)\]]?$"
)


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """A caption and its photo credit: `图为施工现场。 王五 摄` → (`图为施工现场。`, `王五`)."""
    if "/" in caption[:5]:
        caption = _COUNTER.sub("", caption)
    if not _has_credit_sign(caption):
        return caption.lstrip(_MARKS) or None, None
    giver = read_giver(caption)
    if giver is not None:
        return None, giver
    caption = caption.lstrip(_MARKS)
    taken = _TAKEN.search(caption)
    if taken is not None and taken["archive"] and not _LAST_NAME.search(caption[: taken.start()].rstrip()):
        taken = None
    named = None if taken is not None and taken["archive"] else _name_given(caption)
    if named is not None:
        return _before(caption[: named.start()]), _ROLES.sub("", named["name"].strip())
    rest, names = _names_before(_closed_up(caption[: taken.start()]), sure=taken["how"] in _SURE) if taken else ("", [])
    if names:
        return _before(rest), "、".join(names)
    signed = _AGENCY.search(caption) or _FOUND.search(caption)
    if signed is None and (own := _OF_OUTLET.search(caption)) is not None and _signs_for_outlet(own):
        return _before(caption[: own.start()]), own["name"]
    if signed is None and (given := _BY_OUTLET.search(caption)) is not None and is_outlet(given["name"]):
        return caption[: given.start("name")].rstrip(" （(\u3000\u00a0") or None, given["name"]
    if signed is None:
        return caption or None, None
    named_as = signed.groupdict()
    return _before(caption[: signed.start()]), signed["name"] or named_as.get("net") or named_as.get("site")


#: The number of a picture in its set, before the caption: `1/12 `.
_COUNTER = lazy(r"^[(（]?\d{1,3}\s?/\s?\d{1,3}(?:[)）]\s*|\s+)(?=\S)")


def _closed_up(text: str) -> str:
    """A text with the name that it ends with, of two characters set apart, as one word: `闵 捷`."""
    last = _SPACED_LAST.search(text)
    if last is None or not looks_like_name(last["one"] + last["two"]):
        return text
    return text[: last.start()] + last["one"] + last["two"]


_SPACED_LAST = lazy(rf"(?:^|(?<=[\s。，、！？”（(/]))(?P<one>[{HAN}])[ \u3000\u00a0](?P<two>[{HAN}])\s*$")

#: `（甲乙／某報）`: who took it, and the outlet.
_OF_OUTLET = lazy(rf"\s*[（(〔\[【](?P<name>[{HAN}]{{2,4}})\s?[/／╱]\s?(?P<outlet>[{HAN}]{{2,10}})[）)〕\]】]\s*$")


#: `某报 图`: an outlet, and the word for a picture.
_BY_OUTLET = lazy(rf"(?:^|[。！？”\s（(])(?P<name>[{HAN}A-Za-z·+]{{2,14}})\s[图圖]\s*[）)]?\s*$")


def _signs_for_outlet(brackets: re.Match[str]) -> bool:
    return looks_like_name(brackets["name"]) and is_outlet(brackets["outlet"])


#: The last brackets of a line, and its last part behind a word for pictures.
_LAST_BRACKETS = lazy(r"[（(〔﹝\[【](?P<words>[^（()）〔〕﹝﹞\[\]【】]{2,30})[）)〕﹞\]】]\s*$")
_LAST_PART = lazy(
    r"(?:^|(?<=[。！？”」』\s]))(?P<words>(?:[图圖]片?|照片|[摄攝]影)(?:[来來]源|提供)?\s?[/／:：︰∶｜|]\s?[^。！？]{2,24})$"
)
#: Who is named behind these words said what the text says.
_SAID_BY = ("来源", "來源", "据", "據", "综合", "綜合", "摘")


def ends_with_credit(line: str) -> bool:
    """Whether the last brackets of a line, or its last part behind a word for pictures, say who took or gave a picture."""
    last = _LAST_BRACKETS.search(line) or _LAST_PART.search(line)
    if last is None or last["words"].startswith(_SAID_BY):
        return False
    return split_credit(f"（{last['words']}）")[1] is not None or is_outlet(last["words"])


def ends_with_outlet(line: str) -> bool:
    """Whether the last brackets of a line name an outlet or an agency and say nothing else: a report ends so too."""
    last = _LAST_BRACKETS.search(line)
    return last is not None and (_AGENCY.fullmatch(last["words"]) is not None or is_outlet(last["words"]))


def read_giver(line: str) -> str | None:
    """Who gave the pictures, from a line that says nothing else: `图片由某某馆提供`."""
    given = GIVEN.match(line)
    if given is None or (given["how"] and not _can_give(given["giver"])):
        return None
    name: str = given["giver"] or given["short"]
    return _ROLES.sub("", name.strip())


def _has_credit_sign(caption: str) -> bool:
    """Whether a caption holds a word that each of the expressions for a credit needs one of."""
    return (
        any(sign in caption for sign in "图摄圖攝社自")
        or "提供" in caption
        or "照片" in caption
        or "视频" in caption
        or "来源" in caption
        or "來源" in caption
        or _AGENCY.search(caption) is not None
        or ("／" in caption and _OF_OUTLET.search(caption) is not None)
    )


def _name_given(caption: str) -> re.Match[str] | None:
    """The name at the end of a caption behind a word and a mark, or before 供图 or 提供. The expressions try every character,
    so that what each of them needs is looked for first."""
    if any(mark in caption for mark in ":：/／｜丨|") or "影" in caption or "像来源" in caption or "像來源" in caption:
        named = _NAMED.search(caption)
        if named is not None and named["how"] is None and not _DESCRIBES.isdisjoint(named["name"]):
            return None
        if named is not None and (named["how"] is None or _can_give(named["name"]) or "提供" in named[0]):
            return named
    return _GIVER.search(caption) if "供图" in caption or "提供" in caption or "供圖" in caption else None


#: What a description has and no name, behind `图丨`.
_DESCRIBES = frozenset("的在了把被")


def _can_give(giver: str) -> bool:
    """Whether words are somebody's who takes or gives pictures: names, an outlet, an agency. Others may describe the picture."""
    bare = _ROLES.sub("", giver.strip())
    words = [word for word in re.split(r"[、\s]+", bare) if word]
    are_names = all(map(looks_like_name, words)) and not all(map(is_word, words))
    return are_names or is_outlet(bare) or bare == "网络" or _AGENCY.fullmatch(bare) is not None


def _names_before(text: str, *, sure: bool) -> tuple[str, list[str]]:
    """The names that a text ends with, and the text before them. The last one needs an edge in front of it, or with
    ``sure`` a surname; those before it need a surname, since words of the caption stand there too."""
    names: list[str] = []
    while len(names) < 3:
        found = _LAST_NAME.search(text)
        if found is None or ((names or sure) and not found["role"] and not looks_like_name(found["name"])):
            break
        if is_outlet(found["name"]):
            break
        names.insert(0, found["name"])
        text = (
            text[: found.start("name")]
            if found["role"]
            else text[: found.start()] + (found["edge"] or "").strip("、/／（([［【 \u3000\u00a0")
        )
        if found["role"] or found["edge"] not in _BETWEEN_NAMES:
            break
    return text, names


def _before(text: str) -> str | None:
    """What stands before a credit, without the role and the outlet of who took the picture, and without a word for pictures that
    opens its brackets."""
    role = _ROLE_LAST.search(text)
    if role is not None:
        text = text[: role.start()]
        part = _WORD_LAST.search(text)
        if part is not None and _TOLD.isdisjoint(part["word"]):
            text = text[: part.start("word")]  # the outlet of the role, whatever it ends in
    text = _OPENED.sub("", text) if "（" in text or "(" in text else text
    outlet = _OWN_LAST.search(text)
    if outlet is None:
        outlet = _OUTLET_LAST.search(text)
        if outlet is not None and not _takes_pictures(outlet["name"]):
            outlet = None
    if outlet is not None:
        text = text[: outlet.start()]
    return text.rstrip(" （([［【/／\u3000\u00a0\t").lstrip(" /／\u3000\u00a0\t") or None


#: Brackets that were open before the credit: `（資料照，`, `（示意`.
_OPENED = lazy(r"[（(](?:(?:[资資]料|[档檔]案|示意|[现現][场場]|合成)[照图圖]?片?|[照图圖]片)[，,、／/:：\s]*$")


def _takes_pictures(name: str) -> bool:
    return (is_outlet(name) or name.endswith(_CREWS)) and _TOLD.isdisjoint(name)
