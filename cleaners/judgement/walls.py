"""Pages that stand where an article was asked for: notices that it is gone, logins, tests for machines."""

from __future__ import annotations

from cleaners.evidence.metadata import Metadata
from cleaners.judgement.amounts import Amounts
from cleaners.rules.notices import CAPTCHA, GONE, LOGIN

_SHOWN = 2_000  # characters of a wall page that are read for its words: walls are short


def wall_of(evidence: Amounts, metadata: Metadata) -> str | None:
    if evidence.prose > 400:
        return None
    visible = evidence.visible
    words = "\n".join([*metadata.titles, *(block.text for block in visible)])[:_SHOWN]
    titles = "\n".join([*metadata.titles, *(block.text for block in visible if block.kind == "heading")])[:_SHOWN]
    if evidence.prose <= 200 and evidence.shown < _SHOWN and CAPTCHA.search(words):
        return "captcha"
    if (evidence.prose <= 200 and GONE.search(titles)) or (evidence.prose <= 60 and GONE.search(words)):
        return "soft_404"
    if evidence.prose <= 120 and evidence.shown < _SHOWN and LOGIN.search(words):
        return "login_wall"
    return None
