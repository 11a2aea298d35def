"""``dute completion``: a script by which a shell completes commands, options, their values, and file names."""

from __future__ import annotations

import argparse

import shtab

from cleaners.extras import MissingExtraError
from dute.commands.output import say

EPILOG = """\
Install once; every new shell then has completion:
  bash        dute completion bash > ~/.local/share/bash-completion/completions/dute
  zsh         dute completion zsh > FOLDER/_dute       (a folder in $fpath, before compinit)
  fish        dute completion fish > ~/.config/fish/completions/dute.fish
  tcsh        dute completion tcsh > ~/.dute.tcsh; echo 'source ~/.dute.tcsh' >> ~/.tcshrc
  powershell  dute completion powershell | Add-Content -Encoding UTF8 $PROFILE

The script knows the commands of this version: print it again after an update. For bash, the folder must exist and the package
bash-completion must be installed; otherwise add a line to ~/.bashrc: source FILE.
"""

#: Metavars of arguments that are completed with file names, in any command.
_FILES = ("FILE", "FILE|FOLDER", "IN", "PAGE", "PAGES", "PLACE", "SEED", "SHARDS", "SOURCE", "STORE")
_FOLDERS = ("FOLDER",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute completion``."""
    parser.add_argument("shell", choices=shtab.SUPPORTED_SHELLS, help="shell to print the script for")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Print the script. Returns the exit status."""
    parser, missing = full_parser()
    for command in commands_of(parser).values():
        _name_files(command)
    if missing:
        say(f"options of these commands are missing, because their packages are not installed: {', '.join(missing)}")
    print(shtab.complete(parser, shell=args.shell))
    return 0


def full_parser() -> tuple[argparse.ArgumentParser, list[str]]:
    """The parser with the arguments of every command, and the commands whose extras are missing; those have no arguments."""
    from dute import cli

    parser = cli.build_parser(None)
    missing = []
    for name, command in commands_of(parser).items():
        try:
            cli.module_of(name).add_arguments(command)
        except MissingExtraError:
            missing.append(name)
    return parser, missing


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The subparsers of a parser by name; empty for a command without subcommands."""
    chosen = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(chosen[0].choices) if chosen else {}


def _name_files(parser: argparse.ArgumentParser) -> None:
    """Mark the arguments that are file names: a shell with a script does not complete file names on its own."""
    for action in parser._actions:
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    for command in commands_of(parser).values():
        _name_files(command)
