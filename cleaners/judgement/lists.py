"""Pages of links and teasers."""

from __future__ import annotations

from cleaners.judgement.amounts import Amounts


def is_list(evidence: Amounts) -> bool:
    """Mostly links, and no text that would be an article beside them. The numbers part the measured list pages from the
    measured articles with room on both sides."""
    if (titled := evidence.body_titled) >= 8 and titled * 2 >= evidence.paragraphs:
        return True
    if evidence.body_linked >= 30 and evidence.body_linked >= 4 * evidence.paragraphs and evidence.paragraphs < 40:
        return True
    if evidence.entries >= max(4, evidence.paragraphs) and evidence.prose < 2_000 and evidence.dated >= 4:
        return True
    if evidence.has_head and evidence.prose >= 60:
        return False
    if evidence.links > 8 * max(1, evidence.prose, evidence.text // 2) and evidence.linked >= 20:
        return True
    return evidence.prose < 150 and evidence.linked >= 25 and evidence.links * 10 > evidence.shown * 4
