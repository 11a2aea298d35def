"""The address that earlier versions documented: the module is `cleaners.report.account`."""

from cleaners.report.account import (
    OPINION,
    Account,
    Entry,
    Fate,
    Total,
    read_account,
)

__all__ = [
    "OPINION",
    "Account",
    "Entry",
    "Fate",
    "Total",
    "read_account",
]
