"""What `cleaners/_pictures.pyx` lends to `cleaners/_walk.pyx`."""

from cleaners._tape cimport Entry, Tape

cdef object picture_of(Tape tape, Entry* entry, str default)
