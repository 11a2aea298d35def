"""Learn the template of one site from its pages: whatever repeats across them.

Every page is cleaned twice: first by the rules alone, which locates the articles roughly; then with the repetitions found,
which locates them better. Only this second result gives the places of headline, date and body. Pages are sorted into layouts by
their common elements. The result depends only on the set of pages, not on their order.

Repetition on a few pages is not enough: an entry is kept if the lower end of Wilson's interval for its share of the layout's
pages (E. B. Wilson, 1927; 95 %) is at least `MIN_CONFIDENCE`. So 5 of 5 pages are enough and 5 of 7 are not; of 50 pages, 33
are needed. Lines that state a fact about the article (date, source, byline, credits, caption) are never learned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from cleaners.arguments import expect
from cleaners.learning.bodies import learn_body
from cleaners.learning.elements import learn_elements
from cleaners.learning.facts import learn_facts
from cleaners.learning.groups import by_layout
from cleaners.learning.proof import Tried, prove
from cleaners.learning.sample import Sample, place_of, read_sample, skeleton
from cleaners.learning.sections import learn_sections
from cleaners.learning.shared import MIN_CONFIDENCE, MIN_PAGES, Shared, count_lines, wilson
from cleaners.learning.texts import learn_texts
from cleaners.pipeline import read
from cleaners.template.layout import MAX_SKELETON, Entry, Layout, Proof, Template, TemplateError
from cleaners.template.match import take
from cleaners.template.places import find_places
from cleaners.values import Label

if TYPE_CHECKING:
    from cleaners.reading.given import Page

#: One in this many pages is held out to test the template.
HELD_OUT = 3


def learn(pages: Iterable[Page | tuple[Page, str | None]], *, site: str | None = None) -> Template:
    """Learn a site's template from its pages: each is a page as `clean` takes it, or a pair (page, url). 5 pages help, 50 make
    the template reliable. Pages that are not articles are ignored.

    Raises TemplateError if there are fewer than 4 different articles, TypeError for a value that is no page.
    """
    if not isinstance(pages, Iterable) or isinstance(pages, (str, bytes, bytearray, memoryview, Mapping)):
        raise TypeError(f"pages must be a list or another iterable of pages, not {type(pages).__name__}")
    expect("site", site, (str, type(None)), "a str or None")
    return learn_layouts([_with_address(page) for page in pages], site)


def _with_address(page: Page | tuple[Page, str | None]) -> tuple[Page, str | None]:
    if not isinstance(page, tuple):
        return page, None
    if len(page) != 2:
        raise TypeError(f"each of pages must be a page or (page, url), not a tuple of {len(page)}")
    return page


def learn_layouts(pages: Sequence[tuple[Page, str | None]], site: str | None) -> Template:
    """`learn` for pages with their addresses (None where unknown). Raises TemplateError."""
    plain = _read_pages(pages, None)
    template = _learn_twice(plain, pages, site)
    if template is None:
        raise TemplateError(
            f"not enough to learn from: of {len(pages)} pages, {len(plain)} are different articles; at least "
            f"{MIN_PAGES} are needed"
        )
    return replace(template, proof=_prove(plain, site))


def _learn_twice(plain: Sequence[_Page], pages: Sequence[tuple[Page, str | None]], site: str | None) -> Template | None:
    """A template of ``pages``, whose articles without a template are ``plain``; None if too few of them are alike."""
    samples = [one.sample for one in plain]
    draft = Template(site, len(samples), tuple(_learn_layouts(samples)))
    again = [one.sample for one in _read_pages(pages, draft)] if draft.layouts else []
    layouts = _learn_layouts(again)
    if not layouts:
        return None
    layouts.sort(key=lambda layout: (-layout.pages, layout.skeleton))
    dates = sorted(sample.article.date_published for sample in again if sample.article.date_published)
    return Template(
        site,
        len(again),
        tuple(replace(layout, name=str(number)) for number, layout in enumerate(layouts, 1)),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        facts=learn_facts([one.sample for one in plain]),
    )


def _prove(plain: Sequence[_Page], site: str | None) -> Proof | None:
    """The result of a template learned from two thirds of the pages on the other third; None if two thirds are too few to learn
    from. Every third page is held out, in the order of the pages' digests."""
    held = plain[::HELD_OUT]
    rest = [one for number, one in enumerate(plain) if number % HELD_OUT]
    template = _learn_twice(rest, [(one.page, one.url) for one in rest], site)
    if template is None:
        return None
    tried = [Tried(one.sample.article, read(one.page, one.url, template=template).article) for one in held]
    return prove(template, tried, (one.sample.article for one in rest))


def _learn_layouts(samples: Sequence[Sample]) -> list[Layout]:
    """A layout for each group that is large enough. Pages of small groups only contribute to the lines that all pages share."""
    groups = by_layout(samples)
    rest = [sample for group in groups if len(group) < MIN_PAGES for sample in group]
    site = count_lines(samples)
    layouts = [_learn_layout(Shared(group, site)) for group in groups if len(group) >= MIN_PAGES]
    if len(rest) >= MIN_PAGES:
        shared = Shared(rest, site)
        texts = learn_texts(shared, [sample.view.story(0, shared.repeated) for sample in rest])
        if texts:
            layouts.append(Layout(pages=len(rest), texts=texts))
    return layouts


# --- pages -----------------------------------------------------------------------------------------------------------


class _Page(NamedTuple):
    """A page to learn from, its address, and the result of reading it."""

    page: Page
    url: str | None
    sample: Sample


def _read_pages(pages: Sequence[tuple[Page, str | None]], template: Template | None) -> list[_Page]:
    """The articles among the pages, each text once, in an order that does not depend on the input's."""
    found: dict[str, _Page] = {}
    for page, url in pages:
        sample = read_sample(read(page, url, template=template))
        if sample is not None:
            digest = sha256("\n".join(sample.lines).encode()).hexdigest()
            found.setdefault(digest, _Page(page, url, sample))
    return [found[digest] for digest in sorted(found)]


# --- one layout ------------------------------------------------------------------------------------------------------


def _learn_layout(shared: Shared) -> Layout:
    samples = shared.samples
    body = learn_body(shared)
    headline = _field_place(samples, Label.HEADLINE)
    sections = learn_sections(shared, [_element(sample, body) for sample in samples])
    lines = tuple(Entry(line) for line in sorted(shared.repeated))
    draft = Layout(body=body, headline=headline, sections=sections, texts=lines)
    drafts = [take(sample.view, draft) for sample in samples]
    stories = [found.story for found in drafts]
    elements = learn_elements(shared, body[0].what if body else None, stories)
    lengths = sorted(len(sample.article.text) for sample in samples)
    skeletons = Counter(path for sample in samples for path in skeleton(sample))
    return Layout(
        pages=len(samples),
        body=body,
        headline=headline,
        date=_field_place(samples, Label.DATE),
        source=_field_place(samples, Label.SOURCE),
        credits=_field_place(samples, Label.CREDIT),
        elements=elements,
        sections=sections,
        texts=learn_texts(shared, stories, {entry.what for entry in elements}, [found.end for found in drafts]),
        coverage=_coverage(samples),
        body_chars=(lengths[len(lengths) // 20], lengths[-1 - len(lengths) // 20]),
        skeleton=_outermost(path for path, pages in skeletons.items() if wilson(pages, len(samples)) >= MIN_CONFIDENCE),
    )


def _element(sample: Sample, body: Sequence[Entry]) -> int:
    """The element of a page's body; 0 for the whole page."""
    found = find_places(body[0].what, sample.places, sample.outline.containers) if body else []
    return found[0] if found else 0


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths with the fewest steps: enough to tell layouts apart, and few enough for people to read."""
    return tuple(sorted(sorted(paths, key=lambda path: (path.count(">"), path))[:MAX_SKELETON]))


# --- places ----------------------------------------------------------------------------------------------------------


def _field_place(samples: Sequence[Sample], label: Label) -> tuple[Entry, ...]:
    return _usual_place(samples, [place_of(sample, label) for sample in samples])


def _usual_place(samples: Sequence[Sample], elements: Sequence[int | None]) -> tuple[Entry, ...]:
    """The most frequent path of the elements, if enough of them have it."""
    votes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for sample, element in zip(samples, elements, strict=True):
        if element is None:
            continue
        text = sample.outline.blocks[sample.outline.containers.first[element]].text[:60]
        for path in sample.places.both(element):
            votes[path] += 1
            examples[path] = min(examples.get(path, text), text)
    if not votes:
        return ()
    path = min(votes, key=lambda path: (-votes[path], path))
    confidence = wilson(votes[path], len(samples))
    if confidence < MIN_CONFIDENCE:
        return ()
    return (Entry(path, Label.BODY, votes[path], len(samples), confidence, examples[path], "the usual place"),)


def _coverage(samples: Sequence[Sample]) -> tuple[tuple[str, float], ...]:
    """For each field, the share of pages on which it was found."""
    have = {
        "headline": [sample.article.headline is not None for sample in samples],
        "date": [sample.article.date_published is not None for sample in samples],
        "source": [sample.article.source is not None for sample in samples],
        "authors": [bool(sample.article.authors) for sample in samples],
        "credits": [bool(sample.article.credits) for sample in samples],
    }
    return tuple((field, round(sum(found) / len(found), 3)) for field, found in have.items())
