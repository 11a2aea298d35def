"""The head of an e-mail in which a page was passed on: sender, addressee, moment and subject, each behind its key."""

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


def mail_head(lines: Sequence[str]) -> int:
    """How many lines at the top are the head of an e-mail, blank ones among them; 0 where the text has none."""
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
    return end if is_head else 0
