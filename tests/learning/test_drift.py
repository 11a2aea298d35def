"""The drift alarm: silent on a stable site, quick after a redesign, and precise about what moved."""

from __future__ import annotations

import pytest

from benchmarks.templates import line_f1
from cleaners import Template, clean, learn
from cleaners.learning.drift import WINDOW, Drift, Watch, misses_for_alarm, observe
from cleaners.pipeline import read
from tests.invented_site import InventedPage, InventedSite

SITE = InventedSite(3)


def alarms(watch: Watch, pages: list[InventedPage]) -> list[tuple[int, Drift]]:
    found = []
    for number, page in enumerate(pages, 1):
        seen = observe(read(page.html, page.url, template=watch.template), watch.template)
        found += [(number, alarm) for alarm in watch.see(seen, page.url)]
    return found


@pytest.fixture(scope="module")
def template() -> Template:
    return learn([(page.html, page.url) for page in SITE.pages(0, 30)])


def test_a_stable_site_sets_off_nothing(template: Template) -> None:
    assert alarms(Watch(template), SITE.pages(2_000, 200)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_pages_of_a_stable_site_set_off_nothing(seed: int) -> None:
    site = InventedSite(seed)
    template = learn([(page.html, page.url) for page in site.pages(0, 20)])
    assert alarms(Watch(template), site.pages(2_000, 1_000)) == []


def test_a_redesign_is_seen_within_ten_pages(template: Template) -> None:
    watch = Watch(template)
    assert alarms(watch, SITE.pages(2_000, 25)) == []
    found = alarms(watch, SITE.pages(3_000, 30, redesign=True))
    assert {number for number, _ in found} <= set(range(1, 11))
    moved = {alarm.field: alarm for _, alarm in found}
    assert {"layout", "headline_place"} <= set(moved)
    headline = moved["headline_place"]
    assert (headline.since, headline.first_url) == (25, "https://news.example.com/n/3000.html")
    assert headline.new == "body > main > section > h2"
    assert "body > div[2] > h1" in headline.old
    assert moved["layout"].new == "header, main, footer"


def test_each_field_is_reported_once(template: Template) -> None:
    watch = Watch(template)
    found = alarms(watch, SITE.pages(3_000, 40, redesign=True))
    assert len({alarm.field for _, alarm in found}) == len(found) == len(watch.alarms)


def test_the_proposed_template_is_good_at_once() -> None:
    proposed = learn([(page.html, page.url) for page in SITE.pages(3_000, WINDOW, redesign=True)])
    test = SITE.pages(4_000, 20, redesign=True)
    assert min(line_f1(clean(page.html, page.url, template=proposed).text, page.body) for page in test) == 1.0


def test_a_field_that_vanishes_is_reported(template: Template) -> None:
    pages = [
        InventedPage(page.html.replace(":", "-"), page.url, page.headline, page.body, page.layout)
        for page in SITE.pages(2_000, 20)
    ]
    without_dates = [
        InventedPage(_without_date(page.html), page.url, page.headline, page.body, page.layout) for page in pages
    ]
    found = {alarm.field: alarm for _, alarm in alarms(Watch(template), without_dates)}
    assert found["date"].old == "on 100% of the pages or 100% of the pages or 100% of the pages"
    assert found["date"].new == "nowhere"


def _without_date(html: str) -> str:
    import re

    return re.sub(r"2025-\d\d-\d\d \d\d-\d\d", "时间不详", html)


def test_pages_that_are_no_articles_say_nothing(template: Template) -> None:
    watch = Watch(template)
    for _ in range(30):
        assert watch.see(observe(read("<p>404 页面不存在</p>", template=template), template)) == []
    assert watch.seen == 0


@pytest.mark.parametrize(
    ("confidence", "misses"),
    # by hand from the binomial distribution: 0.05^6 * C(10, 6) * 0.95^4 and what follows is 2.8e-6, with 7 it is 8.2e-8
    [(0.95, 7), (1.0, 1), (0.5, None), (0.0, None), (0.9, 8)],
)
def test_the_number_of_misses_follows_the_chance_of_a_false_alarm(confidence: float, misses: int | None) -> None:
    assert misses_for_alarm(confidence) == misses
