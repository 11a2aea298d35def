"""The index of a site's report: what the survey says, cut where it is long, and escaped."""

from __future__ import annotations

import re

from cleaners.template.layout import Layout, Proof, Template
from crawler.report.index import MAX_ROWS, render_index
from crawler.report.survey import DriftMark, read_survey
from crawler.store.packing import FIELDS
from tests.invented_rows import MARKS, OUTCOMES, RULES, invented_rows, record, row
from tests.report.test_explain import Elements


def text_of(document: str) -> str:
    """What a document says, without its elements."""
    return " ".join(re.sub(r"<[^>]*>", "", document.split("<main>")[1].split("</main>")[0]).split()).replace(
        "&gt;", ">"
    )


def test_the_index_says_what_the_survey_says() -> None:
    survey = read_survey("桥头", invented_rows())
    document = render_index(
        survey, outcomes=OUTCOMES, marks=MARKS, reports={survey.doubtful()[0][0].row: "pages/x.html"}
    )
    elements = Elements(document).found
    order = [float(str(attributes["data-score"])) for _, attributes in elements if "data-score" in attributes]
    assert order == sorted(order, reverse=True)
    assert len(order) == 400
    assert [a["href"] for t, a in elements if t == "a" and str(a.get("href")).startswith("pages/")] == ["pages/x.html"]
    drifts = [attributes for tag, attributes in elements if tag == "line" and attributes["class"] == "drift"]
    floors = [attributes for tag, attributes in elements if tag == "line" and attributes["class"] == "floor"]
    plots = [
        attributes for tag, attributes in elements if tag == "svg" and attributes.get("class") in ("spark", "time")
    ]
    assert len(drifts) == 2 * len(plots) == 2 * (2 + len(FIELDS) + len(RULES))
    assert len(floors) == len(plots) - 1  # the bars stand on the border of their box
    assert document.count(f"<span>{survey.periods.starts[0]}</span>") == 3  # under the bars, over both tables of lines
    assert (
        sum(int(number.replace(",", "")) for number in re.findall(r"<title>[\d-]+: ([\d,]+)</title>", document))
        == 400 - survey.undated
    )
    assert "Since 2025-03-03: credits missing · first pagebefore: body > div.article > p[-1]" in text_of(document)


def test_the_weights_of_a_pages_doubts_make_its_doubt() -> None:
    survey = read_survey("桥头", invented_rows())
    shown = render_index(survey).split('<tr class="page"')[1:]
    assert len(shown) == 400
    for one in shown:
        parts = [float(weight) for weight in re.findall(r"<b>\+(\d\.\d\d)</b></span>", one)]
        score = float(re.search(r"</svg><span>([\d.]+)</span>", one)[1])
        assert abs(sum(parts) - score) <= 0.005 * (len(parts) + 1) + 1e-9, one[:200]


def test_boxes_that_scroll_take_the_keyboard() -> None:
    elements = Elements(render_index(read_survey("桥头", invented_rows()), outcomes=OUTCOMES)).found
    boxes = [a for _, a in elements if set(str(a.get("class", "")).split()) & {"scroll", "tall"}]
    assert len(boxes) == 2
    assert all((box["role"], box["tabindex"]) == ("region", "0") and box["aria-label"] for box in boxes)


def test_a_long_list_is_cut_and_says_so() -> None:
    survey = read_survey("桥头", invented_rows(MAX_ROWS + 3))
    assert f"{MAX_ROWS} of {MAX_ROWS + 3}" in text_of(render_index(survey))


def test_what_a_store_holds_is_escaped() -> None:
    evil = '"><script>alert(1)</script><svg onload=x>'
    values = record(headline=evil, flags=[evil], removals=[{"rule": evil, "label": "promo", "text": evil}])
    rows = [row(1, values, url=f"javascript:{evil}", article_id=evil, changed_at=evil)]
    marks = [DriftMark(evil, evil, evil, evil, f"javascript:{evil}")]
    document = render_index(
        read_survey(evil, rows), outcomes=[(evil, evil, 1)], marks=marks, reports={1: "pages/1.html"}
    )
    elements = Elements(document).found
    assert [tag for tag, _ in elements].count("script") == 1
    assert not {name for _, attributes in elements for name in attributes if name.startswith("on") or name == "style"}
    assert not [a for t, a in elements if t == "a" and str(a["href"]).startswith("javascript")]


def test_the_index_says_what_the_template_is_worth() -> None:
    template = Template(pages=25, layouts=(Layout(),), proof=Proof(16, 9, gained=8, taken=310))
    said = text_of(render_index(read_survey("渡口", invented_rows(8)), template=template))
    assert "template of 25 pages · proof: learned from 16, tried on 9: 0 lost a sentence, 8 gained (310" in said
