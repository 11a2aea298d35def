# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What is measured of every block of a page, compiled: `cleaners.judgement.container` and `cleaners.evidence.measures` do the same in Python."""

from cpython.dict cimport PyDict_GetItem
from cpython.float cimport PyFloat_AS_DOUBLE
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.ref cimport PyObject
from libc.stdint cimport uint64_t

from cleaners._python cimport (
    PyUnicode_2BYTE_KIND, PyUnicode_4BYTE_KIND, PyUnicode_DATA, PyUnicode_FromKindAndData, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ,
    Py_UNICODE_ISALNUM, Py_UNICODE_ISDECIMAL, Py_UNICODE_ISSPACE, has_case, untrack,
)

from cleaners.values import Block
from cleaners.reading.lines import MIN_PROSE as _MIN_PROSE
from cleaners.rules.rule import Effect

cdef enum:
    ON_STACK = 256

cdef Py_ssize_t MIN_PROSE = _MIN_PROSE
cdef object _LINE = Effect.LINE
cdef Py_ssize_t TEXT = Block._fields.index("text"), KIND = Block._fields.index("kind")
cdef Py_ssize_t LEVEL = Block._fields.index("level")
cdef Py_ssize_t LINK_CHARS = Block._fields.index("link_chars"), HIDDEN = Block._fields.index("hidden")


def key(str text not None):
    """`cleaners.evidence.measures.key`."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text), length = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 on_stack[ON_STACK]
    cdef Py_UCS4* form = on_stack
    cdef Py_UCS4 character
    cdef bint is_cased = False
    cdef str found
    if size > ON_STACK:
        form = <Py_UCS4*>PyMem_Malloc(size * sizeof(Py_UCS4))
        if form is NULL:
            raise MemoryError
    try:
        for place in range(size):
            character = PyUnicode_READ(kind, data, place)
            if 0x4E00 <= character <= 0x9FFF or Py_UNICODE_ISALNUM(character):
                if character < 0x80:
                    if 0x41 <= character <= 0x5A:
                        character = <Py_UCS4>(<unsigned int>character + 0x20)
                elif has_case(character):
                    is_cased = True
                form[length] = character
                length += 1
        found = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, form, length)
        return found.lower() if is_cased else found
    finally:
        if form is not on_stack:
            PyMem_Free(form)


cdef inline bint is_comma(Py_UCS4 character) noexcept:
    return character == 0xFF0C or character == 0x2C


cdef inline bint is_stop(Py_UCS4 character) noexcept:
    """。！？；…!?;"""
    return (
        character == 0x3002 or character == 0xFF01 or character == 0xFF1F or character == 0xFF1B or character == 0x2026
        or character == 0x21 or character == 0x3F or character == 0x3B
    )


cdef inline bint is_mark(Py_UCS4 character) noexcept:
    """，。！？；：、,.!?;…”“"""
    if character > 0x2F and character < 0x2000 and character != 0x3B and character != 0x3F:
        return False
    return (
        is_comma(character) or is_stop(character) or character == 0xFF1A or character == 0x3001 or character == 0x2E
        or character == 0x201C or character == 0x201D
    )


cdef bint tells(str text) noexcept:
    """Whether a line is long enough for running text and punctuated like sentences: `cleaners.evidence.measures.is_sentence`."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 character
    cdef bint has_comma = False
    if size < MIN_PROSE:
        return False
    for place in range(size):
        character = PyUnicode_READ(kind, data, place)
        if 0x4E00 <= character <= 0x9FFF:
            continue
        if is_stop(character):
            return True
        if is_comma(character):
            if has_comma:
                return True
            has_comma = True
        elif character == 0x0A:
            has_comma = False
        elif character == 0x2E and (place + 1 == size or Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, place + 1))):
            return True
    return False


def is_sentence(str line not None):
    """`cleaners.evidence.measures.is_sentence`."""
    return tells(line)


def is_prose(block not None):
    """`cleaners.evidence.measures.is_prose`. Raises TypeError for what is no block."""
    if not isinstance(block, Block):
        raise TypeError(f"a Block is needed, not {type(block).__name__}")
    cdef str text = <str>(<tuple>block)[TEXT]
    cdef Py_ssize_t link_chars = (<tuple>block)[LINK_CHARS]
    return link_chars * 2 <= PyUnicode_GET_LENGTH(text) and tells(text)


cdef double mass_of(str text, Py_ssize_t link_chars) noexcept:
    """`cleaners.evidence.measures.mass`."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text), plain = size - link_chars
    cdef int kind = PyUnicode_KIND(text), marks = 0
    cdef void* data = PyUnicode_DATA(text)
    for place in range(min(size, 400)):
        marks += is_mark(PyUnicode_READ(kind, data, place))
        if marks == 3:  # more make no difference
            return <double>min(plain, 800) * 1.0
    if not marks:
        return plain * (0.3 if plain >= 12 else 0.1)
    return <double>min(plain, 800) * min(1.0, 0.4 + 0.2 * marks)


cdef bint has_sign(str text, Py_ssize_t size) noexcept:
    """Whether a line holds a colon or 前, as every moment does. Without a way out of the loop, so that the compiler looks at
    eight characters at once."""
    cdef Py_ssize_t place
    cdef const unsigned short* characters
    cdef unsigned short found = 0
    if PyUnicode_KIND(text) != PyUnicode_2BYTE_KIND:
        return True
    characters = <const unsigned short*>PyUnicode_DATA(text)
    for place in range(size):
        found |= (characters[place] == 0x3A) | (characters[place] == 0xFF1A) | (characters[place] == 0x524D)
    return found != 0


cdef bint has_moment(str text) noexcept:
    """Whether a short line may carry a time of day: `\\d[:：]\\d\\d|[钟时天]前`."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 character, before
    if size > 160 or not has_sign(text, size):
        return False
    for place in range(1, size):
        character = PyUnicode_READ(kind, data, place)
        before = PyUnicode_READ(kind, data, place - 1)
        if character == 0x3A or character == 0xFF1A:
            if place + 2 < size and Py_UNICODE_ISDECIMAL(before) and Py_UNICODE_ISDECIMAL(
                PyUnicode_READ(kind, data, place + 1)
            ) and Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, place + 2)):
                return True
        elif character == 0x524D and (before == 0x949F or before == 0x65F6 or before == 0x5929):
            return True
    return False


def measure_blocks(tuple blocks not None, list hits not None):
    """`cleaners.evidence.measures.Measured` of a page, as a tuple."""
    cdef Py_ssize_t number, count = len(blocks), link_chars
    cdef list masses = [0.0] * count, prose = [], headings = [], moments = []
    untrack(masses)
    cdef tuple block
    cdef str text
    cdef bint is_heading
    cdef double mass
    if len(hits) != count:
        raise ValueError("as many hits as blocks are needed")
    for number in range(count):
        block = <tuple>blocks[number]
        text = <str>block[TEXT]
        is_heading = block[KIND] == "heading"
        if is_heading:
            headings.append(number)
        if has_moment(text):
            moments.append(number)
        if hits[number] is None and not is_heading and block[HIDDEN] is not True:
            link_chars = block[LINK_CHARS]
            if link_chars * 2 <= PyUnicode_GET_LENGTH(text):
                mass = mass_of(text, link_chars)
                masses[number] = mass
                if mass >= MIN_PROSE:
                    prose.append(number)
    return masses, prose, headings, moments


def sum_weighted(list hits not None, list masses not None, Py_ssize_t start, Py_ssize_t thread):
    """`cleaners.evidence.measures.sum_weighted`; ``thread`` is -1 where there is none."""
    cdef Py_ssize_t number, count = len(masses)
    cdef list sums = [0.0] * (count + 1)
    untrack(sums)
    cdef double sum = 0.0, seen = 0.0, weight = 1.0, mass
    # Rounded before it is added, as in Python: a compiler for ARM makes one step of the two, with another last digit.
    cdef volatile double weighted
    for number in range(count):
        mass = PyFloat_AS_DOUBLE(masses[number])
        if number < start:
            weighted = mass * 0.3
        else:
            hit = hits[number]
            if hit is not None and seen >= MIN_PROSE and hit.effect is not _LINE:
                weight = min(weight, hit.weight_after)
            if number == thread:
                weight = 0.1
            seen += mass
            weighted = mass * weight
        sum += weighted
        sums[number + 1] = sum
    return sums


cdef bint has_all(str text, tuple signs) noexcept:
    """Whether a line holds these characters; an empty one stands in every line."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 wanted
    for sign in signs:
        if not PyUnicode_GET_LENGTH(sign):
            continue
        wanted = PyUnicode_READ(PyUnicode_KIND(sign), PyUnicode_DATA(sign), 0)
        for place in range(size):
            if PyUnicode_READ(kind, data, place) == wanted:
                break
        else:
            return False
    return True


cdef bint opens_title(str start, list titles) except -1:
    """`cleaners.evidence.measures.opens_title`."""
    for title in titles:
        if start in <str>title:
            return True
        if start[1:] == "ς" and start[0] + "σ" in <str>title:
            return True
    return False


def like_titles(tuple blocks not None, list titles not None, list signs not None, double least, Py_ssize_t shortest, Py_ssize_t longest):
    """The numbers of the lines that `cleaners.judgement.container` holds against the titles: see there."""
    cdef Py_ssize_t number, place, size, count = len(blocks)
    cdef list found = []
    cdef str text
    cdef Py_UCS4 first, second
    cdef uint64_t seconds[64]  # by the first of two characters of a title which second ones there are, both roughly
    for number in range(64):
        seconds[number] = 0
    for title in titles:
        for place in range(PyUnicode_GET_LENGTH(title) - 1):
            first = PyUnicode_READ(PyUnicode_KIND(title), PyUnicode_DATA(title), place)
            second = PyUnicode_READ(PyUnicode_KIND(title), PyUnicode_DATA(title), place + 1)
            seconds[<unsigned int>first & 63] |= <uint64_t>1 << (<unsigned int>second & 63)
    for number in range(count):
        text = <str>(<tuple>blocks[number])[TEXT]
        size = PyUnicode_GET_LENGTH(text)
        if size < least or size > longest:
            continue
        first = second = 0
        if size > 1:
            first = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), 0)
            second = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), 1)
        if is_han(first) and is_han(second):
            if seconds[<unsigned int>first & 63] >> (<unsigned int>second & 63) & 1 and opens_title(text[:2], titles):
                found.append(number)
                continue
        else:
            start = text[:2].lower()[:2]
            if not start.isalnum() or opens_title(start, titles):
                found.append(number)
                continue
        if size >= shortest:
            for three in signs:
                if has_all(text, <tuple>three):
                    found.append(number)
                    break
    return found


cdef double overlap(str text, str title, Py_ssize_t longer) except -1:
    """`cleaners.evidence.measures.overlap`."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), whole = PyUnicode_GET_LENGTH(title)
    if text == title:
        return 1.0
    if size <= whole:
        return 0.55 + 0.4 * size / whole if size * longer >= whole and text in title else 0.0
    return 0.2 + 0.5 * whole / size if whole * 2 >= size and title in text else 0.0


def score_lines(tuple blocks not None, list numbers not None, list titles not None, weights not None):
    """`cleaners.evidence.measures.score_lines`."""
    cdef dict levels
    cdef double heading, weight
    cdef Py_ssize_t longest, least, longer
    levels, heading, weight, longest, least, longer = weights
    cdef list found = []
    cdef tuple block
    cdef str text
    cdef double score, best
    cdef volatile double weighted  # see `sum_weighted`
    for number in numbers:
        block = <tuple>blocks[number]
        text = <str>block[TEXT]
        if block[HIDDEN] is True or not 2 <= PyUnicode_GET_LENGTH(text) <= longest:
            found.append(0.0)
            continue
        score = <double>levels.get(block[LEVEL], heading) if block[KIND] == "heading" else 0.0
        text = key(text)
        if PyUnicode_GET_LENGTH(text) >= least and titles:
            best = 0.0
            for title in titles:
                best = max(best, overlap(text, <str>title, longer))
            weighted = best * weight
            score += weighted
        found.append(score)
    return found


cdef inline bint is_han(Py_UCS4 character) noexcept:
    return 0x4E00 <= character <= 0x9FFF


cdef class Priors:
    """What the names of elements speak for, each class and id asked for once: ``tags`` by the tag, ``prior_of`` by class and
    id, the two multiplied and held between ``least`` and ``most``."""

    cdef dict tags, known
    cdef object prior_of
    cdef readonly double least, most
    cdef Py_ssize_t remembered

    def __init__(self, dict tags not None, prior_of, double least, double most, Py_ssize_t remembered):
        """At most so many names are ``remembered``."""
        self.tags, self.prior_of, self.known = tags, prior_of, {}
        self.least, self.most, self.remembered = least, most, remembered

    cdef double prior(self, str tag, str names) except -1:
        cdef PyObject* known = PyDict_GetItem(self.tags, tag)
        cdef double prior = 1.0 if known is NULL else PyFloat_AS_DOUBLE(<object>known)
        if names:
            known = PyDict_GetItem(self.known, names)
            if known is NULL:
                if len(self.known) >= self.remembered:
                    self.known.clear()
                own = self.known[names] = float(self.prior_of(names))
                prior *= PyFloat_AS_DOUBLE(own)
            else:
                prior *= PyFloat_AS_DOUBLE(<object>known)
        return min(self.most, max(self.least, prior))


def descend(containers not None, list sums not None, Priors priors not None, double dominance):
    """`cleaners.judgement.container._descend`: from the page down to the element that no child of dominates, by the sums of masses."""
    cdef list parent = containers.parent, first = containers.first, end = containers.end
    cdef list tag = containers.tag, names = containers.names
    cdef Py_ssize_t child, current = 0, at, behind
    cdef double mass, own, size
    mass = PyFloat_AS_DOUBLE(sums[<Py_ssize_t>end[0]]) - PyFloat_AS_DOUBLE(sums[<Py_ssize_t>first[0]])
    for child in range(len(parent)):
        if <Py_ssize_t>parent[child] != current:
            continue
        at, behind = first[child], end[child]
        own = PyFloat_AS_DOUBLE(sums[behind]) - PyFloat_AS_DOUBLE(sums[at])
        size = own * priors.prior(<str>tag[child], <str>names[child]) if own * priors.most >= dominance * mass else 0.0
        if size > 0.0 and size >= dominance * mass:
            if behind - at <= 1:
                return current  # a single paragraph: its parent is the article
            current, mass = child, own
    return current


def is_mostly_han(str text not None):
    """`cleaners.evidence.measures.is_mostly_han`."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text), han = 0, kana = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 character
    for place in range(size):
        character = PyUnicode_READ(kind, data, place)
        han += 0x5000 <= character <= 0x9FFF
        kana += 0x3040 <= character <= 0x30FF
    return han * 4 >= size and kana * 10 < han
