"""Rows of a crawl's store, as `dute report` surveys them. Every name and number is invented."""

from __future__ import annotations

import datetime
import random
from types import SimpleNamespace
from typing import Any

from crawler.report.survey import DriftMark
from crawler.store.packing import FIELDS, glance_at

RULES = (
    ("legal.icp", "legal", 24),
    ("recommendation.heading", "recommendation", 60),
    ("promo.scan", "promo", 18),
    ("credits.line", "credit", 20),
)


def record(**values: Any) -> dict[str, Any]:
    """One stored record, in the shape of `Article.to_dict`."""
    absent = dict.fromkeys(FIELDS)
    whole = {
        **absent,
        "headline": "桥上的灯又亮了",
        "text": "字" * 900,
        "confidence": 0.95,
        "flags": [],
        "removals": [],
    }
    return {**whole, "date_published": "2025-03-01T10:00:00+08:00", **values}


def row(number: int, values: dict[str, Any], **columns: Any) -> SimpleNamespace:
    fixed = {"id": number, "article_id": str(9000 + number), "url": f"https://www.dutenews.com/p/{9000 + number}.html"}
    glance = glance_at({**values, "authors": values.get("authors") or []})
    own = {"headline": values["headline"], "date_published": values["date_published"], "glance": glance}
    return SimpleNamespace(**{**fixed, **own, "changed_at": "2026-01-01T00:00:00Z", "withdrawn_at": None, **columns})


def invented_rows(number: int = 400) -> list[SimpleNamespace]:
    """The articles of a site whose layout changes after two thirds of the time: dates and credits go missing."""
    chance = random.Random(7)  # noqa: S311 - the same articles at every run
    first = datetime.date(2025, 1, 6)
    places, things = (
        ("渡口", "古井", "旧桥", "山顶小学", "夜市", "气象站"),
        ("又亮了灯", "搬了三次家", "等来第一班船", "换了新栏杆", "留下一本账"),
    )
    rows = []
    for index in range(number):
        day = first + datetime.timedelta(days=int(index * 84 / number))
        late = day >= datetime.date(2025, 3, 3)
        odd = chance.random() < (0.3 if late else 0.04)
        removals = [
            {"rule": rule, "label": label, "text": "字" * size}
            for rule, label, size in RULES
            if chance.random() < (0.95 if rule != "credits.line" or not late else 0.3)
        ]
        rows.append(
            row(
                index + 1,
                record(
                    headline=chance.choice(places) + chance.choice(things),
                    kicker="城市考古" if chance.random() < 0.2 else None,
                    deck="一条河的八百年" if chance.random() < 0.1 else None,
                    authors=[{"name": "佟悦"}] if chance.random() < 0.8 else [],
                    credits=[{"name": "时雨"}] if chance.random() < (0.3 if late else 0.95) else [],
                    source="桥头日报" if chance.random() < 0.9 else None,
                    date_published=None if odd and chance.random() < 0.2 else f"{day}T10:00:00+08:00",
                    confidence=round(chance.uniform(0.35, 0.7) if odd else chance.uniform(0.88, 0.99), 2),
                    flags=["template_disagrees"] if odd and late else ["date_without_year"] if odd else [],
                    text="字"
                    * (chance.randint(40, 120) if odd and chance.random() < 0.3 else chance.randint(500, 1800)),
                    images=[{"url": "x"}] if chance.random() < 0.7 else [],
                    removals=removals,
                ),
            )
        )
    return rows


MARKS = (
    DriftMark("2025-03-03", "credits", "body > div.article > p[-1]", "", "https://www.dutenews.com/p/9271.html"),
    DriftMark("2025-03-03", "date", "body > div.article > div.info", "body > header > time"),
)


OUTCOMES = (("new", "", 392), ("not_article", "few_sentences", 31), ("gone", "404", 8))
