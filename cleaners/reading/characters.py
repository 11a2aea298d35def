"""Characters that no output may hold, and how they are taken out."""

from __future__ import annotations

from cleaners.reading.patterns import lazy

# Characters that must not reach an output: C0 controls but tab/newline/return, DEL, C1, surrogates, bidi embeddings,
# overrides and isolates, zero-width space, word joiner, BOM, noncharacters, interlinear annotation, tag characters.
_FORBIDDEN = lazy(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

_BREAKS = lazy(r"[\t\r\n]")
_PLAIN_ASCII = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_LARGE = 4_096  # characters

#: What a line must not hold to be shown as it is: forbidden characters, and white space that a browser folds.
NOT_PLAIN = lazy(f"{_FORBIDDEN.pattern}|[\t\r\n\f]|  ")


def sanitize(text: str) -> str:
    """The text without the characters that no output may hold (promise: valid UTF-8, no control or bidi tricks)."""
    if len(text) > _LARGE:
        # Plain ASCII, most of a page, is dropped in C first: the search takes eight nanoseconds a character.
        rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_ASCII).decode("utf-8", "surrogatepass")
        if not _FORBIDDEN.search(rest):
            return text
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text


def sanitize_address(value: str) -> str:
    """An address out of an attribute as a browser reads it, without the characters that no output may hold: a character
    reference can bring any of them into a page."""
    if value.isprintable():  # no printable character is forbidden, and nearly every address is printable
        return value.strip(" ")
    return _BREAKS.sub("", sanitize(value)).strip()
