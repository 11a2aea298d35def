"""The head of an e-mail in which a page was passed on: sender, addressee, moment and subject, each behind its key; and what its
sender wrote above the page that is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.reading.patterns import lazy

_SENDER = ("发件人", "寄件者", "寄件人", "from")
_SUBJECT = ("主题", "主旨", "subject")
_KEY = lazy(
    r"[>\s]*(?P<key>(?i:发件人|寄件者|寄件人|收件人|收件者|发送时间|发送日期|寄件日期|抄送|副本|主题|主旨|日期|时间|附件|回复"
    r"|from|to|cc|sent|date|subject|attachments?|reply-to))\s*[:：].*"
)
_SEPARATOR = lazy(
    r"[>\s]*[-—_=]{2,}\s*(?i:原始邮件|转发的?邮件|转发的?郵件|original message|forwarded message)?\s*[-—_=]*\s*"
    r"|[>\s]*(?i:begin forwarded message)\s*[:：]\s*|.{4,120}(?:写道|寫道|(?i:wrote))\s*[:：]\s*"
)
#: Lines that such a head has at least.
_FEWEST = 3

#: Share of the lines below a head that are quoted, from which the lines above those are the sender's; lines of such a note.
_QUOTED, _MAX_NOTE = 0.8, 8

_MARKS = (">", "＞")


def mail_head(lines: Sequence[str]) -> int:
    """How many lines at the top are the head of an e-mail and a note above what it quotes, blank ones among them; 0 for a text
    without."""
    keys: list[str] = []
    end = 0
    for number, line in enumerate(lines):
        if not line.strip(" \t>"):
            continue
        match = _KEY.fullmatch(line)
        if match is not None:
            keys.append(match["key"].lower())
        elif _SEPARATOR.fullmatch(line) is None:
            break
        end = number + 1
    is_head = len(keys) >= _FEWEST and any(key in _SENDER for key in keys) and any(key in _SUBJECT for key in keys)
    quote = _quote_below(lines, end if is_head else 0)
    if is_head:
        return end if quote is None else quote
    return quote if quote is not None and any(map(_SEPARATOR.fullmatch, lines[:quote])) else 0


def _quote_below(lines: Sequence[str], start: int) -> int | None:
    """Where the quoted page begins: below a few lines of the sender's, and with nothing but quoted lines behind it."""
    first = next((number for number in range(start, len(lines)) if lines[number].lstrip().startswith(_MARKS)), None)
    if first is None or sum(not line.isspace() for line in lines[start:first] if line) > _MAX_NOTE:
        return None
    shown = [line.lstrip() for line in lines[first:] if line and not line.isspace()]
    return first if sum(line.startswith(_MARKS) for line in shown) >= _QUOTED * len(shown) else None
