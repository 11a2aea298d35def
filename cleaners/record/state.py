"""The article inside a page's embedded state, for pages whose DOM is an empty shell.

Pages drawn by a script carry their content as JSON: ``__NEXT_DATA__``, ``window.__INITIAL_STATE__ = {…}``, JSON-LD's
``articleBody``. Key names differ from site to site, so the content is found by its value, the longest run of Chinese prose,
and only the facts beside it by what their keys are usually called. The result is HTML for the same pipeline, so that the
same rules clean it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaners.evidence import dates
from cleaners.evidence.metadata import Metadata
from cleaners.reading import parse as dom
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.values import Removal

if TYPE_CHECKING:
    from cleaners.article import Article

#: A content string shorter than this (in Han characters) is no article.
MIN_CONTENT = 60

#: At most this many values of a state are looked at; the largest measured state had 41,000.
MAX_VALUES = 200_000

#: Openings of a value that are tried in one script, and the characters of it that are read as JavaScript.
MAX_ATTEMPTS = 400
MAX_LITERAL = 2_000_000

_OPENING = lazy(r"(?:=|\(|^|:|return)\s*(?=[\[{])")
_JS_TOKEN = lazy(
    r"""(?P<double>"(?:[^"\\]|\\.)*")|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<key>[A-Za-z_$][\w$]*)\s*:"""
    r"""|void 0|(?P<word>[A-Za-z_$][\w$]*)|!(?=[01])"""
)
_TRAILING_COMMA = lazy(r",(?=\s*[}\]])")
_PARSE = lazy(r"JSON\.parse\(\s*(?=[\"'])")
_HAN = lazy(rf"[{HAN}]")
_ESCAPED_HAN = lazy(r"\\u[4-9][0-9a-fA-F]{3}")
_TAG = lazy(r"<[a-zA-Z/][^<>]*>")
_HEADLINE_KEY = lazy(r"^(?:.*_)?(?:title|headline|articletitle|subject|name)$", re.I)
_KICKER_KEY = lazy(r"(?:shoulder|kicker|pre_?title|intro_?title|lead_?title|yinti)", re.I)
_DECK_KEY = lazy(r"(?:sub_?title|sub_?headline|deck|futi)", re.I)
_SOURCE_KEY = lazy(r"(?:source|origin|media|from|copyfrom)(?:_?name)?$", re.I)
_AUTHOR_KEY = lazy(r"(?:author|byline|reporter|writer)s?(?:_?name)?$", re.I)
_EDITOR_KEY = lazy(r"(?:editor|duty_?editor|responsible)(?:_?name)?$", re.I)
_DATE_KEY = lazy(r"(?:publish|pub|release|create|post|issue|date|time)", re.I)
_ABSTRACT_KEY = lazy(r"(?:abstract|summary|digest)$", re.I)


class _Content(NamedTuple):
    size: int
    text: str
    facts: dict[str, Any]


def read_state(tree: dom.Tree, metadata: Metadata) -> str | None:
    """The article of a page's embedded state as HTML; None where no state holds one."""
    best: _Content | None = None
    for value in _states(tree):
        for content in _contents(value):
            if best is None or content.size > best.size:
                best = content
    stated = _han(metadata.body) if metadata.body else 0
    # JSON-LD names the body as such: a string of unknown name must hold much more to be preferred.
    if metadata.body and stated >= max(MIN_CONTENT, best.size * 2 / 3 if best else 0):
        best = _Content(stated, metadata.body, {})
    return _as_html(best, metadata) if best else None


def from_state(shell: Article, content: Article) -> Article:
    """The article of an embedded state, or the shell if the state holds none. All that the shell shows is in the ledger, since
    nothing of it is in the text or in a field.
    """
    if not content.is_article:
        return shell
    # The word 作者 before a bare name was ours: a state has keys, not words.
    authors = tuple(replace(person, role=None) if person.role == "作者" else person for person in content.authors)
    flags = (*content.flags, "embedded_state")
    shown = tuple(Removal(block.rule, str(block.label), block.text) for block in shell.blocks if block.text)
    return replace(content, authors=authors, flags=flags, removals=shown + content.removals)


def _states(tree: dom.Tree) -> Iterator[Any]:
    """Every JSON value that a script of the page holds or assigns."""
    decoder = json.JSONDecoder(strict=False)
    own = (element for element in dom.elements(tree, "script") if element.get("src") is None)
    for script in (text for element in own for text in dom.texts(element)):
        if (
            len(_HAN.findall(script[:200_000])) < MIN_CONTENT
            and len(_ESCAPED_HAN.findall(script[:400_000])) < MIN_CONTENT
        ):
            continue
        found = list(_decoded(script, decoder))
        # A literal of JavaScript is no JSON: bare keys, variables, single quotes.
        yield from found or _decoded(_as_json(script[:MAX_LITERAL]), decoder)
        for match in _PARSE.finditer(script):
            try:
                text, _ = decoder.raw_decode(script, match.end())
                yield json.loads(text, strict=False)
            except (ValueError, RecursionError, TypeError):
                continue


def _decoded(script: str, decoder: json.JSONDecoder) -> Iterator[Any]:
    """Every object and list that a script assigns, passes or returns. The attempts are counted, so that a script made of
    openings costs no more than others."""
    end = 0
    for match in islice(_OPENING.finditer(script), MAX_ATTEMPTS):
        if match.end() < end:
            continue
        try:
            value, end = decoder.raw_decode(script, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, (dict, list)):
            yield value


def _as_json(script: str) -> str:
    """A script with its object literals rewritten as JSON: keys quoted, variables null. What is no literal becomes
    nonsense, which the decoder then refuses."""
    return _TRAILING_COMMA.sub("", _JS_TOKEN.sub(_json_token, script))


def _json_token(match: re.Match[str]) -> str:
    text = match.group()
    if match["single"] is not None:
        inner = match["single"].replace("\\'", "'").replace('"', '\\"')
        return f'"{inner}"'
    if match["key"] is not None:
        return f'"{match["key"]}":'
    if text == "void 0":
        return "null"
    if match["word"] is not None:
        return text if text in ("true", "false", "null", "return") else "null"
    return "" if text == "!" else text


def _contents(value: Any) -> Iterator[_Content]:
    """Strings, and lists of paragraphs, that hold enough Chinese prose, with the object that they stand in."""
    stack: list[tuple[Any, dict[str, Any]]] = [(value, {})]
    for _ in range(MAX_VALUES):
        if not stack:
            return
        node, facts = stack.pop()
        if isinstance(node, dict):
            facts = {**facts, **{k: v for k, v in node.items() if isinstance(v, (str, int, float)) or _is_names(v)}}
            stack.extend((child, facts) for child in node.values())
        elif isinstance(node, list):
            text = _paragraphs(node)
            if text and _han(text) >= MIN_CONTENT:
                yield _Content(_han(text), text, facts)
            stack.extend((child, facts) for child in node)
        elif isinstance(node, str) and len(node) >= MIN_CONTENT and _han(node) >= MIN_CONTENT:
            if node.lstrip().startswith(("{", "[")):
                try:
                    stack.append((json.loads(node, strict=False), facts))
                    continue
                except (ValueError, RecursionError):
                    pass
            yield _Content(_han(node), node, facts)


def _is_names(value: Any) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= 8
        and all(isinstance(item, str) and len(item) <= 30 for item in value)
    )


def _paragraphs(items: list[Any]) -> str | None:
    """A list of paragraphs, as strings or as objects that hold one string of text each."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, dict) and "@type" not in item:
            texts = [v for k, v in item.items() if isinstance(v, str) and _HAN.search(v) and not _DATE_KEY.search(k)]
            picture = next(
                (v for v in item.values() if isinstance(v, str) and re.search(r"\.(?:jpe?g|png|webp|gif)\b", v, re.I)),
                None,
            )
            if len(texts) > 2:
                return None  # objects of several texts are entries of a list, not paragraphs
            if picture:
                lines.append(f'<img src="{html.escape(picture)}">')
            lines.extend(f"<p>{text if _TAG.search(text) else html.escape(text)}</p>" for text in texts)
        elif isinstance(item, str):
            lines.append(f"<p>{item if _TAG.search(item) else html.escape(item)}</p>")
        else:
            return None
    return "\n".join(lines) if lines else None


def _han(text: str) -> int:
    return len(_HAN.findall(_TAG.sub("", text)))


def _as_html(content: _Content, metadata: Metadata) -> str:
    """One small page: the facts as the lines a reader would see, then the content."""
    facts = content.facts
    parts = ["<html><body><div>"]
    for pattern, form in ((_KICKER_KEY, "<p>{}</p>"), (_HEADLINE_KEY, "<h1>{}</h1>"), (_DECK_KEY, "<p>——{}</p>")):
        value = _fact(facts, pattern, exclude=_DECK_KEY if pattern is _HEADLINE_KEY else None)
        if pattern is _KICKER_KEY and value and not value.endswith(("：", ":")):
            value += "："
        if value:
            parts.append(form.format(html.escape(value.lstrip("—"))))
        elif pattern is _HEADLINE_KEY and metadata.titles:
            parts.append(form.format(html.escape(_plain_title(metadata.titles))))
    moment = _moment(facts)
    if moment:
        parts.append(f"<p>{moment}</p>")
    for pattern, label in ((_SOURCE_KEY, "来源：{}"), (_AUTHOR_KEY, "{}"), (_ABSTRACT_KEY, "摘要：{}")):
        value = _fact(facts, pattern)
        if value and value not in content.text:
            form = "作者：{}" if pattern is _AUTHOR_KEY and not re.search(r"记者|通讯员|作者", value) else label
            parts.append(f"<p>{html.escape(form.format(value))}</p>")
    parts.append(_body(content.text))
    editor = _fact(facts, _EDITOR_KEY)
    if editor and editor not in content.text:
        parts.append(f"<p>编辑：{html.escape(editor)}</p>")
    parts.append("</div></body></html>")
    return "\n".join(parts)


def _plain_title(titles: Sequence[str]) -> str:
    """The title without the site's name: the shortest one that the first one holds."""
    return min((title for title in titles if title in titles[0]), key=len)


def _body(text: str) -> str:
    if _TAG.search(text):
        return text
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _fact(facts: dict[str, Any], pattern: re.Pattern[str], exclude: re.Pattern[str] | None = None) -> str | None:
    """The last (innermost) short string whose key fits."""
    for key, value in reversed(facts.items()):
        if exclude is not None and exclude.search(key):
            continue
        if isinstance(value, list):
            value = " ".join(value)
        if isinstance(value, str) and pattern.search(key) and _HAN.search(value) and len(value) <= 300:
            return _TAG.sub("", value).strip() or None
    return None


def _moment(facts: dict[str, Any]) -> str | None:
    for key, value in facts.items():
        if not _DATE_KEY.search(key):
            continue
        if isinstance(value, str) and len(value) <= 40:
            stamp = dates.read_date(value)
            if stamp:
                return stamp.moment.strftime("%Y-%m-%d %H:%M:%S") if stamp.precision != "day" else f"{stamp.day}"
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and 8e8 < value < 4e12:
            seconds = value / 1000 if value > 4e10 else value
            return datetime.fromtimestamp(seconds, dates.CHINA).strftime("%Y-%m-%d %H:%M:%S")
    return None
