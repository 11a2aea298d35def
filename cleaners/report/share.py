"""The file to send to the maintainers: skeletons of pages, and the cleaner's results for the real pages.

It is JSON, so that its sender can inspect it: each page has its lines of masked HTML, and for every block of the real page its
label, the rule that gave the label, and its masked text. `cleaners.report.masks` documents what the masks preserve.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from cleaners.report.masks import mask_address, mask_text
from cleaners.report.skeleton import mask_page
from cleaners.steps import Read
from cleaners.values import TEXT_LABELS

#: Version of the file format.
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
    """The skeleton of one page: its role in the probe, its masked address, the codec with which the real page was decoded, the
    cleaner's result for the real page with masked text, and the masked HTML."""

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
    """Not a file of skeletons; the message says what is wrong."""


def share_page(
    name: str, page: str, found: Read, *, encoding: str, url: str, hosts: Collection[str] = ()
) -> SharedPage:
    """A page and the result of reading it, both masked. ``hosts`` are the site's hosts."""
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
    """The content of the file."""
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
    """The pages in a file of skeletons. Raises ShareError if it is not such a file, or has another version."""
    try:
        content = json.loads(data)
        if content[_KEY] != VERSION:
            raise ShareError(f"skeletons of version {content[_KEY]!r}: this dute reads version {VERSION}")
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
