"""What the walk over a page does with an element, by its tag: nothing of it is seen, it stands in a line, it opens a block."""

from __future__ import annotations

#: Elements whose content a reader does not see, or that are read elsewhere (head: `cleaners.evidence.metadata`).
SKIPPED = frozenset(
    (
        "script style noscript template head iframe frame noframes object svg canvas map "
        "audio datalist math applet param textarea title"
    ).split()
)

#: Elements that do not end a line. Unknown names are inline when they hold a colon (``o:p`` and other leavings of word
#: processors); others are block-level, but for those inside a sentence.
INLINE = frozenset(
    (
        "a abbr acronym b basefont bdi bdo big cite code data del dfn em font i input ins kbd label mark "
        "nobr q rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)

#: The level of a heading by its tag.
HEADINGS = {f"h{n}": n for n in range(1, 7)}
CELLS = frozenset({"td", "th"})

#: Elements that mean more than a new line: what they hold is a heading, an item, a cell, …
STRUCTURE = frozenset("h1 h2 h3 h4 h5 h6 blockquote pre listing xmp li td th ul ol table tr picture".split())
#: What such an element passes on to the blocks inside it.
PASSED_ON = frozenset({"quote", "heading", "item", "pre"})
#: Elements that centre their lines, or stop an outer one from it.
CENTRING = frozenset({"center", "td"})

#: What the walk does with an element: nothing of it is seen, it stands in a line, it marks its text, it is one of the few
#: that the walk knows by name, it opens a block but inside a sentence, it opens a block, or it is a block that is closed
#: until a reader opens it.
UNSEEN, IN_LINE, MARKED, NAMED, LOOSE, BLOCK, FOLDED = range(7)
#: The kind of mark that an element sets on its text.
MARKS = {"a": "link", "b": "bold", "strong": "bold", "em": "italic", "i": "italic"}


class _Sorts(dict[str, int]):
    """What the walk does with an element, by its tag."""

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

#: A tag with more attributes of different names than this is not given to the parser, whose tree takes time by their square:
#: 0.04 s for so many, 9 s for 80,000 (libxml2 2.14). Without the tree they are no more work than others, but the outcome is
#: the same.
MAX_ATTRIBUTES = 5_000
