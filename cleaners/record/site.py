"""The site of a page: its name in the head, the title or the copyright line, or its host."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleaners.evidence.metadata import Metadata
from cleaners.evidence.outlets import SITE, SITE_ADDRESS, SUBJECT
from cleaners.evidence.titles import key
from cleaners.judgement.labels import Labelled
from cleaners.reading.addresses import FIRST_PAGE
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.record.lines import CRUMB_LABEL, rules_stating
from cleaners.rules import Fact
from cleaners.rules.form import in_both_scripts, simplified
from cleaners.rules.navigation import NO_SECTIONS, is_channel
from cleaners.values import Block, Label

#: Minimum and maximum length of a site's name, in characters.
_SIZES = range(2, 31)

#: What separates the parts of a title.
_SEPARATOR = lazy(r"\s*[_|｜丨︱│]+\s*|\s+@\s+|\s+/\s+|\s+[-–—·]+\s*|\s*[-–—]+\s+|[-–—]{1,}|\s*::\s*|\s*[<>«»]\s*")
_CHANNEL = lazy(
    rf"(?:{SUBJECT}|首页|正文|详情|内容|文章|新闻|频道|资讯|报导|动态|中心|公告|通知|公开|社区|论坛|博客|页){{1,5}}"
    r"|\W*\d[\d\W]*|第?\w{1,3}版.*"
)
_NAME = rf"(?P<name>[{HAN}](?:[{HAN}A-Za-z0-9·]|[（(][{HAN}]{{1,8}}[)）]){{1,18}})"
_RIGHTS = r"(?:版权所有|版權所有|All Rights? Reserved)"
_SPAN = r"(?:(?:19|20)\d{2}(?:\s?[-–~至]\s?(?:(?:19|20)\d{2}|present|now))?年?)"
#: `© 2019 某某网 版权所有`, `某某网 版权所有`, `版权所有：某某网`.
_OWNER = (
    lazy(
        rf"(?:©|\(c\)|copyright)(?:\s|©|\(c\)|by|{_SPAN}|[:：,，@])*{_NAME}(?=\s*(?:{_RIGHTS}|[|｜丨,，。;；]|$))", re.I
    ),
    lazy(rf"(?:^|[\s|｜丨。；;])\s*{_NAME}\s?{_RIGHTS}", re.I),
    lazy(rf"{_RIGHTS}\s*(?:[:：©]|\(c\)|copyright|{_SPAN}|\s)*{_NAME}(?=$|[\s|｜丨,，。;；])", re.I),
)
_HAN = lazy(rf"[{HAN}]")
_CRUMB = lazy(r"\s*(?:>+|»|›|→|＞)\s*")
_LAST_DOMAIN = lazy(r"(?<=\S)(?:\s+(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,6}|\s*[(（](?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,8}[)）])$")
_EDGES = " \t\u00a0\u3000-–—_|│·,，.。:：;；/”“\"'？！?!》>［］[]"
#: Names on every page of a platform's accounts, and a template's default words.
_NO_SITE = frozenset(
    (
        "",
        "null",
        "undefined",
        "首页",
        "网站名称",
        "站点名称",
        "默认站点",
        "website",
        "home",
        "官网",
        "官方网站",
        "门户网站",
    )
)
#: The part of a title that names the publishing system.
_MADE_BY = lazy(r"power(?:ed)?[\s-]?by\b.*", re.I)

#: Maximum number of legal lines, from the end of the page, that are searched for a site's name.
_MOST_LINES = 12


def _names_channel(part: str) -> bool:
    return _CHANNEL.fullmatch(simplified(part)) is not None


def read_site(
    blocks: Sequence[Block], labelled: Labelled, headline: str | None, metadata: Metadata, url: str | None
) -> str | None:
    """The name of the site: from the head, from the title's part before or after the headline, from the breadcrumb or the
    copyright line, or else the host of the page's address."""
    return (
        _named(metadata)
        or (_of_title(metadata.titles[0], headline, blocks, metadata) if metadata.titles else None)
        or _of_crumb(blocks, labelled)
        or _of_copyright(blocks)
        or _host(url or metadata.canonical)
    )


def own_names(metadata: Metadata) -> frozenset[str]:
    """The names by which a page may call its own site in a line of facts: the one in its head, and the parts of its title."""
    names = {metadata.site} if metadata.site else set()
    if metadata.titles:
        names |= set(_parts(metadata.titles[0])[1:])
    return frozenset(name for name in names if len(name) >= 3 and not _names_channel(name))


def _named(metadata: Metadata) -> str | None:
    name = (metadata.site or "").strip()
    return None if name.lower() in _NO_SITE or len(name) > 40 else name


@lru_cache(maxsize=64)
def _parts(title: str) -> tuple[str, ...]:
    parts = (_LAST_DOMAIN.sub("", piece).strip(_EDGES) for piece in _SEPARATOR.split(title))
    return tuple(part for part in parts if part and not _MADE_BY.fullmatch(part))


def _of_title(title: str, headline: str | None, blocks: Sequence[Block], metadata: Metadata) -> str | None:
    """The part of a title that is a site's name: of the parts after the headline, the last that ends like one, or else the very
    last if it is no channel; of the parts before the headline, one that ends like a site."""
    before, behind, is_sure = _beside_headline(title, headline)
    names = [part for part in behind if _can_be_site(part, headline, metadata)]
    ending = [name for name in reversed(names) if SITE.search(simplified(name)) and not _MOTTO.search(name)]
    if ending:
        return next(filter(_HAN.search, ending), ending[0])  # a Chinese name before one in Latin script
    if is_sure and names and names[-1] == behind[-1] and not _is_channel(names[-1], blocks):
        return names[-1]
    shown = [part for part in before if _can_be_site(part, headline, metadata)]
    return next((name for name in shown if SITE.search(simplified(name)) or _is_owned(name, blocks)), None)


def section_of_title(headline: str | None, site: str | None, metadata: Metadata) -> str | None:
    """The channel between headline and site in the page's title, if it is the only part there: several parts are tags."""
    if not (headline and site and metadata.titles):
        return None
    _, behind, is_sure = _beside_headline(metadata.titles[0], headline)
    if not is_sure or len(behind) != _CHANNEL_AND_SITE or not behind[1].startswith(site):
        return None
    return behind[0] if is_channel(behind[0]) and behind[0] not in NO_SECTIONS else None


_CHANNEL_AND_SITE = 2


def _is_owned(name: str, blocks: Sequence[Block]) -> bool:
    """Whether a legal line of the page contains a name."""
    return any(name in block.text for block in _rights_lines(blocks))


def _beside_headline(title: str, headline: str | None) -> tuple[Sequence[str], Sequence[str], bool]:
    """The parts of a title before and after the headline, and whether the title contains the headline at all."""
    if headline and (place := title.find(headline)) >= 0:
        return _parts(title[:place]), _parts(title[place + len(headline) :]), True
    wanted, whole = key(headline) if headline else "", key(title)
    place = whole.rfind(wanted) if wanted else -1
    if place < 0:
        parts = _parts(title)
        # A shortened headline in the title begins like the headline.
        is_cut = len(parts) > 1 and len(key(parts[0])) >= _CUT and wanted.startswith(key(parts[0])[:_CUT])
        return (), parts[1:] if is_cut else parts, is_cut
    numbers = [index for index, character in enumerate(title) if key(character)]
    return _parts(title[: numbers[place]]), _parts(title[numbers[place + len(wanted) - 1] + 1 :]), True


#: Number of first characters that identify a shortened headline in a title.
_CUT = 6


def _can_be_site(part: str, headline: str | None, metadata: Metadata) -> bool:
    return (
        len(part) in _SIZES
        and not SITE_ADDRESS.fullmatch(part)
        and not _names_channel(part)
        and part.lower() not in _NO_SITE
        and part != metadata.section
        and (headline is None or key(part) != key(headline))
    )


def _is_channel(name: str, blocks: Sequence[Block]) -> bool:
    """Whether a name ends like a part of a site or is a motto, or a line of the page links it to another address than the
    site's first page."""
    ends = len(name) < _SHORTEST or _MOTTO.search(name) is not None or name.endswith(_PARTS)
    return ends or any(block.link_chars and block.text == name and not _leads_home(block) for block in blocks)


def _leads_home(block: Block) -> bool:
    """Whether a line links to the first page of this host."""
    return any(mark.href is not None and _HOME.fullmatch(mark.href) is not None for mark in block.marks)


#: An address on the same host: a link from a part of a portal to the portal's own first page names its host.
_HOME = lazy(FIRST_PAGE)


#: Minimum length of a site's name without a typical ending, in characters; characters of mottos.
_SHORTEST, _MOTTO = 3, lazy(r"[让讓更的是，,！!。]")
#: Endings of names of parts of a site.
_PARTS = in_both_scripts(("频道", "专栏", "栏目", "专题", "社区", "版", "页"))


def _rights_lines(blocks: Sequence[Block]) -> Iterator[Block]:
    found = 0
    for block in reversed(blocks):
        if block.text and len(block.text) <= 300 and _may_claim(block.text):
            yield block
            found += 1
            if found == _MOST_LINES:
                return


def _may_claim(text: str) -> bool:
    return "版权" in text or "版權" in text or "©" in text or "opyright" in text or "OPYRIGHT" in text


def _of_crumb(blocks: Sequence[Block], labelled: Labelled) -> str | None:
    """The site in the first step of a breadcrumb, unless that only names the first page: `某某网 > 财经`, `某某首页 > 财经`."""
    crumbs = rules_stating(Fact.SECTION)
    for index in labelled.places_of(Label.NAVIGATION):
        if labelled.verdicts[index].rule in crumbs and not blocks[index].hidden:
            first = CRUMB_LABEL.sub("", _CRUMB.split(blocks[index].text.strip(), maxsplit=1)[0]).strip(_EDGES)
            name = first.removesuffix("首页").removesuffix("首頁")
            if len(name) in _SIZES and (name != first or SITE.search(simplified(name))) and not _names_channel(name):
                return name
    return None


def _of_copyright(blocks: Sequence[Block]) -> str | None:
    """The name in a copyright line, unless it is a firm's."""
    for block in _rights_lines(blocks):
        text = _GAPS.sub("", block.text) if _GAPPED.search(block.text) else block.text
        for pattern in _OWNER:
            match = pattern.search(text)
            if match and _is_owner(match["name"]):
                return match["name"]
    return None


#: `人 民 网 版 权 所 有`: spaces between all characters.
_GAPPED = lazy(r"版 权 所 有")
_GAPS = lazy(rf"(?<=[{HAN}]) (?=[{HAN}])")


def _is_owner(name: str) -> bool:
    return len(name) >= 3 and _NO_OWNER.search(name) is None


_NO_OWNER = lazy(
    r"ICP|网安|网信|经营|备案|備案|许可|转载|轉載|授权|授權|声明|联系|隐私|保护|保護|电话|地址|技术|主办|举报|如有|未经|未經|请|本站|本网|侵权|法律|作品|盗用|盜用|制作|"
    r"最佳|建议|邮箱|关于|著作|作者|公司|集团|集團|是|的|由|与|为|所有|违者"
)


def _host(url: str | None) -> str | None:
    match = _HOST.match(url) if url else None
    return match["host"].lower().removeprefix("www.") if match else None


#: The host of an address, without user, port and path: `urllib` takes longer to import than a page to clean.
_HOST = lazy(r"https?://(?:[^/?#@]*@)?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?=[:/?#]|$)", re.I)
