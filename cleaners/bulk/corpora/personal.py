"""Personal data in a text: mobile numbers, resident identity numbers and e-mail addresses of persons.

Detection is by form alone, so it is limited to unambiguous forms. Hotlines (110, 12345), office telephones, ICP filing numbers,
licence numbers and amounts of money are not personal data. Names cannot be recognised by patterns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cleaners.reading.patterns import lazy

#: Full-width digits and letters as ASCII, character for character.
_ASCII = {0xFF10 + number: 0x30 + number for number in range(10)} | {
    0xFF38: 0x58,
    0xFF58: 0x78,
    0xFF20: 0x40,
    0xFF0E: 0x2E,
}

#: Fields of a row that contain no words of the page: addresses, hashes, dates, versions and labels.
_NOT_WORDS = frozenset(
    "url canonical_url fingerprint text_sha256 fetched_at date_published date_modified archive cleaner_version rules_hash "
    "rule label language".split()
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of personal data: its name in the card and the rows, its mask, its pattern, a further condition on a match,
    lines that contain it (``finds``) and the most similar lines that do not (``leaves``)."""

    name: str
    mask: str
    form: Callable[[], re.Pattern[str]]
    holds: Callable[[str], bool]
    finds: tuple[str, ...]
    leaves: tuple[str, ...]


def _any(found: str) -> bool:
    return True


#: Weights and check characters of a resident identity number (GB 11643-1999, which is ISO 7064 MOD 11-2).
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are a resident identity number by their check character (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


# Not inside a longer number, a Latin word, or an address. A number before 元, 万 and the like is an amount, not a telephone
# number.
_MOBILE = lazy(
    r"(?<![\dA-Za-z_/.=&#%+])(?<![\dA-Za-z]-)(?:\+?(?:00)?86[- ]?)?1[3-9]\d(?:\d{8}|-\d{4}-\d{4}| \d{4} \d{4})"
    r"(?![\dA-Za-z_%]|[.,]\d)"
    r"(?! ?(?:余|多)?(?:[元人亿万吨美港欧日股个户家平倍次件台]|号(?![码机])))"
)
# A region code, a date of birth from 1900 to 2099, three digits, the check character.
_IDENTITY = lazy(
    r"(?<![\dA-Za-z_/.=&-])[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z_-])"
)
_ADDRESS = lazy(
    r"(?<![A-Za-z0-9._%+@/-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,10}"
    r"(?![A-Za-z0-9@-])"
)

#: In the order of the search: identity numbers and e-mail addresses before the mobile numbers that they may contain. The masks
#: are those of the Dolma corpus; the one for identity numbers imitates them.
KINDS = (
    Kind(
        "identity_numbers",
        "|||IDENTITY_NUMBER|||",
        lambda: _IDENTITY,
        is_identity_number,
        finds=("身份证号为11010519491231002X的男子", "身份证：１１０１０５１９４９１２３１００２Ｘ"),
        leaves=(
            "身份证号为110105194912310021的男子",  # wrong check character
            "统一社会信用代码914403001922038216",  # no valid date
            "订单号2023110105194912310021",
            "账号11010519491331002X",  # month 13
        ),
    ),
    Kind(
        "email_addresses",
        "|||EMAIL_ADDRESS|||",
        lambda: _ADDRESS,
        _any,
        finds=(
            "投稿邮箱：lin.xiaotang@example.com",
            "13900000000@example.com",
            "请发至he_qing@mail.example.com.cn，截止周五",
        ),
        leaves=("@深圳发布 昨天说", "git@192.168", "他的账号是@example.com"),
    ),
    Kind(
        "mobile_numbers",
        "|||PHONE_NUMBER|||",
        lambda: _MOBILE,
        _any,
        finds=(
            "联系电话13900000000",
            "手机号13900000000号码不变",
            "请拨打 +86-139 0000 0000。",
            "手机：139-0000-0000（微信同号）",
            "电话１３９００００００００",
        ),
        leaves=(
            "报警请拨110，投诉请拨12345、12315。",
            "热线0755-83290000、400-830-0000",
            "粤ICP备13900000号-1",
            "粤公网安备 13900000000001号",
            "总投资13900000000元",
            "图见/upload/13900000000.jpg",
            "视频id=13900000000",
            "经营许可证13900000000号",
            "12900000000",
        ),
    ),
)


def find(text: str) -> Iterator[tuple[int, int, Kind]]:
    """The personal data in a text as (start, end, kind), by kind and then by position. Matches do not overlap."""
    plain = text.translate(_ASCII)
    taken: list[tuple[int, int]] = []
    for kind in KINDS:
        for match in kind.form().finditer(plain):
            start, end = match.span()
            if kind.holds(match.group()) and all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                yield start, end, kind


def count(text: str) -> dict[str, int]:
    """The number of matches per kind, by the kinds' names."""
    found = Counter(kind.name for _, _, kind in find(text))
    return {kind.name: found[kind.name] for kind in KINDS}


def mask(text: str) -> str:
    """The text with personal data replaced by the masks."""
    found = sorted(find(text), key=lambda place: place[0])
    pieces, at = [], 0
    for start, end, kind in found:
        pieces += [text[at:start], kind.mask]
        at = end
    return "".join((*pieces, text[at:])) if found else text


def mask_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row with personal data masked in all text of the page, including removals, captions and credits."""
    return {name: value if name in _NOT_WORDS else _masked(value) for name, value in row.items()}


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_masked(one) for one in value]
    return mask_row(value) if isinstance(value, dict) else value
