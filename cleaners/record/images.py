"""The article's own pictures, in place, with caption and photo credit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from urllib.parse import urljoin, urlsplit

from cleaners.evidence.people import looks_like_name
from cleaners.judgement.labels import Labelled
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Image, Label, Verdict

_NO_PICTURE = (
    r"(?:qr\w*|ewm|erweima|wxcode|qrcode|icons?|logos?|avatars?|headimg|touxiang|spacer|blank|loading|placeholder|pixel|transparent|"
    r"emoji|arrow|btn|button|share|weixin|wechat|sina|dot|line|space|1x1|ad|ads|banner)\d{0,4}(?=[/_.\s-]|$)"
)
_NOT_PICTURES = lazy(rf"(?:^|[/_.\s-]){_NO_PICTURE}|二维码|头像|logo|扫码|微信公众", re.I)
_NOT_PICTURES_PLAIN = lazy(rf"[/_.\s-]{_NO_PICTURE}")
_AD_HOST = lazy(r"(?:ad|ads|adv|advert)\d{0,2}\.", re.I)
_EXTENSION = lazy(r"\.(?:svg|ico|cur)(?:[?#]|$)", re.I | re.A)
_NAMED = lazy(
    r"[\s（(/]*(?:摄影|供图|图片来源|图源|摄|图)\s?[:：/／]\s?(?P<name>[^\s。）)]{2,20}(?:[、\s][\u4e00-\u9fff]{2,4}){0,3})\s*[）)]?\s*$"
)
_GIVER = lazy(r"[\s（(/]*(?:(?:图片|照片|图)?由)?(?P<name>[\u4e00-\u9fff]{2,16}?)(?:供图|提供)\s*[）)]?\s*$")
_TAKEN = lazy(r"\s*[/／]?\s?(?P<how>摄影|摄|图)\s*[）)]?\s*$")
_MARKS = "▲△↑▼◄►▶ "
_BETWEEN_NAMES = ("、", " ", "\u3000", "\u00a0")
_LAST_NAME = lazy(
    r"(?:(?P<reporter>[\u4e00-\u9fff]{0,10}?(?:记者|通讯员)\s*)|(?P<edge>^|[\s、，。；！？”（(/／]))(?P<name>[\u4e00-\u9fff]{2,4})$"
)
_GIVEN = lazy(
    r"^[（(\[]?\s*(?:本文|文中|本版|本组|以上)?\s*(?:图片|照片|配图|图|供图|摄影|视频)(?:均)?(?:由|来源|来自|[:：])\s*[:：]?\s*(?P<giver>[^。）)\]]{2,24}?)(?:提供|供图|拍摄|摄)?\s*[）)\]]?$"
    r"|^[（(\[]?\s*(?P<short>[\u4e00-\u9fff]{2,16}?)供图\s*[）)\]]?$"
)

#: An address that `urlsplit` splits where this does, and that `urljoin` leaves as it is where there is a scheme: printable
#: ASCII, no fragment, no parameters, no empty query, and nothing that a scheme could be read out of.
_PLAIN_ADDRESS = lazy(
    r"(?:(?P<scheme>https?:)?//(?P<host>[A-Za-z0-9._:-]+)(?=/))?(?P<path>\.{0,2}/(?!/)[!-\"$-:<->@-~]*)(?:\?[!-\"$-~]+)?"
)


def read_images(
    blocks: Sequence[Block], labelled: Labelled, base: str | None
) -> tuple[tuple[Image, ...], dict[int, Image]]:
    """The pictures among the blocks labelled IMAGE.

    Returns them in page order, and the same by block number.
    """
    addresses: dict[int, str] = {}
    for index in labelled.places_of(Label.IMAGE):
        image = blocks[index].image
        if image is None:
            continue
        host, path, is_whole = _split(image.url)
        if not _is_no_picture(host, path, image):
            addresses[index] = image.url if is_whole else _join(image.url, base)
    if not addresses:
        return (), {}
    if not labelled.places_of(Label.CAPTION):
        placed = {index: Image(address) for index, address in addresses.items()}
        return _unique(placed), placed
    placed = {}
    attached: set[int] = set()
    for index, address in addresses.items():
        caption = _caption_of(index, addresses, blocks, labelled.verdicts, attached)
        if caption is None:
            placed[index] = Image(address)
        else:
            attached.add(caption)
            placed[index] = Image(address, *split_credit(blocks[caption].text))
    _share_credit(blocks, labelled, placed, attached)
    return _unique(placed), placed


def _unique(placed: dict[int, Image]) -> tuple[Image, ...]:
    """The pictures in page order, each address once."""
    return tuple({image.url: image for image in placed.values()}.values())


def _is_no_picture(host: str, path: str, image: Image) -> bool:
    """Whether a picture's address, host and path, or its names say that it is none of the article's: a code, icon, avatar or
    spacer."""
    if _name_no_picture(path) or (image.caption and _name_no_picture(image.caption)):
        return True
    if host[:2].lower() == "ad" and _AD_HOST.match(host):
        return True
    lower = image.url.lower()
    return (".svg" in lower or ".ico" in lower or ".cur" in lower) and _EXTENSION.search(image.url) is not None


def _name_no_picture(words: str) -> bool:
    """Whether words of an address or a caption are of codes, icons, avatars and the like."""
    if not words.isascii():
        return _NOT_PICTURES.search(words) is not None
    # The same for most addresses, in a fifth of the time: their case is folded beforehand, and each word has a mark before it.
    words = f"/{words.lower()}"
    return "logo" in words or _NOT_PICTURES_PLAIN.search(words) is not None


def _split(url: str) -> tuple[str, str, bool]:
    """Host and path of an address, and whether it is one that no page's address changes; no host and the address itself where
    it cannot be split."""
    plain = _PLAIN_ADDRESS.fullmatch(url)
    if plain is not None:
        scheme, host, path = plain.groups("")
        return host, path, scheme != ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url, False
    return parts.netloc, parts.path, False


def resolve(url: str, base: str | None) -> str:
    """An absolute address where the page's is known; the address as written where it cannot be joined."""
    plain = _PLAIN_ADDRESS.fullmatch(url)
    return url if plain is not None and plain["scheme"] else _join(url, base)


def _join(url: str, base: str | None) -> str:
    try:
        return urljoin(base, url) if base else ("https:" + url if url.startswith("//") else url)
    except ValueError:
        return url


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """A caption and its photo credit: `图为施工现场。 王五 摄` → (`图为施工现场。`, `王五`)."""
    if not _has_credit_sign(caption):
        return caption.lstrip(_MARKS) or None, None
    given = _GIVEN.match(caption)
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
    """Whether a caption holds a word that each of the expressions for a credit needs one of: `_GIVEN`, `_NAMED`, `_GIVER`
    and `_TAKEN`."""
    return "图" in caption or "摄" in caption or "提供" in caption or "照片" in caption or "视频" in caption


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


def _caption_of(
    index: int,
    placed: Collection[int],
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict],
    attached: set[int],
) -> int | None:
    """The caption under a picture, else the one right above it."""
    for other in (index + 1, index - 1):
        if not 0 <= other < len(blocks) or other in attached or verdicts[other].label is not Label.CAPTION:
            continue
        if _GIVEN.match(blocks[other].text) and other == index + 1 and len(placed) > 1:
            continue  # names the giver of all pictures: see _share_credit
        if other == index - 1 and other - 1 in placed:
            continue  # it stands under the picture before
        return other
    return None


def _share_credit(blocks: Sequence[Block], labelled: Labelled, placed: dict[int, Image], attached: set[int]) -> None:
    """`图片由X提供` names who gave every picture that has no credit of its own."""
    for index in labelled.places_of(Label.CAPTION):
        if index in attached:
            continue
        text, credit = split_credit(blocks[index].text)
        if credit is None or text is not None:
            continue
        for place, image in placed.items():
            if image.credit is None:
                placed[place] = image if image.credit else Image(image.url, image.caption, credit)
