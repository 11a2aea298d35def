# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The rules of a style sheet that hide, and those that show, compiled: `cleaners.reading.sheets` reads the same in Python.

What is rare is looked for first, by two of its characters at a distance, in blocks without a way out of their loop, so that the
compiler looks at sixteen bytes at once. Of what stands between the finds only the braces are counted.
"""

from cpython.unicode cimport PyUnicode_FromStringAndSize
from libc.string cimport memchr, memcmp

cdef extern from "string.h":
    void* memmem(const void*, size_t, const void*, size_t)

ctypedef const unsigned char* Place

cdef enum:
    BLOCK = 64  # bytes
    APART = 2  # from n to n in "none", from d to e in "hidden": the rarest two of either, by the style sheets of eight pages


cdef inline bint is_blank(unsigned char character) noexcept:
    return character == c" " or character == c"\t" or character == c"\n" or character == c"\r" or character == c"\f"


cdef inline bint is_letter(unsigned char character) noexcept:
    return c"a" <= character <= c"z" or c"A" <= character <= c"Z" or character == c"_"


cdef inline bint goes_on(unsigned char character) noexcept:
    """Whether a name goes on with this byte; one of a character that is not ASCII is taken for a letter's."""
    return is_letter(character) or c"0" <= character <= c"9" or character == c"-" or character >= 0x80


cdef inline Place past_blank(Place at, Place end) noexcept:
    while at < end and is_blank(at[0]):
        at += 1
    return at


cdef inline Place before_blank(Place first, Place at) noexcept:
    while at > first and is_blank((at - 1)[0]):
        at -= 1
    return at


cdef inline Place last_of(Place first, Place end, unsigned char wanted) noexcept:
    """Where a character stands last in a stretch; NULL where it does not."""
    while end > first:
        end -= 1
        if end[0] == wanted:
            return end
    return NULL


cdef inline bint holds(Place at, Place end, unsigned char wanted) noexcept:
    return at < end and memchr(at, wanted, end - at) is not NULL


cdef Place next_pair(Place at, Place end, unsigned char one, unsigned char other, Py_ssize_t apart) noexcept:
    """The next place of one character that has the other so far behind it; NULL where there is none."""
    cdef int number
    cdef unsigned char found
    while end - at >= BLOCK + apart:
        found = 0
        for number in range(BLOCK):
            found |= (at[number] == one) & ((at + apart)[number] == other)
        if found:
            break
        at += BLOCK
    while end - at > apart:
        if at[0] == one and at[apart] == other:
            return at
        at += 1
    return NULL


cdef int nesting(Place at, Place end) noexcept:
    """How many more braces are opened in a stretch than closed."""
    cdef int number, opened = 0
    cdef signed char here
    while end - at >= BLOCK:
        here = 0
        for number in range(BLOCK):
            here += (at[number] == c"{") - (at[number] == c"}")
        opened += here
        at += BLOCK
    while at < end:
        opened += (at[0] == c"{") - (at[0] == c"}")
        at += 1
    return opened


# --- declarations ---------------------------------------------------------------------------------------------------


cdef Place next_value(Place at, Place end) noexcept:
    """The next place where "none" may stand, or the "dde" in "hidden"; the end where there is none."""
    cdef int number
    cdef unsigned char found
    while end - at >= BLOCK + APART:
        found = 0
        for number in range(BLOCK):
            found |= (
                ((at[number] == c"n") & (at[number + APART] == c"n")) | ((at[number] == c"d") & (at[number + APART] == c"e"))
            )
        if found:
            break
        at += BLOCK
    while end - at > APART:
        if (at[0] == c"n" and at[APART] == c"n") or (at[0] == c"d" and at[APART] == c"e"):
            return at
        at += 1
    return end


cdef Place declared(Place first, Place value, Place end, const char* word, int size, const char* name, int name_size) noexcept:
    """Where a declaration begins that gives the word at ``value`` to the property of a name; NULL where it is another."""
    if value < first or end - value < size or memcmp(value, word, size):
        return NULL
    value = before_blank(first, value)
    if value == first or (value - 1)[0] != c":":
        return NULL
    value = before_blank(first, value - 1)
    if value - first < name_size or memcmp(value - name_size, name, name_size):
        return NULL
    value -= name_size
    return NULL if value > first and goes_on((value - 1)[0]) else value  # another property, as a custom one


cdef struct Declarations:
    Place first, at, end
    Py_ssize_t nones, hiddens  # how many of each kind are still looked at


cdef Place next_declaration(Declarations* sought) noexcept:
    """Where the next declaration that hides begins; NULL where there is none."""
    cdef Place value, found
    while sought.nones or sought.hiddens:
        value = next_value(sought.at, sought.end)
        if value == sought.end:
            return NULL
        sought.at = value + 1
        if value[0] == c"n":
            found = declared(sought.first, value, sought.end, "none", 4, "display", 7) if sought.nones else NULL
            sought.nones -= found is not NULL
        else:
            found = declared(sought.first, value - APART, sought.end, "hidden", 6, "visibility", 10) if sought.hiddens else NULL
            sought.hiddens -= found is not NULL
        if found is not NULL:
            return found
    return NULL


# --- the names of a rule ---------------------------------------------------------------------------------------------


cdef Place last_comment(Place at, Place end) noexcept:
    """Where a comment begins last in a stretch; NULL where none does."""
    cdef Place last = NULL, found
    while True:
        found = next_pair(at, end, c"/", c"*", 1)
        if found is NULL:
            return last
        last, at = found, found + 1


cdef Place selectors_of(Place seen, Place opening) noexcept:
    """Where the selectors of the rule that opens there begin: behind the last border before it."""
    cdef Place at = opening
    while at > seen:
        at -= 1
        if at[0] == c"}" or at[0] == c"{" or at[0] == c";":
            return at + 1
        if at[0] == c"*" and at + 1 < opening and at[1] == c"/":
            return at + 1
    return seen


cdef int add_names(Place at, Place end, set names, name_of) except -1:
    """Add the selectors of one class, id or element; what is not ASCII is asked for in Python."""
    cdef Place stop
    while at < end and at[0] == c"/":
        at += 1
    while end > at and (end - 1)[0] == c"/":
        end -= 1
    while True:
        stop = <Place>memchr(at, c",", end - at) if at < end else NULL
        stop = end if stop is NULL else stop
        add_name(past_blank(at, stop), stop, names, name_of)
        if stop == end:
            return 0
        at = stop + 1


cdef int add_name(Place first, Place stop, set names, name_of) except -1:
    cdef Place last = before_blank(first, stop)
    cdef Py_ssize_t mark = first < last and (first[0] == c"." or first[0] == c"#")
    cdef Py_ssize_t size = mark
    if first + size >= last or not is_letter(first[size]):
        return 0
    while first + size < last and goes_on(first[size]) and first[size] < 0x80:
        size += 1
    if first + size == last:
        if size <= mark + 81:
            names.add(PyUnicode_FromStringAndSize(<const char*>first, size))
    elif first[size] >= 0x80:
        name = name_of(<bytes>first[:last - first])
        if name is not None:
            names.add(name)
    return 0


def read_hiding_rules(bytes sheet not None, Py_ssize_t most, Py_ssize_t comment, name_of):
    """`cleaners.reading.sheets.read_hiding_rules`. At most so many declarations of each kind are looked at, and so many bytes before
    one for a comment; ``name_of`` gives the name that a selector is, or None."""
    cdef Place first = sheet
    cdef Declarations sought
    sought.first, sought.at, sought.end, sought.nones, sought.hiddens = first, first, first + len(sheet), most, most
    # Behind the last opening that a declaration stood in; where braces and comments have been sought to, and the last comment.
    cdef Place seen = first, looked = first, commented = first, last = NULL
    cdef Place opening, declaration, begun
    cdef int depth = 0
    cdef bint is_outermost
    cdef set names = set()
    while True:
        declaration = next_declaration(&sought)
        if declaration is NULL:
            return frozenset(names)
        opening, looked = last_of(looked, declaration, c"{"), declaration
        if opening is NULL:
            continue  # a second declaration of the same rule, or no rule at all
        depth += nesting(seen, opening)
        is_outermost, depth = depth == 0, depth + 1
        if is_outermost and not holds(opening, declaration, c"}"):
            begun = last_comment(declaration - min(comment, declaration - commented), declaration)
            last, commented = last if begun is NULL else begun, declaration
            if last is NULL or declaration - last > comment or memmem(last, declaration - last, "*/", 2) is not NULL:
                add_names(selectors_of(seen, opening), opening, names, name_of)
        seen = opening + 1


# --- what shows what a name hides ------------------------------------------------------------------------------------


cdef inline bint is_word(Place at, const char* word, int size) noexcept:
    """Whether a word of small letters stands here, in letters of any case."""
    cdef int number
    for number in range(size):
        if (at[number] | 0x20) != word[number]:
            return False
    return True


cdef bint shows(Place at, Place end) noexcept:
    """Whether a rule shows its elements: displays them otherwise than as none, or makes them visible."""
    cdef Place value
    cdef Place first = at
    if at == end:
        return False
    if memmem(at, end - at, "visible", 7) is not NULL:
        return True
    while end - at > 8:
        if is_word(at, "display", 7) and not (at > first and goes_on((at - 1)[0])):
            value = past_blank(at + 7, end)
            if value < end and value[0] == c":":
                value = past_blank(value + 1, end)
                if value < end and c"a" <= value[0] | 0x20 <= c"z" and (end - value < 4 or not is_word(value, "none", 4)):
                    return True
        at += 1
    return False


def is_final(bytes name not None, bytes sheet not None, Py_ssize_t selector, Py_ssize_t style):
    """`cleaners.reading.sheets.is_final`: a rule opens at most so many bytes behind the name, and is no longer than that."""
    cdef Place at = sheet
    cdef Place end = at + len(sheet), opening = NULL, closing, rest
    cdef Place sought = name
    cdef Py_ssize_t size = len(name)
    while True:
        at = next_pair(at, end, sought[0], sought[size - 1], size - 1)
        if at is NULL:
            return True
        rest = at + size
        if memcmp(at, sought, size) or (rest < end and goes_on(rest[0])):
            at += 1
            continue
        at = rest
        if opening < rest:
            opening = <Place>memchr(rest, c"{", end - rest) if rest < end else NULL
            if opening is NULL:
                return True
        if opening - rest >= selector or holds(rest, opening, c"}"):
            continue
        closing = <Place>memchr(opening, c"}", min(style, end - opening))
        if closing is not NULL and shows(opening, closing):
            return False
        at = opening  # names that stand before it are those of the same rule
