"""The article's own pictures in their places, with caption and photo credit."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from cleaners.judgement.around_pictures import is_called_source
from cleaners.judgement.labels import Labelled
from cleaners.judgement.verdicts import CAPTION_ELEMENT
from cleaners.reading.addresses import join, split
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Image, Label, Verdict

_NO_PICTURE = (
    r"(?:qr\w*|ewm|erweima|wxcode|qrcode|icons?|logos?|avatars?|headimg|touxiang|spacer|blank|loading|placeholder|pixel|transparent|"
    r"emoji|arrow|btn|button|share|weixin|wechat|sina|dot|line|space|1x1|ad|ads|banner)\d{0,4}(?=[/_.\s-]|$)"
)
_NOT_PICTURES = lazy(rf"(?:^|[/_.\s-]){_NO_PICTURE}|二维码|头像|logo|扫码|微信公众", re.I)
_NOT_PICTURES_PLAIN = lazy(rf"[/_.\s-]{_NO_PICTURE}")
_AD_HOST = lazy(r"(?:ad|ads|adv|advert|icons?)\d{0,2}\.", re.I)
#: The size of a picture in its file name. A picture at least four times as wide as high is a banner.
_SIZE = lazy(r"(?<!\d)(\d{3,4})[x*](\d{2,3})(?!\d)[^/]*$")
_BANNER = 4
#: The icon of a control, a sharing site or a forum's smiley, by its file name; photographs have numbers as names.
_CONTROL_ICON = lazy(
    r"/(?:[a-z]{1,5}[_-])?(?:(?:ic_\w+|e?mail|print|send|top|fav\w*|close|home|rss(?:[_-]?icone?)?|text_img)(?:[_-]?\d{1,2})?\.(?:gif|png)"
    r"|(?:facebook|fb|twitter|tw|google|plurk|pl|weibo|wx|weix\w{0,3}|renren|kongjian|qzone|douban|del_icio_us|fun-p|myshare)(?:[_-]?\d{1,2})?\.(?:gif|png|jpg))$"
    r"|/face\d*/\d+\.gif$",
    re.I,
)
#: Upper limit of the length of an icon's address, in characters: the longest path on the measured pages has 36.
_SHORT_PATH = 60
_EXTENSION = lazy(r"\.(?:svg|ico|cur)(?:[?#]|$)", re.I | re.A)


# An enumeration member is slow to look up compared with the other tests of a line.
_CAPTION = Label.CAPTION
_CONTROL = Label.SHARE


class Pictures:
    """The pictures of an article: each address once, in page order, and all of them by block number."""

    __slots__ = ("images", "placed")

    def __init__(self, placed: dict[int, Image]) -> None:
        self.images: Final = _unique(placed)
        self.placed: Final = placed


def read_images(blocks: Sequence[Block], labelled: Labelled, base: str | None) -> Pictures:
    """The pictures in blocks labelled IMAGE. ``base`` is the address against which their addresses are resolved."""
    addresses: dict[int, str] = {}
    for index in labelled.places_of(Label.IMAGE):
        image = blocks[index].image
        if image is None or not image.url:
            continue  # in a flattened text, pictures have no address
        host, path, is_whole = split(image.url)
        if not _is_no_picture(host, path, image):
            addresses[index] = image.url if is_whole else join(image.url, base)
    if not addresses:
        return Pictures({})
    if not labelled.places_of(_CAPTION):
        placed = {index: Image(address) for index, address in addresses.items()}
        return Pictures(placed)
    return _with_captions(addresses, blocks, labelled)


def _with_captions(addresses: dict[int, str], blocks: Sequence[Block], labelled: Labelled) -> Pictures:
    from cleaners.evidence.photo_credits import split_credit  # imported late: most pictures have no caption

    placed: dict[int, Image] = {}
    attached: set[int] = set()
    verdicts = labelled.verdicts
    stands_above = _stand_above(list(addresses), verdicts)
    rows = _in_rows(list(addresses), verdicts)
    for index, address in addresses.items():
        place = rows.get(index)
        if place is None:
            place = _caption_of(index, addresses, blocks, verdicts, attached, stands_above)
        if place is None:
            placed[index] = Image(address)
            continue
        attached.add(place)
        text = blocks[place].text
        caption, credit = (None, text) if is_called_source(blocks, place) else split_credit(text)
        if credit is None and index < place and place + 1 < len(blocks) and verdicts[place + 1].label is _CAPTION:
            below, credit = split_credit(blocks[place + 1].text)
            if below is not None or _gives_all(place + 1, addresses, blocks):
                credit = None  # the caption has a line of its own, or credits all pictures
            elif credit is not None:
                attached.add(place + 1)
        if caption is None and index < place and (own := _described_below(place, blocks, verdicts)) is not None:
            caption = split_credit(blocks[own].text)[0]
            attached.add(own)
        placed[index] = Image(address, caption, credit)
    _share_credit(blocks, labelled, placed, attached)
    return Pictures(placed)


def _described_below(place: int, blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> int | None:
    """The caption in a figure's own element below a line that is only the photo credit."""
    below = _shown_from(place + 1, blocks)
    if below < len(blocks) and verdicts[below].rule == CAPTION_ELEMENT.rule:
        return below
    return None


def _in_rows(pictures: list[int], verdicts: Sequence[Verdict]) -> dict[int, int]:
    """The captions of pictures in a row that is followed by a row of as many captions; one for each picture, in order."""
    found: dict[int, int] = {}
    run: list[int] = []
    for index in pictures:
        if run and run[-1] == index - 1:
            run.append(index)
        else:
            run = [index]
        below = index + 1
        while below < len(verdicts) and verdicts[below].label is _CAPTION:
            below += 1
        if len(run) > 1 and below - index - 1 == len(run):
            found |= {picture: picture + len(run) for picture in run}
    return found


def _stand_above(pictures: list[int], verdicts: Sequence[Verdict]) -> bool:
    """Whether several pictures all have their captions above: one precedes the first, and none follows the last."""
    return (
        len(pictures) > 1
        and pictures[0] > 0
        and all(verdicts[index - 1].label is _CAPTION for index in pictures)
        and (pictures[-1] + 1 >= len(verdicts) or verdicts[pictures[-1] + 1].label is not _CAPTION)
    )


def without_images(pictures: Pictures, addresses: Collection[str]) -> Pictures:
    """The pictures without those at the given addresses."""
    if not addresses:
        return pictures
    placed = {index: image for index, image in pictures.placed.items() if image.url not in addresses}
    return Pictures(placed)


def _unique(placed: dict[int, Image]) -> tuple[Image, ...]:
    """The pictures in page order, each address once."""
    found: dict[str, Image] = {}
    for image in placed.values():
        if image.url not in found or (image.caption and found[image.url].caption is None):
            found[image.url] = image
    return tuple(found.values())


def _is_no_picture(host: str, path: str, image: Image) -> bool:
    """Whether the host, path or names of a picture say that it does not belong to the article: it is a QR code, icon, avatar or
    spacer."""
    if _name_no_picture(path) or (image.caption and _name_no_picture(image.caption)):
        return True
    if host[:2].lower() in ("ad", "ic") and _AD_HOST.match(host):
        return True
    if "x" in path and (size := _SIZE.search(path)) and int(size[1]) >= _BANNER * int(size[2]):
        return True
    lower = image.url.lower()
    if len(path) <= _SHORT_PATH and _CONTROL_ICON.search(path):
        return True
    return (".svg" in lower or ".ico" in lower or ".cur" in lower) and _EXTENSION.search(image.url) is not None


def _name_no_picture(words: str) -> bool:
    """Whether words in an address or caption name QR codes, icons, avatars and the like."""
    if not words.isascii():
        return _NOT_PICTURES.search(words) is not None
    # A faster test that rules out most addresses: folding the case first, and marking the beginning of each word, takes a fifth
    # of the time.
    words = f"/{words.lower()}"
    return "logo" in words or _NOT_PICTURES_PLAIN.search(words) is not None


#: Opening marks by which a caption points at the picture below it, or above it.
_POINTS_DOWN, _POINTS_UP = ("▼", "▽", "↓"), ("▲", "△", "↑")


def _caption_of(
    index: int,
    placed: dict[int, str],
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict],
    attached: set[int],
    stands_above: bool,
) -> int | None:
    """The caption under a picture, or under the control below it; otherwise the caption directly above it."""
    under = _shown_from(index + 1, blocks)
    if under < len(blocks) and verdicts[under].label is _CONTROL:
        under += 1
    for other in (index - 1,) if stands_above else (under, index - 1):
        if not 0 <= other < len(blocks) or other in attached or verdicts[other].label is not _CAPTION:
            continue
        text = blocks[other].text
        if other > index and (_gives_all(other, placed, blocks) or text.startswith(_POINTS_DOWN)):
            continue
        if other == index - 1 and text.startswith(_POINTS_UP):
            continue
        is_below_another = other == index - 1 and other > 0 and blocks[other - 1].image is not None
        if is_below_another and not (stands_above or text.startswith(_POINTS_DOWN)):
            continue
        return other
    return None


def _shown_from(place: int, blocks: Sequence[Block]) -> int:
    """The number of the first visible block from ``place`` on: text for screen readers may precede a caption."""
    while place < len(blocks) and blocks[place].hidden:
        place += 1
    return place


#: Words in a line that refer to more pictures than the one above it; and openings that may do so below the last picture.
_ALL = lazy(r"均|本文|文中|本版|本组|以上|全部|除.{0,4}外")
_SOME = lazy(r"^[（(\[]?\s*(?:图片|照片|配图)")


def _gives_all(place: int, placed: dict[int, str], blocks: Sequence[Block]) -> bool:
    """Whether a line names the provider of all of several pictures: see `_share_credit`."""
    from cleaners.evidence.photo_credits import read_giver

    text = blocks[place].text
    if len(placed) < 2 or read_giver(text) is None:
        return False
    last = next(reversed(placed))  # pictures are in page order
    is_below_last = place - 1 == last or (place - 1 > last and blocks[place - 2].image is None)
    return _ALL.search(text) is not None or (_SOME.match(text) is not None and is_below_last)


def _share_credit(blocks: Sequence[Block], labelled: Labelled, placed: dict[int, Image], attached: set[int]) -> None:
    """Apply a line such as `图片由X提供` to every picture without a credit of its own."""
    from cleaners.evidence.photo_credits import split_credit

    for index in labelled.places_of(_CAPTION):
        if index in attached:
            continue
        text, credit = split_credit(blocks[index].text)
        if credit is None or text is not None:
            continue
        for place, image in placed.items():
            if image.credit is None:
                placed[place] = image if image.credit else Image(image.url, image.caption, credit)
