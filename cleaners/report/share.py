"""The file that is sent to the maintainers: skeletons of pages, and how the cleaner read the real ones.

JSON, so that whoever sends it can look through it: each page has its lines of masked HTML, and for every block of the real page
its label, the rule that gave it, and its text, masked too. See `cleaners.report.masks` for what is left of a text.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from cleaners.report.masks import mask_address, mask_text
from cleaners.report.skeleton import mask_page
from cleaners.steps import Read
from cleaners.values import TEXT_LABELS

#: Version of the file's form.
VERSION = 1
_KEY = "dute_skeletons"


class SharedBlock(NamedTuple):
    """A block of the real page as the cleaner labelled it; ``text`` is masked."""

    label: str
    rule: str
    text: str

    @property
    def is_text(self) -> bool:
        """Whether the block went into the article's text."""
        return self.label in TEXT_LABELS


class SharedPage(NamedTuple):
    """The skeleton of one page: its role in the probe, its masked address, the codec that the real page was read with, what the
    cleaner said of the real page with its masked text, and the masked HTML."""

    name: str
    url: str
    encoding: str
    is_article: bool
    confidence: float
    flags: tuple[str, ...]
    blocks: tuple[SharedBlock, ...]
    text: str
    html: str


class ShareError(ValueError):
    """A file that is no file of skeletons; the message says what is wrong."""


def share_page(
    name: str, page: str, found: Read, *, encoding: str, url: str, hosts: Collection[str] = ()
) -> SharedPage:
    """A page with what was read of it, masked. ``hosts`` are those of its site."""
    article = found.article
    blocks = (SharedBlock(str(one.label), one.rule, mask_text(one.text)) for one in article.blocks if one.text)
    return SharedPage(
        name,
        mask_address(url, hosts),
        encoding,
        article.is_article,
        article.confidence,
        article.flags,
        tuple(blocks),
        mask_text(article.text),
        mask_page(page, hosts),
    )


def render_share(pages: Iterable[SharedPage], version: str) -> str:
    """The file's text."""
    content = {
        _KEY: VERSION,
        "cleaner": version,
        "pages": [
            {
                **page._asdict(),
                "flags": list(page.flags),
                "blocks": [block._asdict() for block in page.blocks],
                "text": page.text.split("\n"),
                "html": page.html.split("\n"),
            }
            for page in pages
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def is_share(data: bytes) -> bool:
    """Whether bytes look like a file of skeletons."""
    return f'"{_KEY}"'.encode() in data[:200] and data.lstrip()[:1] == b"{"


def read_share(data: bytes) -> list[SharedPage]:
    """The pages in a file of skeletons. Raises ShareError."""
    try:
        content = json.loads(data)
        if content[_KEY] != VERSION:
            raise ShareError(f"skeletons of version {content[_KEY]!r}; this reads version {VERSION}")
        return [_page(page) for page in content["pages"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        if isinstance(error, ShareError):
            raise
        raise ShareError(f"not a file of skeletons: {type(error).__name__}: {error}") from error


def _page(page: dict[str, Any]) -> SharedPage:
    blocks = tuple(SharedBlock(str(one["label"]), str(one["rule"]), str(one["text"])) for one in page["blocks"])
    return SharedPage(
        str(page["name"]),
        str(page["url"]),
        str(page["encoding"]),
        bool(page["is_article"]),
        float(page["confidence"]),
        tuple(map(str, page["flags"])),
        blocks,
        "\n".join(map(str, page["text"])),
        "\n".join(map(str, page["html"])),
    )
