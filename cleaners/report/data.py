"""The data files beside the reports: templates, style sheets, scripts and words."""

from __future__ import annotations

from importlib.resources import files

#: Where they lie in a package.
_FOLDER = "report"


class DocumentError(RuntimeError):
    """A data file of this package that is not there, or that would break a document."""


def read_data(package: str, name: str) -> str:
    """A data file of a package; a name with a leading ``/`` is one of ``cleaners``. Raises DocumentError."""
    owner, name = ("cleaners", name[1:]) if name.startswith("/") else (package, name)
    file = files(owner) / _FOLDER / name
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise DocumentError(f"{owner}/{_FOLDER}/{name} is not installed: reinstall dute") from error
