# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Elements by name: their treatment in reading and walking, looked up once per name and page."""

from cleaners.reading.elements import BLOCK, CELLS, CENTRING, HEADINGS, MARKS, SORTS, STRUCTURE
from cleaners.reading.frames import PLAYER_TAGS
from cleaners.reading.head import HEAD_TAGS, TEXT_TAGS

_ROLES = {
    "ul": LIST, "ol": LIST, "table": TABLE, "tr": ROW, "picture": PICTURE, "br": BREAK, "video": VIDEO, "amp-video": VIDEO, "source": SOURCE,
    "img": IMAGE, "amp-img": IMAGE, "image": IMAGE, "select": SELECT, "button": BUTTON, "code": CODE, **dict.fromkeys(PLAYER_TAGS, FRAME), **dict.fromkeys(CELLS, CELL),
    **{tag: {"link": LINK, "bold": BOLD, "italic": ITALIC}[kind] for tag, kind in MARKS.items()},
}


cdef int _BLOCK = BLOCK


cdef class Tag:
    def __cinit__(self, str name):
        self.name = name
        self.sort = SORTS[name]
        self.is_structure = name in STRUCTURE
        self.role = _ROLES.get(name, HOLDER if self.is_structure else PLAIN)
        self.ends_line = self.sort >= _BLOCK or self.role == BREAK
        self.is_centring = name in CENTRING
        self.is_head = name in HEAD_TAGS
        self.has_text = name in TEXT_TAGS
        self.is_named = self.is_head or self.role in (IMAGE, VIDEO, SOURCE, FRAME)
        self.mark = MARKS.get(name)
        self.context = None
        if name in HEADINGS:
            self.context = ("heading", HEADINGS[name])
        elif name == "blockquote":
            self.context = ("quote", 0)
        elif name in ("pre", "listing", "xmp"):
            self.context = ("pre", 0)
        elif name in CELLS:
            self.context = ("cell", 0)


cdef dict _TAGS = {name.encode(): Tag(name) for name in (*SORTS, *STRUCTURE, *HEAD_TAGS)}


cdef Tag known_tag(bytes name):
    """The tag object of an element that HTML or this package defines; None for any other name."""
    return _TAGS.get(name)
