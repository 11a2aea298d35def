"""Whether a page is an article, how sure we are, and the reason when it is none."""

from __future__ import annotations

from typing import NamedTuple

from cleaners.evidence.metadata import Metadata
from cleaners.judgement.amounts import Amounts
from cleaners.judgement.container import Place
from cleaners.judgement.labels import Labelled
from cleaners.judgement.lists import is_list
from cleaners.judgement.walls import wall_of
from cleaners.reading.outline import Outline
from cleaners.values import Label

#: The shortest text that is taken for an article, in characters (a brief of one sentence has about 40).
MIN_TEXT = 30


class Judgement(NamedTuple):
    """``reason`` is None for an article, else one of list_page, soft_404, login_wall, captcha, empty_page, gallery,
    video_page; ``confidence`` is between 0 and 1."""

    is_article: bool
    reason: str | None
    confidence: float


def judge(outline: Outline, labelled: Labelled, place: Place, text: str, metadata: Metadata) -> Judgement:
    """Whether the located text is an article."""
    evidence = Amounts(outline, labelled, text)
    if is_list(evidence):
        return Judgement(False, "list_page", 0.8)
    wall = wall_of(evidence, metadata)
    if wall:
        return Judgement(False, wall, 0.9)
    if not evidence.paragraphs and len(text) < 200:
        return Judgement(False, _reason_without_text(outline, labelled, evidence), 0.8 if len(text) < MIN_TEXT else 0.5)
    return Judgement(True, None, _confidence(labelled, place, evidence))


def _reason_without_text(outline: Outline, labelled: Labelled, evidence: Amounts) -> str:
    pictures = sum(verdict.label is Label.IMAGE for verdict in labelled.verdicts)
    videos = sum(block.video is not None for block in outline.blocks)
    if videos and evidence.shown < 1_500:
        return "video_page"
    if pictures >= 3 and labelled.headline is not None:
        return "gallery"
    if evidence.linked >= 5 and evidence.links * 4 > evidence.shown:
        return "list_page"
    return "empty_page"


def _confidence(labelled: Labelled, place: Place, evidence: Amounts) -> float:
    """Grows with the amount of prose, its share of the text and of the page, and a headline found; 0.3 and less asks for
    a second opinion."""
    amount = min(1.0, evidence.prose / 200)
    purity = min(1.0, evidence.prose / evidence.text) if evidence.text else 0.0
    score = 0.2 + 0.3 * amount + 0.2 * purity + 0.15 * place.share + (0.15 if labelled.headline is not None else 0.0)
    return round(min(1.0, score), 2)
