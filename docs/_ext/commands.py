"""The whole parser of ``dute``, with every command's arguments in it: the command itself builds only the one that was chosen."""

from __future__ import annotations

import argparse

from dute.commands import completion
from dute.commands.completion import commands_of

__all__ = ["commands_of", "full_parser"]


def full_parser() -> argparse.ArgumentParser:
    """The parser that the page of commands is made from."""
    return completion.full_parser()[0]
