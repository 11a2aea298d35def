"""Data files of the reports: templates, style sheets, scripts and words."""

from __future__ import annotations

from importlib.resources import files

#: Their folder in a package.
_FOLDER = "report"


class DocumentError(RuntimeError):
    """A data file of this package that is missing, or would break a document; the message names it."""


def read_data(package: str, name: str) -> str:
    """The content of a package's data file; a name with a leading ``/`` is a file of ``cleaners``. Raises DocumentError."""
    owner, name = ("cleaners", name[1:]) if name.startswith("/") else (package, name)
    file = files(owner) / _FOLDER / name
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise DocumentError(f"{owner}/{_FOLDER}/{name} is not installed: reinstall dute") from error
