"""A page that shows the source of another page: what a browser's view of the source saves, or a paste in `<pre>`.

What is shown is the other page's markup with its brackets escaped, which is of no use as a text. The other page is read instead.
"""

from __future__ import annotations

import html
import re

from cleaners.reading.coding.decoded import Decoded
from cleaners.reading.patterns import lazy
from cleaners.reading.tree.strip import strip_tags

#: The flag of such a page.
SHOWS_SOURCE = "shows_source"

#: Maximum length of what else is shown, in characters: the viewer's switch for long lines above, what a site prints below a
#: paste. An article about markup has more above its example, and explains it below.
MAX_ABOVE, MAX_BELOW = 40, 100
#: How many characters of a source may stand before the tag that begins the document: comments.
_EARLY = 4_000

#: Tags that colour a source: between them no line ends.
_INLINE = lazy(r"</?(?:span|a|b|i|em|font|code|u|mark)(?:\s[^<>]*)?>", re.I)
_ABOVE = lazy(rf"[^<>]{{0,{MAX_ABOVE}}}(?=<[!?a-z])", re.I)
_DOCUMENT = lazy(r"<(?:!doctype\s+html|html)[\s>]", re.I)


def read_shown_source(page: Decoded) -> Decoded:
    """The page whose source a page shows, flagged; the same page if it shows none."""
    body = page.text.partition("<body")[2] or page.text
    shown = html.unescape(strip_tags(_INLINE.sub("", f"<body{body}"))).strip()
    above = _ABOVE.match(shown)
    if above is None or len(shown) - shown.rfind(">") > MAX_BELOW + 1:
        return page
    if _DOCUMENT.search(shown, above.end(), above.end() + _EARLY) is None:
        return page
    return Decoded(shown[above.end() :], page.encoding, flags=(*page.flags, SHOWS_SOURCE))
