"""The parts of `_pictures.pyx` that `_walk.pyx` uses."""

from cleaners.reading.page._tape cimport Entry, Tape

cdef object picture_of(Tape tape, Entry* entry, str default)
cdef object new_image(str url, str names)
