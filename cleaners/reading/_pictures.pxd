"""What `cleaners/reading/_pictures.pyx` lends to `cleaners/reading/_walk.pyx`."""

from cleaners.reading._tape cimport Entry, Tape

cdef object picture_of(Tape tape, Entry* entry, str default)
