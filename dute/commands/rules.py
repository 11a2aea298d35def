"""``dute rules``: every rule with its description, its scope, and its proof."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from cleaners.rules import RULES, match_form
from cleaners.rules.rule import Rule
from dute.commands.output import say

EPILOG = """\
A rule matches whole lines. "takes" shows lines that it must match, "leaves" the most similar real sentences that it must
not match; both are checked whenever the rules are loaded. Rules are listed in the order in which they are tried.

examples:
  dute rules --family credits
  dute rules --line '责任编辑：何静'      the rules that take this line; the first of them names it
  dute rules --format json | jq -r '.name'
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute rules``."""
    parser.add_argument("--family", metavar="F", help=f"only this family: {', '.join(_families())}")
    parser.add_argument("--line", metavar="TEXT", help="only rules that take this line, wherever they may speak")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people (default), or one JSON object per line"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """List the rules. Returns the exit status."""
    if args.family is not None and args.family not in _families():
        say(f"no family is named {args.family}; known families: {', '.join(_families())}")
        return 2
    form = None if args.line is None else match_form(args.line)
    rules = [rule for rule in RULES if args.family in (None, rule.family) and (form is None or rule.takes(form))]
    if not rules:
        say(f"no rule takes the line {args.line}")
        return 1
    chosen = [describe(rule) for rule in rules]
    if args.format == "json":
        lines: Iterable[str] = (json.dumps(rule, ensure_ascii=False) for rule in chosen)
    else:
        lines = ("\n".join(_paragraph(rule)) + "\n" for rule in chosen)
    sys.stdout.writelines(line + "\n" for line in lines)
    return 0


def describe(rule: Rule) -> dict[str, Any]:
    """A rule as plain values, ready for JSON."""
    return {
        "name": rule.name,
        "family": rule.family,
        "label": str(rule.label),
        "where": str(rule.where),
        "effect": str(rule.effect),
        "strength": str(rule.strength),
        "opens": str(rule.opens),
        "states": str(rule.states) if rule.states is not None else None,
        "max_chars": rule.max_chars,
        "about": rule.about,
        "drops": list(rule.drops),
        "keeps": list(rule.keeps),
    }


def _families() -> list[str]:
    return list(dict.fromkeys(rule.family for rule in RULES))


def _paragraph(rule: dict[str, Any]) -> Iterable[str]:
    yield f"{rule['name']}: {rule['about']}"
    bounds = f"where {rule['where']} · effect {rule['effect']} · lines up to {rule['max_chars']} characters"
    yield f"  label {rule['label']} · {bounds}"
    yield f"  strength {rule['strength']} · opens {rule['opens']} · states {rule['states'] or 'nothing'}"
    for title, lines in (("takes", rule["drops"]), ("leaves", rule["keeps"])):
        for number, line in enumerate(lines):
            yield f"  {title if number == 0 else '':<6}  {line}"
