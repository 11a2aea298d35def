"""How a decoded text looks: how Chinese it is, and how much of it was lost."""

from __future__ import annotations

from cleaners.reading.coding.decoded import Decoded

#: The encodings of Chinese, as Python's codecs.
CHINESE = ("gb18030", "big5hkscs")

#: Minimum share of the most frequent Chinese characters in a text that is valid in a Chinese encoding, for it to be Chinese in
#: spite of its label: the 179 corpus pages have 0.10 or more, Japanese and Korean bytes that are also valid less than 0.07.
CHINESE_SHARE = 0.08

#: The most frequent characters of written Chinese, simplified and traditional: a text decoded wrongly has few of them.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没"
    "日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美"
    "這國個來說們為時會過學對裡後麼沒於發當無開經頭動兩長樣現將與進實從還點電話車門問間業務報紙書體關機應"
)

_ASCII = bytes(range(128))

#: The range of lead bytes of each encoding's first level: the more frequent half of its characters, in both GB2312 and Big5.
_FIRST_LEVEL = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}


def plausibility(read: Decoded) -> float:
    """How Chinese a decoded text looks: the share of the most frequent characters, plus, for texts too short to have any, the
    share of the encoding's first level with a smaller weight."""
    first, last = _FIRST_LEVEL[read.encoding]
    leads = [character.encode(read.encoding)[0] for character in read.text[:200] if "\u4e00" <= character <= "\u9fff"]
    level = sum(first <= lead <= last for lead in leads) / len(leads) if leads else 0.0
    return commonness(read.text) + 0.2 * level


def commonness(text: str) -> float:
    """Share of the most frequent characters among the non-ASCII ones in the first 20,000 characters."""
    foreign = _foreign(text[:20_000]) or _foreign(text)[:20_000]
    return sum(map(_COMMON.__contains__, foreign)) / len(foreign) if foreign else 0.0


def _foreign(text: str) -> str:
    """The non-ASCII characters of a text. Removing ASCII bytes is ten times as fast as testing characters."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def loss(text: str) -> float:
    """Share of undecodable characters among all."""
    return text.count("\ufffd") / max(1, len(text))


def share_lost(text: str) -> float:
    """Share of undecodable characters among the non-ASCII ones."""
    foreign = _foreign(text[:100_000])
    return foreign.count("\ufffd") / max(1, len(foreign))
