"""How the walk over a page treats an element, by its tag: it is invisible, inside a line, or a block."""

from __future__ import annotations

#: Elements whose content is invisible, or is read elsewhere (head: `cleaners.evidence.metadata`).
SKIPPED = frozenset(
    (
        "script style noscript template head iframe frame noframes object svg canvas map "
        "audio datalist math applet param textarea title "
        "amp-ad amp-embed amp-sticky-ad amp-auto-ads"
    ).split()
)

#: Elements that do not end a line. Unknown names are inline if they contain a colon (``o:p`` and other remains of word
#: processors); others are block-level, except inside a sentence.
INLINE = frozenset(
    (
        "a abbr acronym b basefont bdi bdo big cite code data del dfn em font i input ins kbd label mark "
        "nobr q rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)

#: The level of a heading by its tag.
HEADINGS = {f"h{n}": n for n in range(1, 7)}
CELLS = frozenset({"td", "th"})

#: Elements that mean more than a new line: their content is a heading, an item, a cell, …
STRUCTURE = frozenset("h1 h2 h3 h4 h5 h6 blockquote pre listing xmp li td th ul ol table tr picture".split())
#: Kinds that an element passes on to the blocks inside it.
PASSED_ON = frozenset({"quote", "heading", "item", "pre"})
#: Elements that centre their lines, or end the centring by an outer one.
CENTRING = frozenset({"center", "td"})

#: How the walk treats an element: invisible; inside a line; inside a line and marking its text; one of the few that the walk
#: knows by name; a block, except inside a sentence; a block; a block that is folded until the reader opens it.
UNSEEN, IN_LINE, MARKED, NAMED, LOOSE, BLOCK, FOLDED = range(7)
#: The kind of mark that an element sets on its text.
MARKS = {"a": "link", "b": "bold", "strong": "bold", "em": "italic", "i": "italic"}


class _Sorts(dict[str, int]):
    """The treatment of an element, by its tag."""

    def __missing__(self, tag: str) -> int:
        return IN_LINE if ":" in tag else LOOSE


SORTS = _Sorts(
    {
        **dict.fromkeys(
            "html body div p ul ol li dl dt dd table tbody thead tfoot tr td th h1 h2 h3 h4 h5 h6 section article main nav "
            "header footer aside form figure figcaption blockquote pre center hr select option fieldset legend optgroup address "
            "details summary hgroup search menu dir caption colgroup col listing xmp plaintext marquee frameset picture track "
            "nextid isindex noembed meter progress output".split(),
            BLOCK,
        ),
        **dict.fromkeys(INLINE, IN_LINE),
        **dict.fromkeys(MARKS, MARKED),
        **dict.fromkeys(("br", "img", "amp-img", "image", "video", "amp-video", "source", "embed"), NAMED),
        **dict.fromkeys(("select", "dialog"), FOLDED),
        "button": LOOSE,
        **dict.fromkeys(SKIPPED, UNSEEN),
    }
)

#: Maximum number of different attributes of a tag for the parser, whose tree takes quadratic time: 0.04 s for this number, 9 s
#: for 80,000 (libxml2 2.14). Reading without a tree takes linear time, but must give the same result.
MAX_ATTRIBUTES = 5_000
