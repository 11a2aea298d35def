# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What is done with the label of every block, compiled: `cleaners.judgement.labels`, `label_outside` and `assemble` do the same in Python.

Most blocks of a page stand outside its article, so that these loops are the long ones.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.list cimport PyList_GET_ITEM
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.ref cimport PyObject
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_GET_SIZE

from cleaners._python cimport PyType_GenericAlloc, PyUnicode_GET_LENGTH, put, untrack

from cleaners.judgement.verdicts import IN_STAFF, IN_WIDGET, RUN_PICTURE, VIDEO_CAPTION
from cleaners.rules.rule import Effect, Opens
from cleaners.values import TEXT_LABELS, Block, Label, Removal, Verdict

cdef enum:
    BLOCK_FIELDS = 16
    LABEL_FIELD = 14

assert Block._fields.index("label") == LABEL_FIELD and len(Block._fields) == BLOCK_FIELDS
assert Block._fields[LABEL_FIELD:] == Verdict._fields == ("label", "rule")
assert Removal._fields == ("rule", "label", "text")

cdef Py_ssize_t TEXT = Block._fields.index("text"), HIDDEN = Block._fields.index("hidden")
cdef Py_ssize_t CONTAINER = Block._fields.index("container")
cdef object _OTHER = Label.OTHER, _CREDIT = Label.CREDIT, _VIDEO = Label.VIDEO, _WIDGET = Effect.WIDGET
cdef object _STAFF = Opens.STAFF, _CAPTION = Opens.CAPTION
cdef tuple _TEXT_LABELS = tuple(TEXT_LABELS)
cdef dict _NAMES = {label: str(label) for label in Label}


cdef inline str text_of(PyObject* block):
    return <str>(<tuple>block)[TEXT]


cdef inline bint is_hidden(PyObject* block) noexcept:
    return <object>PyTuple_GET_ITEM(<object>block, HIDDEN) is True


cdef inline object new_verdict(label, str rule):
    cdef object verdict = PyType_GenericAlloc(Verdict, 2)
    put(verdict, 0, label)
    put(verdict, 1, rule)
    untrack(verdict)
    return verdict


cdef class Names:
    """What the names of elements say, each class and id asked for once: ``words`` gives the number of a tag's group,
    ``rank_of`` that of the words of class and id, and ``verdicts`` are those of the groups; the first group wins, and a number
    past them says nothing."""

    cdef object rank_of
    cdef dict words
    cdef tuple verdicts
    cdef dict ranks
    cdef Py_ssize_t most

    def __init__(self, dict words not None, rank_of, tuple verdicts not None, Py_ssize_t most):
        """At most ``most`` names are remembered."""
        self.words, self.rank_of, self.verdicts, self.most = words, rank_of, verdicts, most
        self.ranks = {}

    cdef Py_ssize_t rank(self, str name) except -1:
        cdef PyObject* known = PyDict_GetItem(self.ranks, name)
        if known is not NULL:
            return <Py_ssize_t><object>known
        if len(self.ranks) >= self.most:
            self.ranks.clear()
        rank = self.rank_of(name)
        self.ranks[name] = rank
        return rank

    cdef object verdict(self, str tag, str names):
        """What tag, class and id say; None where they say nothing."""
        cdef PyObject* word = PyDict_GetItem(self.words, tag)
        cdef Py_ssize_t rank = PyTuple_GET_SIZE(self.verdicts) if word is NULL else <Py_ssize_t><object>word
        if names:
            rank = min(rank, self.rank(names))
        return None if rank >= PyTuple_GET_SIZE(self.verdicts) else <object>PyTuple_GET_ITEM(self.verdicts, rank)


cdef class Around:
    """The verdicts that the names of a page's elements give to what stands in them, and how far above the name stands."""

    cdef Names names
    cdef list parent, tag, written
    cdef int* distance
    cdef int* path
    cdef list verdicts
    cdef int reach

    def __cinit__(self, Names names not None, containers, int reach):
        cdef Py_ssize_t number
        self.names, self.reach = names, reach
        self.parent, self.tag, self.written = containers.parent, containers.tag, containers.names
        self.verdicts = [None] * len(self.parent)
        self.distance = <int*>PyMem_Malloc(len(self.parent) * sizeof(int) + 1)
        self.path = <int*>PyMem_Malloc(len(self.parent) * sizeof(int) + 1)
        if self.distance is NULL or self.path is NULL:
            raise MemoryError
        for number in range(len(self.parent)):
            self.distance[number] = -1

    def __dealloc__(self):
        PyMem_Free(self.distance)
        PyMem_Free(self.path)

    cdef object verdict(self, PyObject* block):
        cdef int container = (<tuple>block)[CONTAINER], distance = 0, steps = 0
        cdef object verdict = None
        if container > 0 and self.distance[container] >= 0:
            return self.verdicts[container] if self.distance[container] <= self.reach else None
        while container > 0 and self.distance[container] < 0:
            verdict = self.names.verdict(<str>self.tag[container], <str>self.written[container])
            if verdict is not None:
                self.distance[container] = 0
                self.verdicts[container] = verdict
                break
            self.path[steps] = container
            steps += 1
            container = self.parent[container]
        if container > 0:
            distance, verdict = self.distance[container], self.verdicts[container]
        while steps:
            steps -= 1
            distance += 1
            self.distance[self.path[steps]] = distance
            self.verdicts[self.path[steps]] = verdict
        return verdict if distance <= self.reach else None


def label_around(outline, list hits not None, list verdicts not None, Py_ssize_t head, Py_ssize_t end, Names names not None,
                 int reach, hidden, before):
    """What no run of labels is needed for: all before ``head``, and after ``end`` what the names of its elements say."""
    cdef tuple blocks = outline.blocks
    cdef Around around = Around(names, outline.containers, reach)
    cdef Py_ssize_t number
    cdef PyObject* block
    for number in range(min(head, len(blocks))):
        if verdicts[number] is not None:
            continue
        block = PyTuple_GET_ITEM(blocks, number)
        hit = hits[number]
        if is_hidden(block):
            verdicts[number] = hidden
        elif hit is not None and text_of(block):
            verdicts[number] = hit.verdict
        else:
            verdict = around.verdict(block)
            verdicts[number] = before if verdict is None else verdict
    for number in range(end, len(blocks)):
        if hits[number] is None and verdicts[number] is None:
            block = PyTuple_GET_ITEM(blocks, number)
            if not is_hidden(block):
                verdicts[number] = around.verdict(block)


def label_run(tuple blocks not None, list hits not None, list verdicts not None, Py_ssize_t start, Py_ssize_t end, str default,
              is_staff, hidden):
    """`cleaners.judgement.outside.label_run`."""
    cdef Py_ssize_t number
    cdef PyObject* block
    cdef bint after_duration = False
    cdef str text
    cdef object other = new_verdict(_OTHER, default), section = other, label = _OTHER, picture = None
    for number in range(start, end):
        if verdicts[number] is not None:
            continue
        block = PyTuple_GET_ITEM(blocks, number)
        hit = hits[number]
        text = text_of(block)
        if is_hidden(block):
            verdicts[number] = hidden
        elif not text:
            if picture is None:
                picture = new_verdict(label, RUN_PICTURE)
            verdicts[number] = picture
        elif hit is not None:
            verdicts[number] = hit.verdict
            if hit.effect is _WIDGET:
                label = hit.label
                section, picture = new_verdict(label, IN_WIDGET), None
            elif hit.opens is _STAFF:
                label = _CREDIT
                section, picture = new_verdict(label, IN_STAFF), None
            elif label is _CREDIT and hit.label is not _VIDEO:
                label, section, picture = _OTHER, other, None
        elif after_duration:
            verdicts[number] = new_verdict(_VIDEO, VIDEO_CAPTION)
        else:
            if label is _CREDIT and not is_staff(text):
                label, section, picture = _OTHER, other, None
            verdicts[number] = section
        after_duration = hit is not None and hit.opens is _CAPTION


def settle(list verdicts not None, default):
    """Every block's verdict as a tuple, ``default`` where there is none, and for each label the numbers of its blocks."""
    cdef Py_ssize_t number, count = len(verdicts)
    cdef dict places = {}
    cdef list row = None
    cdef object last = None
    for number in range(count):
        verdict = verdicts[number]
        if verdict is None:
            verdict = default
            verdicts[number] = default
        label = <object>PyTuple_GET_ITEM(verdict, 0)
        if label is not last:
            row = places.get(label)
            if row is None:
                row = places[label] = []
                untrack(row)
            last = label
        row.append(number)
    cdef tuple settled = tuple(verdicts)
    untrack(settled)
    return settled, places


def list_removals(tuple blocks not None, tuple verdicts not None, set fields not None, labels not None):
    """The ledger: every line that is no text of the article and none of these, which have one of these labels, with its rule
    and label."""
    cdef Py_ssize_t number
    cdef list found = []
    cdef tuple removals
    cdef object label, removal, last = None, name = None
    cdef bint is_text = False, may_be_field = False
    cdef str text
    for number in range(len(blocks)):
        text = text_of(PyTuple_GET_ITEM(blocks, number))
        if not text:
            continue
        verdict = <object>PyTuple_GET_ITEM(verdicts, number)
        label = <object>PyTuple_GET_ITEM(verdict, 0)
        if label is not last:
            last, name, is_text, may_be_field = label, _NAMES[label], label in _TEXT_LABELS, label in labels
        if is_text or (may_be_field and number in fields):
            continue
        removal = PyType_GenericAlloc(Removal, 3)
        put(removal, 0, <object>PyTuple_GET_ITEM(verdict, 1))
        put(removal, 1, name)
        put(removal, 2, text)
        untrack(removal)  # three strings
        found.append(removal)
    removals = tuple(found)
    untrack(removals)
    return removals


def with_verdicts(tuple blocks not None, tuple verdicts not None):
    """The blocks with their labels and rules, in a list."""
    cdef Py_ssize_t number, field
    cdef list found = []
    cdef object block, labelled, verdict
    for number in range(len(blocks)):
        block = <object>PyTuple_GET_ITEM(blocks, number)
        verdict = <object>PyTuple_GET_ITEM(verdicts, number)
        labelled = PyType_GenericAlloc(Block, BLOCK_FIELDS)
        for field in range(LABEL_FIELD):
            put(labelled, field, <object>PyTuple_GET_ITEM(block, field))
        put(labelled, LABEL_FIELD, <object>PyTuple_GET_ITEM(verdict, 0))
        put(labelled, LABEL_FIELD + 1, <object>PyTuple_GET_ITEM(verdict, 1))
        untrack(labelled)  # nothing that a block holds can hold the block
        found.append(labelled)
    return found
