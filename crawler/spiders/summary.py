"""The result of a run as JSON values: for ``dute crawl --summary``, the store, and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from crawler.spiders.album import Gallery
    from crawler.spiders.run import Run

#: Version of the summary, raised when the meaning of a key changes.
SUMMARY_VERSION = 1

#: Exit statuses of a crawl.
WELL, TROUBLE, DRIFTED, INTERRUPTED = 0, 1, 3, 130


class Verdict(NamedTuple):
    """The verdict on a run: its exit status, and what is wrong in words (None: nothing)."""

    status: int
    problem: str | None = None


def judge(run: Run, *, errors: int = 0, interrupted: bool = False) -> Verdict:
    """The verdict on a finished run. ``errors`` is the number of exceptions in the spider."""
    if interrupted:
        return Verdict(INTERRUPTED, "interrupted; run the same command to resume")
    problem = (
        run.failure
        or _dead_start(run)
        or _fault(run, errors)
        or _disbelief(run)
        or _stand_in(run)
        or _refusal(run)
        or _no_article(run)
    )
    if problem is not None:
        return Verdict(TROUBLE, problem)
    is_drift = bool(run.teaching.drifts) and run.wishes.on_drift in ("fail", "stop")
    return Verdict(DRIFTED if is_drift else WELL)


def summarise(run: Run, verdict: Verdict, pace: Mapping[str, Any]) -> dict[str, Any]:
    """The summary of a finished run. ``pace`` contains the figures of the network: seconds, requests, delays."""
    takedowns, teaching = run.left.takedowns, run.teaching
    silent = [page for page in run.left.silent if not page.is_start]
    feeds = [feed._asdict() for feed in run.left.feeds]
    dead = {page.url: page.reason for page in run.left.silent if page.is_start}
    return {
        "summary_version": SUMMARY_VERSION,
        "site": run.seed.name,
        "run": run.id,
        "resumed": run.resumed,
        "reason": run.ended or "not over",
        "status": verdict.status,
        "problem": verdict.problem,
        "counts": {str(outcome): run.counts[outcome] for outcome in sorted(run.counts)},
        "fetched": sum(number for outcome, number in run.counts.items() if outcome != "out_of_scope"),
        "not_due": run.left.not_due,
        "left": run.left.pending,
        "withdrawn": list(takedowns.withdrawn),
        "there_again": run.left.back,
        "doubted": takedowns.doubted,
        "taken_back": run.left.stand_ins.taken_back,
        "copies": [copies._asdict() for copies in run.left.stand_ins.copies],
        "start_pages": [
            {"url": url, "read": url not in dead, "reason": dead.get(url)}
            for url in map(run.seed.clean_url, run.seed.start)
        ],
        "feeds": feeds,
        "silent": [{"url": page.url, "reason": page.reason} for page in silent],
        "pictures": None if run.left.pictures is None else _pictures(run, run.left.pictures),
        "pace": dict(pace),
        "drifts": [asdict(drift) for drift in teaching.drifts],
        "template": {
            "layouts": len(teaching.template.layouts) if teaching.template is not None else 0,
            "proposed": teaching.proposed,
            "adopted": teaching.proposed is not None and teaching.is_used(teaching.proposed),
        },
        "handed_over": None,  # set by the spider if there is a command
    }


def _pictures(run: Run, left: Gallery) -> dict[str, Any]:
    return {
        "counts": left.counts,
        "waiting": left.waiting,
        "stopped": run.album.stopped if run.album is not None else None,
        "other_hosts": left.strange_hosts,
        "lost": [{"url": url, "reason": reason} for url, reason in left.lost],
    }


def _dead_start(run: Run) -> str | None:
    if run.left.read_starts or not run.is_over or run.stopped in ("limit", "drift"):
        return None
    dead = [page for page in run.left.silent if page.is_start]
    if not dead:
        return None
    shown = "; ".join(f"{page.url}: {page.reason}" for page in dead)
    return f"no start page of {run.seed.name} could be read ({shown})"


def _fault(run: Run, errors: int) -> str | None:
    if run.left.unexplained:
        return f"{run.left.unexplained} addresses have no outcome; this is a bug in dute"
    if errors:
        return f"the crawler failed on {errors} pages; -v shows how. This is a bug in dute"
    return None


def _disbelief(run: Run) -> str | None:
    taken = run.left.takedowns
    if not taken.doubted:
        return None
    return (
        f"{taken.gone} of {taken.asked} articles of {run.seed.name} are gone at once: the site may be broken or "
        "behind a wall. Nothing was withdrawn; the next run checks them again (--believe-gone withdraws them)"
    )


def _stand_in(run: Run) -> str | None:
    found = run.left.stand_ins
    if not found.articles:
        return None
    new = f"; {found.new} new articles were stored as they are" if found.new else ""
    return (
        f"{found.articles} of {found.asked} articles of {run.seed.name} now show the same page, or nearly the same, such as "
        f"{found.url}. "
        f"{found.taken_back} updates were undone, and the next run checks them again{new}"
    )


def _no_article(run: Run) -> str | None:
    """A message if no address ever matched the expression for articles: a wrong expression turns every page into a list page,
    so that every run ends well without storing anything."""
    if run.left.knows_articles or not run.left.read_starts or not run.is_over or run.stopped:
        return None
    return (
        f"no address that {run.seed.name} links to matches `article` in its seed, so nothing can be stored "
        "(dute probe SEED compares the two)"
    )


def _refusal(run: Run) -> str | None:
    return f"{run.seed.name} refused several requests in a row; the crawl ended" if run.stopped == "refused" else None
