"""What `_pictures.pyx` lends to `_walk.pyx`."""

from cleaners.reading.page._tape cimport Entry, Tape

cdef object picture_of(Tape tape, Entry* entry, str default)
cdef object new_image(str url, str names)
