"""The texts of a document: for each key a pair in English and Chinese, from data files.

A text may have placeholders: ``{n}`` is the value ``n``, ``{n|block|blocks}`` is the first alternative if ``n`` is "1" and the
second otherwise, and ``{@n}`` is the text whose key is the value ``n``. The document opens in English; when the language is
switched, ``language.js`` fills the same placeholders.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from cleaners.report.data import DocumentError, read_data

#: The English and the Chinese text.
Pair = tuple[str, str]

_HOLE = re.compile(r"\{(@?)(\w+)(?:\|([^|}]*)\|([^}]*))?\}")


class Words(Mapping[str, Pair]):
    """Pairs of texts by key; immutable."""

    def __init__(self, pairs: Mapping[str, Pair]) -> None:
        self._pairs = MappingProxyType(dict(pairs))

    def __getitem__(self, key: str) -> Pair:
        return self._pairs[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def joined(self, pairs: Mapping[str, Pair]) -> Words:
        """These words, updated with others."""
        return Words({**self._pairs, **pairs})

    def say(self, key: str, /, **values: object) -> str:
        """The English text of a key, with its placeholders filled. Raises KeyError for an unknown key or a missing value."""

        def fill(hole: re.Match[str]) -> str:
            is_key, name, single, several = hole.groups()
            value = str(values[name])
            if single is not None:
                return str(single if value == "1" else several)
            return self.say(value) if is_key else value

        return _HOLE.sub(fill, self[key][0])

    def as_script(self) -> str:
        """A JavaScript statement that defines the texts as ``words``."""
        pairs = json.dumps(dict(self._pairs), ensure_ascii=False, separators=(",", ":"))
        return f"const words = {pairs};".replace("<", "\\u003c")


@cache
def read_words(package: str, *names: str) -> Words:
    """The words in some data files of a package: the name ``page`` means ``words/page.toml``; a leading ``/`` marks files of
    ``cleaners``.

    Raises DocumentError if a file is missing, or repeats a key of an earlier one.
    """
    pairs: dict[str, Pair] = {}
    for name in names:
        is_ours = name.startswith("/")
        table: dict[str, list[str]] = read_table(package, f"{'/' * is_ours}words/{name.lstrip('/')}.toml")
        for key, (english, chinese) in table.items():
            if key in pairs:
                raise DocumentError(f"the key {key} occurs in several of these files of words: {', '.join(names)}")
            pairs[key] = (english, chinese)
    return Words(pairs)


@cache
def read_rule_words() -> Mapping[str, str]:
    """The description of each rule, in Chinese."""
    return MappingProxyType(read_table("cleaners", "words/rules.toml"))


def read_table(package: str, name: str) -> dict[str, Any]:
    """The content of a TOML data file. Raises DocumentError."""
    return tomllib.loads(read_data(package, name))
