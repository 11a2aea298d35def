"""What the page says of itself in its head: ``<title>``, meta elements, OpenGraph, JSON-LD. A witness, not the
authority.
"""

# Annotations are evaluated here: `NamedTuple` compiles each one that is a string, in forty times the time.
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cleaners.evidence.titles import pairs_of
from cleaners.reading.addresses import resolve
from cleaners.reading.characters import sanitize, sanitize_address
from cleaners.reading.han import is_han
from cleaners.reading.patterns import lazy
from cleaners.reading.tree import parse as dom
from cleaners.reading.tree import queries
from cleaners.rules.navigation import NO_SECTIONS

#: A JSON-LD script longer than this is not read (the largest on the measured pages had 40,000 characters).
MAX_JSON = 1_000_000

#: Steps for JSON-LD that is not quite JSON; the longest of 21 on the shared corpora takes 195.
MAX_LOOSE = 40_000

# What stands around the JSON of a script: comments of both kinds, CDATA, semicolons and commas.
_WRAPPING = lazy(
    r"(?>(?:[\s;,\ufeff]++|//(?=\s*+<!\[CDATA\[)|<!\[CDATA\[|\]\]>|<!--|-->|/\*(?>(?:[^*]++|\*(?!/))*)\*/|//[^\n]*+)*)"
)
#: What parts a page's title: its own name, the column's, the site's.
TITLE_PART = lazy(r"[_|｜\-–—]")


def title_parts(titles: Sequence[str]) -> list[str]:
    """The parts of the titles in a page's head: the headline, the section, the site."""
    return [part.strip() for title in titles for part in TITLE_PART.split(title)]


#: What stands between keywords; a space does, unless Latin words are on both of its sides.
_BETWEEN_KEYWORDS = lazy(r"\s*[,，;；、|｜]+\s*|(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
#: Minimum length of a title that the field for keywords only repeats, or a breadcrumb, in characters.
_LONG_AS_TITLE = 8
_ARTICLE_TYPES = lazy(r"article|(?<!job)posting|report|news", re.I)


class Metadata(NamedTuple):
    """Values as the page gives them, unparsed; tuples in order of preference."""

    titles: tuple[str, ...] = ()
    description: str | None = None
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    source: str | None = None
    section: str | None = None
    site: str | None = None
    canonical: str | None = None
    base: str | None = None
    language: str | None = None
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    body: str | None = None
    kind: str | None = None
    types: tuple[str, ...] = ()  # of the objects of the JSON-LD
    kicker: str | None = None
    deck: str | None = None
    others: tuple[str, ...] = ()  # authors and moments of JSON-LD whose headline shares nothing with the titles
    is_founders: bool = False  # whether the page has the comments of `cleaners.evidence.founder`


# meta name or property (lower case) -> field
_META = {
    "og:title": "titles",
    "twitter:title": "titles",
    "articletitle": "titles",
    "dc.title": "titles",
    "description": "description",
    "og:description": "description",
    "keywords": "keywords",
    "news_keywords": "keywords",
    "article:tag": "tags",
    "og:article:tag": "tags",
    "author": "authors",
    "article:author": "authors",
    "og:article:author": "authors",
    "dc.creator": "authors",
    "source": "source",
    "contentsource": "source",
    "article:section": "section",
    "columnname": "section",
    "og:site_name": "site",
    "sitename": "site",
    "application-name": "site",
    "article:published_time": "published",
    "og:published_time": "published",
    "og:article:published_time": "published",
    "og:release_date": "published",
    "publishdate": "published",
    "pubdate": "published",
    "firstpublishedtime": "published",
    "publication_date": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "weibo: article:create_at": "published",
    "weibo:article:create_at": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "weibo: article:update_at": "modified",
    "lastmodified": "modified",
    "lastmod": "modified",
    "datemodified": "modified",
    "dateupdate": "modified",
    "og:image": "images",
    "twitter:image": "images",
    "og:type": "kind",
    "og:url": "canonical",
}

_JSON_LD = {
    "headline": "titles",
    "name": "titles",
    "datePublished": "published",
    "pubDate": "published",
    "dateModified": "modified",
    "upDate": "modified",
    "articleSection": "section",
    "articleBody": "body",
    "keywords": "keywords",
    "title": "titles",
}


#: Different titles that are kept; every line of the page is compared with each. Real pages give four at most.
MAX_TITLES = 16


def read_metadata(tree: dom.Tree) -> Metadata:
    """Everything the head and the JSON-LD say. Linear; broken JSON is skipped."""
    found: dict[str, list[str]] = {}
    titles: list[str] = []
    scripts: list[str] = []
    for tag, name, value in queries.head_elements(tree, _META):
        if tag == "meta":
            found.setdefault(_META[name], []).append(_line(value))
        elif tag == "script":
            scripts.append(value)
        elif tag == "title":
            titles.append(_line(value))
        elif tag == "base":
            found.setdefault("base", []).append(sanitize_address(value))
        else:
            found.setdefault("canonical", []).insert(0, sanitize_address(value))
    linked: dict[str, list[str]] = {}
    for script in scripts:
        _read_json_ld(script, linked, titles)
    crumbs = linked.pop("crumbs", [])
    for field, values in linked.items():
        found.setdefault(field, []).extend(values)
    if tags := found.pop("tags", None):
        found.setdefault("keywords", []).append(",".join(tags))
    if crumbs:
        found.setdefault("section", []).append(_section(crumbs, titles + found.get("titles", [])))
    return _metadata(titles[:1] + found.pop("titles", []), found, _language(tree))


def _metadata(titles: list[str], found: dict[str, list[str]], language: str | None) -> Metadata:
    if "keywords" in found:
        found["keywords"] = [text for text in found["keywords"] if not _is_title(text, titles)]
    values = {field: _READERS.get(field, _first)(texts) for field, texts in found.items()}
    return Metadata(titles=_every(titles)[:MAX_TITLES], language=language, **values)


def _first(texts: Iterable[str]) -> str | None:
    return next(filter(None, texts), None)


def _every(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _keywords(texts: Iterable[str]) -> tuple[str, ...]:
    words = _BETWEEN_KEYWORDS.split((_first(texts) or "").strip())
    return _every(word for word in words if any(map(str.isalnum, word)) and "<" not in word)


def _is_title(text: str, titles: Iterable[str]) -> bool:
    """Whether a text is a title, or what one begins with: templates fill the field for keywords so."""
    return len(text) >= _LONG_AS_TITLE and any(title.startswith(text) for title in titles)


def _section(crumbs: list[str], titles: list[str]) -> str:
    """The last step of a breadcrumb that is neither the way home nor the article; "" where there is none."""
    steps = [step for step in crumbs if step and step not in NO_SECTIONS and step not in titles]
    return next((step for step in reversed(steps) if not _is_title(step, titles)), "")


def _longest(texts: Iterable[str]) -> str | None:
    return max(filter(None, texts), key=len, default=None)


#: How the texts of a field become its value: the first of them, but for these.
_READERS: Mapping[str, Callable[[Iterable[str]], Any]] = {
    "keywords": _keywords,
    "body": _longest,
    **dict.fromkeys(("authors", "published", "modified", "images", "types", "others"), _every),
}


def _line(text: str) -> str:
    if text.isprintable() and "  " not in text:  # nothing that is forbidden, and no white space but single spaces
        return text.strip(" ")
    return " ".join(sanitize(text).split())


def _language(tree: dom.Tree) -> str | None:
    declared = queries.language(tree)
    return _line(declared) or None if declared else None


def without_others(metadata: Metadata, headline: str | None) -> Metadata:
    """The metadata of a page whose titles name its headline, without what the JSON-LD says under another one."""
    if not metadata.others or not headline or not any(headline in title for title in metadata.titles):
        return metadata
    return metadata._replace(
        authors=tuple(author for author in metadata.authors if author not in metadata.others),
        published=tuple(moment for moment in metadata.published if moment not in metadata.others),
        modified=tuple(moment for moment in metadata.modified if moment not in metadata.others),
    )


def _is_anothers(headline: Any, titles: Sequence[str]) -> bool:
    """Whether a headline of some length shares no two characters in a row with the page's title."""
    if not isinstance(headline, str) or len(headline) < _LONG_AS_TITLE or not any(map(is_han, headline)):
        return False
    pairs = pairs_of(headline)
    return bool(titles) and not any(pair in title for title in titles for pair in pairs)


def _read_json_ld(script: str, found: dict[str, list[str]], titles: Sequence[str]) -> None:
    nodes = list(_nodes(read_json(script)))
    for node in nodes:
        if node.get("@type") == "BreadcrumbList":
            found.setdefault("crumbs", []).extend(_crumbs(node))
        types = [name for name in _as_list(node.get("@type")) if isinstance(name, str)]
        found.setdefault("types", []).extend(types)
        if not (any(map(_ARTICLE_TYPES.search, types)) or "pubDate" in node):
            continue
        is_anothers = _is_anothers(node.get("headline"), titles)
        for key, field in _JSON_LD.items():
            value = node.get(key)
            if isinstance(value, list) and field in ("keywords", "section"):
                words = [word for word in value if isinstance(word, str)]
                value = ",".join(words if field == "keywords" else words[:1])
            if isinstance(value, str) and value.strip():
                found.setdefault(field, []).append(sanitize(value).strip())
                if is_anothers and field in ("published", "modified"):
                    found.setdefault("others", []).append(sanitize(value).strip())
        for person in _as_list(node.get("author")):
            if name := _name_of(person, nodes):
                found.setdefault("authors", []).append(name)
                if is_anothers:
                    found.setdefault("others", []).append(name)
        for picture in _as_list(node.get("image")) + _as_list(node.get("images")):
            url = picture.get("url") if isinstance(picture, dict) else picture
            if isinstance(url, str):
                found.setdefault("images", []).append(sanitize_address(url))


def _name_of(person: Any, nodes: Sequence[dict[str, Any]]) -> str:
    """The name of an author in JSON-LD, who may be given by the address of another node, or as a person whose name is one again;
    "" for an organisation."""
    if isinstance(person, dict) and "name" not in person and isinstance(person.get("@id"), str):
        person = next((node for node in nodes if node.get("@id") == person["@id"] and "name" in node), None)
    if isinstance(person, dict):
        if _is_organisation(person.get("@type")):
            return ""
        person = person.get("name")
        if isinstance(person, dict):
            person = person.get("name")
    return _line(person) if isinstance(person, str) else ""


def _is_organisation(kind: Any) -> bool:
    """Whether a JSON-LD type is that of an organisation, of whichever kind: NewsMediaOrganization, Corporation."""
    return any(isinstance(name, str) and name.endswith(("Organization", "Corporation")) for name in _as_list(kind))


def read_json(text: str) -> Any:
    """A JSON value, also one in comments or CDATA, with trailing commas or a semicolon; None for anything else that is
    broken, too long, too deep or holds a number too large to read. Several values one behind the other come as a list."""
    import json  # most pages have none

    if len(text) > MAX_JSON:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _read_loose_json(text)


def _read_loose_json(text: str) -> Any:
    from cleaners.reading.scripts.literals import Reader, UnreadableError

    if "&quot;" in text and '"' not in text:
        import html  # a table of 2,000 names: few pages need it

        text = html.unescape(text)
    reader, found = Reader(text, MAX_LOOSE), []
    place = _WRAPPING.match(text)
    while place is not None and text[place.end() : place.end() + 1] in ("{", "["):
        try:
            value, end = reader.read(place.end())
        except UnreadableError:
            break
        found.append(value)
        place = _WRAPPING.match(text, end)
    return found[0] if len(found) == 1 else found or None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, also inside lists and ``@graph``."""
    for node in _as_list(value):
        if not isinstance(node, dict):
            continue
        if isinstance(node.get("@graph"), list):
            yield from _nodes(node["@graph"])
        yield node


def is_of_article(metadata: Metadata) -> bool:
    """Whether the JSON-LD or OpenGraph describe an article."""
    return metadata.kind == "article" or any(map(_ARTICLE_TYPES.search, metadata.types))


def _crumbs(breadcrumb: dict[str, Any]) -> Iterator[str]:
    """The names of the steps of a breadcrumb in JSON-LD."""
    for step in _as_list(breadcrumb.get("itemListElement")):
        holders = (step, step.get("item")) if isinstance(step, dict) else ()
        name = next((one["name"] for one in holders if isinstance(one, dict) and one.get("name")), None)
        if isinstance(name, str):
            yield _line(name)


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def base_address(metadata: Metadata, url: str | None) -> str | None:
    """The address that those of a page are relative to: ``<base>``, ``url`` and the canonical link, in that order."""
    page = url or metadata.canonical
    return resolve(metadata.base, page) if metadata.base else page
