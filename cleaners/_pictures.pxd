"""What `cleaners/_pictures.pyx` lends to `cleaners/_walk.pyx`."""

from cleaners._tape cimport Entry, Tape

cdef bint is_plain_address(str value) noexcept
cdef object picture_of(Tape tape, Entry* entry, str default)
