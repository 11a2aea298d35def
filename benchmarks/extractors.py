"""The extractors that are compared, each as one function from a case to what it makes of it. Imported only when asked for."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable
from typing import Any, NamedTuple

from benchmarks.corpus import Case


class Result(NamedTuple):
    """What an extractor gives for one page; fields that it does not know are empty.

    ``authors`` are all the people that it names, ``signers`` those that it calls authors.
    """

    text: str
    headline: str | None = None
    authors: str = ""
    date: str | None = None
    signers: tuple[str, ...] = ()
    source: str | None = None
    site: str | None = None
    kicker: str | None = None
    deck: str | None = None


class Extractor(NamedTuple):
    """A name, the module that must be installed for it, and a function that makes the extracting function."""

    name: str
    module: str
    make: Callable[[], Callable[[Case], Result]]

    def is_installed(self) -> bool:
        return importlib.util.find_spec(self.module) is not None


def _dute() -> Callable[[Case], Result]:
    from cleaners import clean

    def extract(case: Case) -> Result:
        article = clean(case.data, case.meta.get("url"))
        names = " ".join(person.name for person in (*article.authors, *article.credits))
        return Result(
            article.text,
            article.headline,
            names,
            article.date_published,
            tuple(person.name for person in article.authors),
            article.source,
            article.site,
            article.kicker,
            article.deck,
        )

    return extract


def _trafilatura(**options: Any) -> Callable[[], Callable[[Case], Result]]:
    def make() -> Callable[[Case], Result]:
        import trafilatura

        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

        def extract(case: Case) -> Result:
            found = trafilatura.bare_extraction(case.text, with_metadata=True, include_comments=False, **options)
            if found is None:
                return Result("")
            values = found if isinstance(found, dict) else found.as_dict()
            author = values.get("author") or ""
            return Result(
                values.get("text") or "",
                values.get("title"),
                author,
                values.get("date"),
                tuple(filter(None, author.split("; "))),
                site=values.get("sitename"),
            )

        return extract

    return make


def _readability() -> Callable[[Case], Result]:
    from lxml import html
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)

    def extract(case: Case) -> Result:
        document = Document(case.text)
        tree = html.fromstring(document.summary())
        for element in tree.iter("p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "section"):
            element.tail = "\n" + (element.tail or "")
        return Result(tree.text_content(), document.short_title())

    return extract


def _resiliparse() -> Callable[[Case], Result]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def extract(case: Case) -> Result:
        tree = HTMLTree.parse(case.text)
        return Result(extract_plain_text(tree, main_content=True, alt_texts=False, links=False), tree.title)

    return extract


def _newspaper() -> Callable[[Case], Result]:
    from newspaper import Article

    def extract(case: Case) -> Result:
        # Without this, parse() fetches the page's pictures to measure them: a benchmark makes no request.
        article = Article(case.meta.get("url") or "https://example.com/", language="zh", fetch_images=False)
        article.download(input_html=case.text)
        article.parse()
        date = article.publish_date.isoformat() if article.publish_date else None
        return Result(article.text, article.title, "; ".join(article.authors), date, tuple(article.authors))

    return extract


def _justext() -> Callable[[Case], Result]:
    import justext

    def extract(case: Case) -> Result:
        # No stop list exists for Chinese; without one the decision rests on lengths (in characters) and link density.
        paragraphs = justext.justext(
            case.text, frozenset(), length_low=20, length_high=60, stopwords_low=0.0, stopwords_high=0.0
        )
        return Result("\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate))

    return extract


def _turbohtml() -> Callable[[Case], Result]:
    import turbohtml

    def extract(case: Case) -> Result:
        article = turbohtml.parse(case.text, positions=False).article()
        return Result(article.text, article.title, article.byline or "", article.date)

    return extract


EXTRACTORS = (
    Extractor("dute", "cleaners", _dute),
    Extractor("trafilatura", "trafilatura", _trafilatura()),
    Extractor("trafilatura precision", "trafilatura", _trafilatura(favor_precision=True)),
    Extractor("readability-lxml", "readability", _readability),
    Extractor("resiliparse", "resiliparse", _resiliparse),
    Extractor("newspaper4k", "newspaper", _newspaper),
    Extractor("jusText", "justext", _justext),
    Extractor("turbohtml", "turbohtml", _turbohtml),
)
