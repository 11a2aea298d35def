"""The whole parser of ``dute``, with every command's arguments in it: the command itself builds only the one that was chosen."""

from __future__ import annotations

import argparse

from dute import cli


def full_parser() -> argparse.ArgumentParser:
    """The parser that the page of commands is made from."""
    parser = cli.build_parser(None)
    for name, command in commands_of(parser).items():
        cli._module_of(name).add_arguments(command)
    return parser


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands, by name."""
    chosen = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(chosen.choices)
