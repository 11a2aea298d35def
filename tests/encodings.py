"""The matrix of encodings: pages of known sentences as bytes of every encoding, under every kind of label.

A label can be right, wrong, absent, misspelt, in the header only, or contradicted by another. What the bytes are decides,
so every page of `matrix` must come out with every character in place. `damaged` pages cannot be read in full: what was lost
must be flagged, and the rest must stand.
``python -m tests.encodings`` prints the table.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaners import clean
from cleaners.reading.coding.decode import decode

HEADLINE, HEADLINE_T = "白鹭大桥今日建成通车", "白鷺大橋今日建成通車"

PROSE = (
    "白鹭大桥建成通车的消息一早就传遍了两岸，许多居民带着孩子来到桥头，想成为第一批走过新桥的人。",
    "大桥全长一千二百米，设双向六车道，两侧留有步行道和骑行道，设计使用年限为一百年。",
    "“以前过江要等渡船，遇上大雾就只能干等。”家住北岸的林老伯说，他在江边住了六十年。",
    "据介绍，大桥通车后，两岸之间的车程由四十分钟缩短到十分钟，沿线的学校和医院也将开通接驳班车。",
    "市交通部门表示，首月将根据车流情况调整信号灯配时，并在早晚高峰安排人员疏导交通。",
)
PROSE_T = (
    "白鷺大橋建成通車的消息一早就傳遍了兩岸，許多居民帶著孩子來到橋頭，想成為第一批走過新橋的人。",
    "大橋全長一千二百米，設雙向六車道，兩側留有步行道和騎行道，設計使用年限為一百年。",
    "「以前過江要等渡船，遇上大霧就只能乾等。」家住北岸的林老伯說，他在江邊住了六十年。",
    "據介紹，大橋通車後，兩岸之間的車程由四十分鐘縮短到十分鐘，沿線的學校和醫院也將開通接駁班車。",
    "市交通部門表示，首月將根據車流情況調整信號燈配時，並在早晚高峰安排人員疏導交通。",
)
SHORT = ("白鹭大桥今早通车，两岸居民步行过江看日出。",)
SHORT_T = ("白鷺大橋今早通車，兩岸居民步行過江看日出。",)

#: Sentences of characters that only the larger sets hold: GBK beyond GB 2312, four bytes of GB 18030, Hong Kong's set.
RARE = {
    "gbk": "匾额由朱镕堃题写，桥头的囍字灯笼是喆叔和媖姨连夜扎好的。",
    "gb18030": "桥名取自古籍里的𠮷字，碑上还刻着㐂、㙍、𬭎三个少见的字。",
    "big5hkscs": "街坊話而家過江快咗好多，佢哋嘅生意亦都好咗，啲細路最開心。",
}


#: Sentences whose GB 2312 bytes are valid UTF-16 too, whichever byte comes first: no byte of them is a surrogate's.
EVEN_HEADLINE = "新桥今天通车"
EVEN = (
    "新桥今天上午正式通车，两岸往返只要十分钟。",
    "以前过江要等船，今天走过新桥只用了十分钟，大家都说好。",
    "市里表示，新桥通车以后，两岸的学生上学方便多了，老人看病也不用等船。",
)


@dataclass(frozen=True)
class Encoding:
    """Bytes as a server sends them: the codec, the mark in front, and the labels that are right and wrong for it."""

    name: str
    codec: str
    right: str
    wrong: str
    mark: bytes = b""
    traditional: bool = False
    rare: str = ""


ENCODINGS = (
    Encoding("utf-8", "utf-8", "utf-8", "gb2312", rare="gb18030"),
    Encoding("utf-8-sig", "utf-8", "utf-8", "gbk", codecs.BOM_UTF8, rare="gb18030"),
    Encoding("utf-8 traditional", "utf-8", "utf-8", "big5", traditional=True, rare="big5hkscs"),
    Encoding("gb2312", "gb2312", "gb2312", "utf-8"),
    Encoding("gbk", "gbk", "gbk", "utf-8", rare="gbk"),
    Encoding("gbk said gb2312", "gbk", "gb2312", "big5", rare="gbk"),
    Encoding("gb18030", "gb18030", "gb18030", "big5", rare="gb18030"),
    Encoding("gb18030 with mark", "gb18030", "gb18030", "utf-8", b"\x84\x31\x95\x33", rare="gb18030"),
    Encoding("gbk traditional", "gbk", "gbk", "big5", traditional=True),
    Encoding("big5", "big5", "big5", "utf-8", traditional=True),
    Encoding("big5hkscs", "big5hkscs", "big5-hkscs", "gb2312", traditional=True, rare="big5hkscs"),
    Encoding("utf-16le", "utf-16-le", "utf-16le", "gb2312", rare="gb18030"),
    Encoding("utf-16be", "utf-16-be", "utf-16be", "utf-8", rare="gb18030"),
    Encoding("utf-16le with mark", "utf-16-le", "utf-16", "gbk", codecs.BOM_UTF16_LE, rare="gb18030"),
    Encoding("utf-16be with mark", "utf-16-be", "utf-16", "big5", codecs.BOM_UTF16_BE, rare="gb18030"),
    Encoding("utf-32le with mark", "utf-32-le", "utf-32", "utf-8", codecs.BOM_UTF32_LE, rare="gb18030"),
    Encoding("utf-32be with mark", "utf-32-be", "utf-32", "gbk", codecs.BOM_UTF32_BE, rare="gb18030"),
)

#: Labels that no bytes of ours are in: single-byte sets that fit any bytes, Python's own codecs, and no codecs at all.
FOREIGN_LABELS = (
    "windows-1252 cp1252 iso-8859-1 latin1 latin-1 iso_8859-1 l1 us-ascii iso-8859-2 iso-8859-15 windows-1250 windows-1251 "
    "koi8-r macintosh cp437 iso-8859-5 windows-874 tis-620 euc-kr shift_jis euc-jp iso-2022-jp iso-2022-kr hz-gb-2312 "
    "utf-7 utf-16 utf-16le utf-16be utf-32 ucs-2 "
    "undefined idna punycode unicode_escape raw_unicode_escape unicode-escape hex base64 zlib rot13 mbcs oem "
    "utf8mb4 unicode gb-2312 gb12345 ansi none null charset x-user-defined replacement"
).split()

MISSPELT = {
    "utf-8": "uft-8",
    "gb2312": "gb2321",
    "gbk": "gbk2312",
    "gb18030": "gb10830",
    "big5": "bg5",
    "big5-hkscs": "big5hk",
    "utf-16le": "utf16-lee",
    "utf-16be": "utf16-bee",
    "utf-16": "utf-61",
    "utf-32": "utf-23",
}


@dataclass(frozen=True)
class Case:
    """A page: its name, bytes and headers, its whole source, and the lines that a reader sees as its text."""

    name: str
    data: bytes
    source: str
    lines: tuple[str, ...]
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of a case: the exception's words, what differs from the page, and the flags of decoding and cleaning."""

    exception: str = ""
    lost: str = ""
    flags: tuple[str, ...] = ()

    @property
    def is_silent_loss(self) -> bool:
        """Whether something was lost and no flag tells: a short text's ``empty_page`` is about its length, not a loss."""
        return bool(self.lost) and not set(self.flags) - {"empty_page"}


def source(lines: Iterable[str], headline: str, meta: str | None) -> str:
    """A page of these lines with a label in its head."""
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    body = "\n".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!DOCTYPE html>\n<html><head>{head}<title>{headline}</title></head>\n"
        f"<body><h1>{headline}</h1>\n{body}</body></html>\n"
    )


def texts_of(encoding: Encoding) -> dict[str, tuple[str, ...]]:
    """The texts that an encoding is tried with: long prose (with its rare characters) and one sentence of 20."""
    long, short = (PROSE_T, SHORT_T) if encoding.traditional else (PROSE, SHORT)
    return {"prose": (*long, RARE[encoding.rare]) if encoding.rare else long, "short": short}


def labels_of(encoding: Encoding) -> dict[str, tuple[str | None, str | None]]:
    """(label in meta, charset in header) by what is wrong or right about them."""
    return {
        "right in meta": (encoding.right, None),
        "wrong in meta": (encoding.wrong, None),
        "in header only": (None, encoding.right),
        "wrong in header only": (None, encoding.wrong),
        "header right, meta wrong": (encoding.wrong, encoding.right),
        "header wrong, meta right": (encoding.right, encoding.wrong),
        "not declared": (None, None),
        "misspelt": (MISSPELT[encoding.right], None),
        "misspelt in both": (MISSPELT[encoding.right], MISSPELT[encoding.right]),
    }


def matrix() -> list[Case]:
    """Every encoding under every kind of label, with both texts."""
    return [
        _case(f"{encoding.name}, {told}, {length}", encoding, lines, meta, header)
        for encoding in ENCODINGS
        for told, (meta, header) in labels_of(encoding).items()
        for length, lines in texts_of(encoding).items()
    ]


def foreign() -> list[Case]:
    """Chinese pages under labels that are not theirs and that many bytes fit, in the meta and in the header."""
    by_name = {encoding.name: encoding for encoding in ENCODINGS}
    cases = [
        _case(f"{name} said {label} in {place}", by_name[name], texts_of(by_name[name])["prose"], meta, header)
        for name in ("utf-8", "gb2312", "gbk", "big5")
        for label in FOREIGN_LABELS
        for place, meta, header in (("meta", label, None), ("header", None, label))
    ]
    for label in ("utf-16", "utf-16le", "utf-16be"):
        case = _case(f"gb2312 of even length said {label} in meta", by_name["gb2312"], EVEN, label, None, EVEN_HEADLINE)
        padded = case.source + "\n" * (len(case.data) % 2)
        cases.append(Case(case.name, padded.encode("gb2312"), padded, EVEN))
    return cases


#: Pages of other languages under their own labels, which must go on being believed.
OTHERS = {
    "windows-1251": "Новый мост через реку открыли сегодня утром, дорога до города занимает теперь десять минут.",
    "koi8-r": "Новый мост через реку открыли сегодня утром, дорога до города занимает теперь десять минут.",
    "iso-8859-1": "Le nouveau pont a été inauguré ce matin, la traversée dure désormais dix minutes à peine.",
    "windows-1252": "Die neue Brücke über den Fluß wurde heute früh eröffnet, der Weg dauert nur zehn Minuten.",
    "iso-8859-2": "Nowy most został dziś otwarty, podróż między brzegami trwa odtąd zaledwie dziesięć minut.",
    "shift_jis": "新しい橋が今朝開通し、両岸の行き来はわずか十分になりました。沿線の町もにぎわっています。",
    "euc-jp": "新しい橋が今朝開通し、両岸の行き来はわずか十分になりました。沿線の町もにぎわっています。",
    "euc-kr": "새 다리가 오늘 아침 개통되어 양쪽을 오가는 데 십 분밖에 걸리지 않게 되었습니다.",
    "windows-874": "สะพานใหม่เปิดใช้เช้าวันนี้ การเดินทางระหว่างสองฝั่งใช้เวลาเพียงสิบนาที",
}


def others() -> list[Case]:
    """Pages of other languages, labelled right in the meta or in the header."""
    cases = []
    for label, sentence in OTHERS.items():
        for place, meta, header in (("meta", label, None), ("header", None, label)):
            page = source((sentence,) * 3, sentence[:20], meta)
            headers = {"Content-Type": f"text/html; charset={header}"} if header else {}
            data = page.encode("cp874" if label == "windows-874" else label)
            cases.append(Case(f"{label} in {place}", data, page, (sentence,) * 3, headers))
    return cases


def damaged() -> list[Case]:
    """Pages cut inside their last character or with foreign bytes in the middle; ``lines`` are those that must stand."""
    cases = []
    for encoding in ENCODINGS:
        page = _case("", encoding, texts_of(encoding)["prose"], encoding.right, None)
        lines = page.lines
        marker = lines[-1].encode(encoding.codec)
        end = page.data.index(marker) + len(marker)
        cuts = [(cut, page.data[: end - cut]) for cut in (1, 2, 3)]
        cases += [
            Case(f"{encoding.name}, cut by {cut}", data, page.source, lines[:-1])
            for cut, data in cuts
            if _splits(data, encoding)
        ]
        middle = page.data.index(lines[2].encode(encoding.codec))
        for junk in (b"\xff", b"\xff\xff\xff\xff\xff\xff"):
            if not encoding.name.startswith("utf-16") and not encoding.name.startswith("utf-32"):
                data = page.data[:middle] + junk + page.data[middle:]
                cases.append(Case(f"{encoding.name}, {len(junk)} bad bytes", data, page.source, lines[:2] + lines[3:]))
    return cases


def check(case: Case) -> Outcome:
    """Decode and clean a whole page; the text and the source must come out as they went in."""
    try:
        read = decode(case.data, case.headers)
        article = clean(case.data, headers=case.headers)
        article.to_json()
    except Exception as error:  # a table of exceptions is what is asked for
        return Outcome(exception=repr(error))
    flags = tuple(dict.fromkeys((*read.flags, *article.flags)))
    if read.text != case.source:
        return Outcome(lost=f"decoded as {read.encoding}: {read.text[:160]!r}", flags=flags)
    if article.text != "\n".join(case.lines):
        return Outcome(lost=f"text: {article.text[:160]!r}", flags=flags)
    return Outcome(flags=flags)


def check_source(case: Case) -> Outcome:
    """Decode only: the source must come out as it went in."""
    try:
        read = decode(case.data, case.headers)
    except Exception as error:
        return Outcome(exception=repr(error))
    lost = "" if read.text == case.source else f"decoded as {read.encoding}: {read.text[:160]!r}"
    return Outcome(lost=lost, flags=read.flags)


def check_damaged(case: Case) -> Outcome:
    """Decode and clean a damaged page: the lines away from the damage must stand, and the damage must be flagged, or seen as U+FFFD."""
    try:
        article = clean(case.data, headers=case.headers)
        article.to_json()
    except Exception as error:
        return Outcome(exception=repr(error))
    missing = [line for line in case.lines if line not in article.text]
    lost = f"missing: {missing}, text: {article.text[:160]!r}" if missing else ""
    if not lost and not article.flags and "\ufffd" not in article.text:
        lost = "the damage is neither flagged nor to be seen"
    return Outcome(lost=lost, flags=article.flags)


def _case(
    name: str, encoding: Encoding, lines: tuple[str, ...], meta: str | None, header: str | None, headline: str = ""
) -> Case:
    page = source(lines, headline or (HEADLINE_T if encoding.traditional else HEADLINE), meta)
    headers = {"Content-Type": f"text/html; charset={header}"} if header else {}
    return Case(name, encoding.mark + page.encode(encoding.codec), page, lines, headers)


def _splits(data: bytes, encoding: Encoding) -> bool:
    """Whether the bytes end inside a character."""
    try:
        data.removeprefix(encoding.mark).decode(encoding.codec)
    except UnicodeDecodeError:
        return True
    return False


GROUPS = {
    "matrix": (matrix, check),
    "foreign": (foreign, check),
    "others": (others, check_source),
    "damaged": (damaged, check_damaged),
}


def table() -> str:
    """One line a group: cases, exceptions, lost, lost without a flag; then every case that failed, cut short."""
    lines = [f"{'group':10} {'cases':>6} {'exceptions':>11} {'lost':>5} {'without flag':>13}"]
    failed: list[str] = []
    for name, (cases, judge) in GROUPS.items():
        outcomes = [(case.name, judge(case)) for case in cases()]
        exceptions = sum(bool(outcome.exception) for _, outcome in outcomes)
        lost = sum(bool(outcome.lost) for _, outcome in outcomes)
        silent = sum(outcome.is_silent_loss for _, outcome in outcomes)
        lines.append(f"{name:10} {len(outcomes):6} {exceptions:11} {lost:5} {silent:13}")
        failed += [
            f"{group}: {(outcome.exception or outcome.lost)[:60]} {','.join(outcome.flags)}"
            for group, outcome in outcomes
            if outcome.exception or outcome.lost
        ]
    return "\n".join(lines + failed)


if __name__ == "__main__":
    print(table())
