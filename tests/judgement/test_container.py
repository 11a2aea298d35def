"""The search for the main content's element, compiled and in Python, finds what a look at every child of it does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.evidence.element_names import MAX_PRIOR, REMEMBERED, TAG_PRIORS, prior, prior_of
from cleaners.evidence.masses import descend
from cleaners.evidence.prose import measure_blocks
from cleaners.judgement import container as locate
from cleaners.reading.coding.decode import decode
from cleaners.reading.outline import Outline
from cleaners.rules import match_rules
from tests.both_forms import in_python
from tests.fixture_pages import all_pages
from tests.pace import assert_within
from tests.walks import walked

IN_PYTHON = in_python("cleaners.evidence.masses")

#: Elements of which pages are drawn: opened, closed, or left open; with names that speak for and against them.
PIECES = ("<div>", "<div class=content>", "<div class=footer>", "<article>", "<nav>", "<ul><li>", "</div>", "</ul>", "</article>",
          "<p>字", "字<br>", "<table><tr><td>", "</table>", "<section id=main>", "<img src=/1.jpg>")  # fmt: skip
MASSES = st.sampled_from([0.0, 0.0, 0.1, 3.3, 24.0, 48.0, 160.4, 800.0])


def dominating(outline: Outline, sums: Sequence[float]) -> int:
    """The same by its words: a child that holds so much, weighed by its name, until there is none."""
    containers = outline.containers
    parent, first, end = containers.parent, containers.first, containers.end
    current = 0
    while True:
        mass = sums[end[current]] - sums[first[current]]
        children = [child for child in range(1, len(parent)) if parent[child] == current]
        weights = [
            (sums[end[child]] - sums[first[child]]) * prior(containers.tag[child], containers.names[child])
            for child in children
        ]
        heavy = [
            child
            for child, weight in zip(children, weights, strict=True)
            if weight and weight >= locate.DOMINANCE * mass
        ]
        assert len(heavy) <= 1
        if not heavy or end[heavy[0]] - first[heavy[0]] <= 1:
            return current
        current = heavy[0]


def found(outline: Outline, sums: list[float]) -> int:
    """What is found, by the installed form and by that in Python."""
    installed = descend(outline.containers, sums, locate._priors(), locate.DOMINANCE)
    priors = IN_PYTHON.Priors(TAG_PRIORS, prior_of, MAX_PRIOR, REMEMBERED)
    assert IN_PYTHON.descend(outline.containers, sums, priors, locate.DOMINANCE) == installed
    return installed


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.data())
@settings(max_examples=500)
def test_the_same_element_is_found_on_drawn_pages(page: str, data: st.DataObject) -> None:
    outline = walked(page)
    count = len(outline.blocks)
    sums = list(accumulate(data.draw(st.lists(MASSES, min_size=count, max_size=count)), initial=0.0))
    assert found(outline, sums) == dominating(outline, sums)


def test_the_same_element_is_found_on_the_fixtures() -> None:
    below = 0
    for page in all_pages():
        outline = walked(decode(page.data).text)
        sums = list(accumulate(measure_blocks(outline.blocks, match_rules(outline.blocks)).masses, initial=0.0))
        container = found(outline, sums)
        assert container == dominating(outline, sums)
        below += container > 0
    assert below > 30


def test_a_deep_page_costs_little() -> None:
    depth = 2_000
    outline = walked("<div><p>甲</p>" * depth)
    assert len(outline.blocks) == depth
    sums = list(accumulate([24.0] * depth, initial=0.0))
    assert found(outline, sums) > 1_000
    assert_within(1, lambda: found(outline, sums))
