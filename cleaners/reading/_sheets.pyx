# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The hiding and showing rules of a style sheet, compiled; `cleaners.reading.sheets` is the version in Python.

The rarest parts of a rule are searched for first, by two characters at a fixed distance, in blocks whose loop has no early
exit, so that the compiler can vectorise it. Between the matches, only braces are counted.
"""

from cpython.unicode cimport PyUnicode_FromStringAndSize
from libc.string cimport memchr, memcmp

cdef extern from "string.h":
    void* memmem(const void*, size_t, const void*, size_t)

ctypedef const unsigned char* Place

cdef enum:
    BLOCK = 64  # bytes
    APART = 2  # n to n in "none", d to e in "hidden": the rarest two of each, in the sheets of eight pages


cdef inline bint is_blank(unsigned char character) noexcept:
    return character == c" " or character == c"\t" or character == c"\n" or character == c"\r" or character == c"\f"


cdef inline bint is_letter(unsigned char character) noexcept:
    return c"a" <= character <= c"z" or c"A" <= character <= c"Z" or character == c"_"


cdef inline bint goes_on(unsigned char character) noexcept:
    """Whether a byte continues a name; bytes of non-ASCII characters count as letters."""
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
    """The last occurrence of a character in a stretch; NULL if there is none."""
    while end > first:
        end -= 1
        if end[0] == wanted:
            return end
    return NULL


cdef inline bint holds(Place at, Place end, unsigned char wanted) noexcept:
    return at < end and memchr(at, wanted, end - at) is not NULL


cdef Place next_pair(Place at, Place end, unsigned char one, unsigned char other, Py_ssize_t apart) noexcept:
    """The next occurrence of one character with the other at a fixed distance after it; NULL if there is none."""
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
    """The number of opening braces in a stretch minus the number of closing ones."""
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
    """The next position of a possible "none", or of the "dde" in "hidden"; the end if there is none."""
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
    """The beginning of a declaration that sets the property ``name`` to the word at ``value``; NULL for any other
    declaration."""
    if value < first or end - value < size or memcmp(value, word, size):
        return NULL
    value = before_blank(first, value)
    if value == first or (value - 1)[0] != c":":
        return NULL
    value = before_blank(first, value - 1)
    if value - first < name_size or memcmp(value - name_size, name, name_size):
        return NULL
    value -= name_size
    return NULL if value > first and goes_on((value - 1)[0]) else value  # part of a longer name


cdef struct Declarations:
    Place first, at, end
    Py_ssize_t nones, hiddens  # how many more of each kind are examined


cdef Place next_declaration(Declarations* sought) noexcept:
    """The beginning of the next hiding declaration; NULL if there is none."""
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
    """The beginning of the last comment in a stretch; NULL if there is none."""
    cdef Place last = NULL, found
    while True:
        found = next_pair(at, end, c"/", c"*", 1)
        if found is NULL:
            return last
        last, at = found, found + 1


cdef Place selectors_of(Place seen, Place opening) noexcept:
    """The beginning of a rule's selectors, after the last delimiter before the rule's opening brace."""
    cdef Place at = opening
    while at > seen:
        at -= 1
        if at[0] == c"}" or at[0] == c"{" or at[0] == c";":
            return at + 1
        if at[0] == c"*" and at + 1 < opening and at[1] == c"/":
            return at + 1
    return seen


cdef int add_names(Place at, Place end, set names, name_of) except -1:
    """Add the selectors that are a single class, id or element; those with non-ASCII characters are left to Python."""
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
    """`cleaners.reading.sheets.read_hiding_rules`. ``most`` is the maximum number of declarations of each kind, ``comment`` the
    number of bytes before a declaration that are searched for a comment; ``name_of`` gives the name in a selector, or None."""
    cdef Place first = sheet
    cdef Declarations sought
    sought.first, sought.at, sought.end, sought.nones, sought.hiddens = first, first, first + len(sheet), most, most
    # ``seen`` is the position after the last opening brace of a rule with such a declaration; braces and comments have been
    # searched up to ``looked`` and ``commented``, and ``last`` is the last comment.
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
            continue  # a second declaration of the same rule, or not in a rule
        depth += nesting(seen, opening)
        is_outermost, depth = depth == 0, depth + 1
        if is_outermost and not holds(opening, declaration, c"}"):
            begun = last_comment(declaration - min(comment, declaration - commented), declaration)
            last, commented = last if begun is NULL else begun, declaration
            if last is NULL or declaration - last > comment or memmem(last, declaration - last, "*/", 2) is not NULL:
                add_names(selectors_of(seen, opening), opening, names, name_of)
        seen = opening + 1


# --- rules that show elements again -----------------------------------------------------------------------------------


cdef inline bint is_word(Place at, const char* word, int size) noexcept:
    """Whether a word, given in lower case, is at this position in any case."""
    cdef int number
    for number in range(size):
        if (at[number] | 0x20) != word[number]:
            return False
    return True


cdef bint shows(Place at, Place end) noexcept:
    """Whether a rule shows its elements: it sets `display` to a value other than none, or makes them visible."""
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
    """`cleaners.reading.sheets.is_final`. ``selector`` is the maximum distance between the name and the rule's opening brace,
    ``style`` the maximum length of the rule, both in bytes."""
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
        at = opening  # names before it belong to the same rule
