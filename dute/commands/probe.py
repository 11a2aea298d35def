"""``dute probe``: first contact with a site."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaners.reading.characters import sanitize
from dute.commands.output import say, write_text
from dute.commands.sources import is_address

if TYPE_CHECKING:
    from crawler.probe.findings import Findings
    from crawler.probe.pages import PageFinding
    from crawler.probe.visit import Contact

EPILOG = """\
examples:
  dute probe https://www.example.com/            check a new site, and print a draft of a seed
  dute probe dutenews                            check whether the site still matches its seed
  dute probe https://www.example.com/ --write-seed example.toml && dute crawl example.toml --limit 20
  dute probe dutenews --share skeleton.json      the pages with all text masked, for the maintainers

It requests robots.txt, the home page, one list, three articles, and at most two feeds, with the same delay and politeness as a
crawl: robots.txt is obeyed, and it stops after a refusal of the home page or any two refusals in a row. Nothing is stored.

--share masks every letter, digit, address and script (see cleaners/report/masks.py) and keeps elements, class names and
lengths. Look through the file before you send it. dute fixture add accepts it.

exit status:
  0    the pages are read correctly
  1    nothing could be learned: no answer, no link to an article, or no article page that could be read
  2    wrong usage
  3    articles were read, but some checks failed: lines with - name the problem, lines with > say what to do
  4    the site or its robots.txt refuses the crawler
"""

#: The mark in front of a finding: it holds, does not hold, or is neutral.
_MARKS = {True: "+", False: "-", None: " "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute probe``."""
    parser.add_argument("site", metavar="ADDRESS|SEED", help="URL of a home page, or name or file of a seed")
    parser.add_argument("--json", metavar="FILE", help="write the findings as JSON to FILE (- for standard output)")
    parser.add_argument(
        "--share",
        metavar="FILE",
        help="write the pages with masked text to FILE (- for standard output), for the maintainers",
    )
    parser.add_argument(
        "--write-seed",
        metavar="FILE",
        help="write a draft of a seed to FILE, which must not exist yet (- for standard output)",
    )
    parser.add_argument("--allow-private", action="store_true", help="allow requests to private networks")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Probe the site. Returns the exit status."""
    from crawler.site.seed import SeedError, load_seed

    if args.write_seed not in (None, "-") and os.path.exists(args.write_seed):
        say(f"{args.write_seed} already exists; choose another name for --write-seed")
        return 2
    if (args.json, args.share, args.write_seed).count("-") > 1:
        say("standard output (-) can be used only once")
        return 2
    try:
        seed = None if is_address(args.site) else load_seed(args.site)
    except SeedError as error:
        is_file = args.site.endswith(".toml")  # then it is known what was meant
        say(str(error) if is_file else f"{error} (or give a URL that begins with http:// or https://)")
        return 2
    from crawler.probe.findings import read_findings
    from crawler.probe.visit import make_contact

    contact = make_contact(args.site if seed is None else seed.start[0], seed, allow_private=args.allow_private)
    findings = read_findings(contact, seed, list(_look_at_pages(contact, share=args.share is not None)))
    if args.json != "-":
        to = sys.stderr if "-" in (args.share, args.write_seed) else sys.stdout
        print("\n".join(map(sanitize, render(findings))), file=to)
    return max(findings.status, _write_files(findings, args), key=_GRAVITY.index)


#: Exit statuses by increasing severity: an output that cannot be written (1) is worse than a failed check (3).
_GRAVITY = (0, 3, 1, 4, 2)


def _look_at_pages(contact: Contact, *, share: bool) -> Iterator[PageFinding]:
    """The findings for the pages in the responses, cleaned in a worker, so that no page can block the command."""
    from cleaners.bulk.workers import Crew, Lost
    from crawler.probe.pages import PageTask, look_at

    hosts = [host.rpartition(":")[0] or host for host in contact.hosts]
    tasks = [
        PageTask(answer.role, answer.url, answer.headers, answer.body, hosts, share)
        for answer in contact.answers
        if answer.problem is None and answer.role != "feed"
    ]
    with Crew(look_at, fresh=True) as crew:
        for task, found in crew.run(tasks):
            if isinstance(found, Lost):
                say(f"{task.url}: {found.reason}")
            else:
                yield found


def _write_files(findings: Findings, args: argparse.Namespace) -> int:
    status = 0
    if args.json is not None:
        from crawler.probe.findings import to_json

        status |= write_text(args.json, json.dumps(to_json(findings), ensure_ascii=False, indent=1) + "\n")
    if args.share is not None:
        status |= _share(findings, args.share)
    if args.write_seed is not None:
        if findings.suggestion is None:
            say(f"--write-seed {args.write_seed}: no address looks like an article, so there is no seed to write")
            return 1
        status |= write_text(args.write_seed, findings.suggestion.toml)
    return status


def _share(findings: Findings, path: str) -> int:
    from cleaners.report.share import render_share
    from cleaners.rules.versions import cleaner_version

    numbers: dict[str, int] = {}
    pages = []
    for page in findings.pages:
        if page.shared is None:
            continue
        numbers[page.role] = number = numbers.get(page.role, 0) + 1
        pages.append(page.shared._replace(name=f"{page.role}-{number}" if page.role == "article" else page.role))
    if not pages:
        say(f"--share {path}: no page was read, so there is nothing to share")
        return 1
    return write_text(path, render_share(pages, cleaner_version()))


def render(findings: Findings) -> Iterator[str]:
    """The findings for people, one per line: ``+`` for an assumption that holds, ``-`` for one that does not, ``>`` for
    advice."""
    about = ""
    for note in findings.notes:
        if note.about != about:
            about = note.about
            yield f"{about}:"
        yield f"  {_MARKS[note.held]} {note.words}"
        if note.advice:
            yield f"    > {note.advice}"
    for page in findings.pages:
        if page.is_article and page.role == "article":
            yield from _places(page)
    yield ""
    if findings.suggestion is not None:
        yield "draft of a seed (--write-seed FILE writes it):"
        yield from (f"  {line}" for line in findings.suggestion.toml.splitlines())
        yield ""
    yield _verdict(findings)


def _places(page: PageFinding) -> Iterator[str]:
    yield f"where {page.url} has its facts:"
    for name, fact in page.facts.items():
        if fact.value is None:
            yield f"    {name:<9} not found"
            continue
        value = " ".join(fact.value.split())
        shown = f"{value[:28]}…" if len(value) > 30 else value
        yield f"    {name:<9} {shown}  [{fact.place or fact.witness}]"
    removed = ", ".join(f"{label} {number}" for label, number in page.removed.items())
    yield f"    left out  {removed or 'nothing'}"
    for rule, text in page.cut:
        yield f"    only because of its position ({rule}): {text}"


def _verdict(findings: Findings) -> str:
    doubts = sum(note.held is False for note in findings.notes)
    return {
        0: "everything works: start with dute crawl --limit 20, then look at dute report",
        1: "nothing could be learned: see the lines with >",
        3: f"{doubts} thing{'s' if doubts != 1 else ''} did not work: see the lines with >",
        4: "the site refuses this crawler: see the lines with >",
    }[findings.status]
