"""The command ``dute``: one table of commands; only the chosen command's module is imported, so that start-up stays short.

A command module has ``add_arguments(parser)`` and ``run(args) -> int``, which returns the exit status: 0 success, 1 failure, 2
wrong usage. All other cases are handled here: 130 after Ctrl-C, 141 if the reader of a pipe closed it, 1 if standard output
cannot be written, 2 if an extra is missing.
"""

from __future__ import annotations

import argparse
import errno
import gc
import importlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any, NamedTuple, NoReturn


class Command(NamedTuple):
    """One line for ``--help``, and the extras without which the command cannot start. The key in `COMMANDS` is also the name of
    its module."""

    summary: str
    extras: tuple[str, ...] = ()


COMMANDS: dict[str, Command] = {
    "clean": Command("clean pages or plain text: URLs, files, folders or standard input"),
    "explain": Command("show what was removed from one page, and by which rule"),
    "fixture": Command("turn a page that is read wrongly into a failing fixture"),
    "rules": Command("list the rules with their examples"),
    "probe": Command("check a new site with a few requests, and draft a seed", ("crawl",)),
    "crawl": Command("crawl sites into the store", ("crawl",)),
    "import": Command("import saved pages and archives of other crawls into the store", ("crawl",)),
    "reconcile": Command("return addresses without an outcome to the frontier", ("crawl",)),
    "export": Command("export the store as JSONL, CSV, Excel, Parquet, Markdown or WARC", ("crawl",)),
    "find": Command("search stored articles by words in headline or text", ("crawl",)),
    "feed": Command("write the newest stored articles as an Atom feed", ("crawl",)),
    "list": Command("list the stored articles", ("crawl",)),
    "show": Command("show one stored article", ("crawl",)),
    "history": Command("show what changed in a stored article, and when", ("crawl",)),
    "runs": Command("list past crawls, and how each ended", ("crawl",)),
    "failures": Command("list addresses that gave no article, and why", ("crawl",)),
    "check": Command("health check of the crawls, for a monitor", ("crawl",)),
    "reclean": Command("clean the stored pages again with the current rules, without requests", ("crawl",)),
    "batch": Command("clean archives (WARC, JSONL, Parquet, folders) into shards of articles"),
    "corpus": Command("build a corpus from shards: deduplicated, filtered, with a data card"),
    "learn": Command("learn what a site's pages have in common, as a template"),
    "desk": Command("write a browser page on what was published in the last days", ("crawl", "report")),
    "report": Command("write a browser report on how well a site's articles were cleaned", ("crawl", "report")),
    "completion": Command("print a shell completion script", ("completion",)),
    "demo": Command("serve a small site on this machine, crawl it, and show the result", ("crawl",)),
}

EPILOG = """\
examples:
  dute clean page.html                          the article of a saved page, as text
  dute clean pages/ --format json -o out.jsonl  every page in a folder, one record per line
  dute explain page.html                        what was removed, and by which rule
  dute crawl dutenews --limit 50                crawl a site into an SQLite file
  dute demo                                     all of this on a small bundled site, offline

Run 'dute COMMAND --help' for details. Exit status: 0 success, 1 failure, 2 wrong usage, 130 interrupted.
"""

INTERRUPTED = 130
PIPE_CLOSED = 141  # the status that a shell reports for a command killed by SIGPIPE

#: Errors of writing to standard output: no space left, a faulty device, a stream that the caller closed.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


#: argparse creates a formatter for every argument that is added, to validate it. By default, each determines the width of the
#: terminal with a module that imports three archive formats, so a fixed width is given here.
_Unmeasured = partial(argparse.HelpFormatter, width=80)


class _Version(argparse.Action):
    """``--version``, which determines the version only on request."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            shown = version("dute")
        except PackageNotFoundError:
            shown = "(not installed, run from source)"
        from cleaners.compiled import parts

        print("\n".join(_version_lines(shown, parts())))
        parser.exit(0)


def _version_lines(version: str, parts: Mapping[str, str | None]) -> list[str]:
    """The version, the compiled modules, and for each of the others the reason why it is not compiled."""
    compiled = [name for name, problem in parts.items() if problem is None]
    state = "compiled" if len(compiled) == len(parts) else "partly compiled" if compiled else "pure Python"
    lines = [f"dute {version} ({state})"]
    if compiled:
        lines.append(f"compiled: {', '.join(compiled)}")
    lines += [f"in Python: {name}: {problem}" for name, problem in parts.items() if problem is not None]
    return lines


class _Parser(argparse.ArgumentParser):
    """A parser whose error messages contain no control characters: a shell expands ``*`` to file names, which may contain
    some."""

    def error(self, message: str) -> NoReturn:
        from cleaners.reading.characters import sanitize

        super().error(" ".join(sanitize(message).splitlines()))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            from dute.suggestions import did_you_mean

            error.message += did_you_mean(str(value), map(str, action.choices or ()))
            raise


def _parse(parser: argparse.ArgumentParser, arguments: Sequence[str], chosen: str | None) -> argparse.Namespace:
    """Parse the arguments. For an unknown option, the message suggests the most similar one. Wrong arguments exit through
    argparse."""
    args, unknown = parser.parse_known_args(arguments)
    if unknown:
        from dute.suggestions import did_you_mean

        typed = next((word.partition("=")[0] for word in unknown if word.startswith("--")), "")
        command = _parser_of(parser, chosen)
        known = [option for option in command._option_string_actions if option.startswith("--")]
        command.error(f"unrecognized arguments: {' '.join(unknown)}{did_you_mean(typed, known) if typed else ''}")
    return args


def _parser_of(parser: argparse.ArgumentParser, chosen: str | None) -> argparse.ArgumentParser:
    """The parser of the chosen command, whose usage is of use."""
    subparsers = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    found: argparse.ArgumentParser = subparsers.choices.get(chosen or "", parser)
    return found


def build_parser(chosen: str | None) -> argparse.ArgumentParser:
    """The argument parser. If a command was chosen, it contains only that one: adding all of them takes a tenth of the
    start."""
    parser = _Parser(
        prog="dute",
        description="Scrape and clean Chinese news pages, 读特 first: article body, fields, and a ledger of what was removed.",
        epilog=EPILOG,
        formatter_class=_Unmeasured,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    subparsers = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, title="commands", prog=parser.prog
    )
    named = {chosen: COMMANDS[chosen]} if chosen in COMMANDS else COMMANDS
    for name, (summary, _) in named.items():
        description = f"{summary[0].upper()}{summary[1:]}."
        sub = subparsers.add_parser(name, help=summary, description=description, formatter_class=_Unmeasured)
        if name == chosen:
            module_of(name).add_arguments(sub)
        if sub.formatter_class is _Unmeasured:
            sub.formatter_class = argparse.HelpFormatter
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status; usage errors exit through argparse with status 2."""
    # Modules and patterns create tens of thousands of small objects, nearly all of them permanent. With the default thresholds,
    # garbage collection takes a twelfth of the start.
    gc.set_threshold(50_000, 20, 20)
    arguments = list(sys.argv[1:] if argv is None else argv)
    _open_closed_streams()
    _speak_utf8()
    try:
        if not arguments:
            build_parser(None).print_help(sys.stderr)
            return 2
        chosen = next((argument for argument in arguments if not argument.startswith("-")), None)
        with _flushed_at_exit():  # --help
            args = _parse(build_parser(chosen), arguments, chosen)
        status: int = module_of(args.command).run(args)
        sys.stdout.flush()  # a closed pipe can still be handled here
    except KeyboardInterrupt:
        print("dute: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except OSError as error:
        return _refuse_without_room(error)
    except ImportError as error:
        return _refuse_without_extra(error, f"dute {chosen}")
    return status


def module_of(name: str) -> ModuleType:
    """The module of a command. Raises MissingExtraError, and ForeignProjectError for a command of the crawl."""
    if extras := COMMANDS[name].extras:
        from cleaners.extras import require
        from dute import project

        require(f"dute {name}", *extras)
        project.put_on_path()
    return importlib.import_module(f"dute.commands.{name}")


def _refuse_without_extra(error: ImportError, what: str) -> int:
    """Report in one line which extra is missing, or which package is in the way. Re-raises any other error."""
    from cleaners.extras import MissingExtraError, advice, extra_of
    from dute.commands.output import say
    from dute.project import ForeignProjectError

    if isinstance(error, MissingExtraError | ForeignProjectError):
        say(str(error))
    elif isinstance(error, ModuleNotFoundError) and (extra := extra_of(error.name)):
        say(advice(what, [extra]))
    else:
        raise error
    return 2


def _refuse_without_room(error: OSError) -> int:
    """Report that the output of a command could not be written. Re-raises any other error."""
    from dute.commands.output import say

    if error.filename is not None or error.errno not in _NO_ROOM:
        raise error
    _drop_output()
    say(f"standard output: cannot write: {error.strerror}")
    return 1


@contextmanager
def _flushed_at_exit() -> Iterator[None]:
    """Flush the output before argparse exits after printing, so that an error is handled here, too."""
    try:
        yield
    except SystemExit:
        sys.stdout.flush()
        raise


def _open_closed_streams() -> None:
    """Open replacements for standard output and standard error if the caller closed them (``>&-``). Python represents them by
    None, which cannot be written to. Otherwise, messages for standard error would appear in standard output, and the next file
    opened would get the free file descriptor.

    Writing to standard output fails, as for a closed one; messages are discarded, as without the replacement.
    """
    for number, name, mode in ((1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, mode)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, open(number, "w", closefd=False))  # noqa: SIM115 - open as long as the process


def _speak_utf8() -> None:
    """Use UTF-8 for output whatever the locale is; undecodable file names are shown with backslash escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Discard buffered output, so that the interpreter does not report the closed pipe at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
