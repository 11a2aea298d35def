"""The summary of a run, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cleaners.reading.characters import sanitize

#: The outcomes in words, in the order of the summary. Outcomes that do not occur are left out, except the first three.
WORDS = (
    ("new", "new"),
    ("updated", "updated"),
    ("unchanged", "unchanged"),
    ("not_article", "not an article"),
    ("list", "list pages"),
    ("moved", "moved"),
    ("refused", "refused"),
    ("gone", "gone"),
    ("failed", "failed"),
    ("out_of_scope", "out of scope, not fetched"),
)

#: Maximum number of unsuccessful pages that are named; the others are only counted.
MAX_NAMED = 10


def render_summary(summary: Mapping[str, Any]) -> str:
    """The lines of a summary from `crawler.spiders.summary`."""
    counts = summary["counts"]
    lines = [
        f"{summary['site']}: {summary['fetched']} fetched" + (" (earlier run resumed)" if summary["resumed"] else "")
    ]
    lines += [
        f"  {counts.get(key, 0):>6}  {words}"
        for key, words in WORDS
        if counts.get(key) or key in ("new", "updated", "unchanged")
    ]
    told = (
        (len(summary["withdrawn"]), "withdrawn by the site"),
        (summary["there_again"], "restored after a withdrawal"),
        (summary["doubted"], "gone at once, not withdrawn"),
        (summary.get("taken_back", 0), "updates undone: one page in place of many"),
        (summary["not_due"], "addresses not due yet"),
        (summary["left"], "left for the next run"),
    )
    lines += [f"  {number:>6}  {words}" for number, words in told if number]
    for one in summary.get("copies", ()):
        lines.append(
            f"{one['addresses']} addresses show one and the same article: {sanitize(one['url'])} is one of them"
        )
    lines += _feed_lines(summary)
    lines += _handover_lines(summary.get("handed_over") or {})
    lines += _silent_lines(summary)
    lines += _picture_lines(summary.get("pictures"))
    if not counts.get("new") and not counts.get("updated"):
        lines.append("nothing new was stored")
    if summary["reason"] == "pause":
        lines.append("the site asked for a pause longer than a run waits; the next run continues")
    return "\n".join([*lines, *_drift_lines(summary)])


def _handover_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The results of ``--on-article``."""
    told = (
        ("done", "handed to --on-article"),
        ("failed", "for which --on-article failed"),
        ("given_up", "of these abandoned, after failing in several runs"),
        ("left", "left for the next run"),
    )
    yield from (f"  {found[key]:>6}  {words}" for key, words in told if found.get(key))
    yield from (f"    {sanitize(one['url'])}: {sanitize(one['problem'])}" for one in found.get("problems", ()))


def _silent_lines(summary: Mapping[str, Any]) -> Iterator[str]:
    """The start pages, lists and feeds that gave nothing."""
    silent = [page for page in summary["start_pages"] if not page["read"]] + summary["silent"]
    named = {page["url"] for page in silent}
    silent += [feed for feed in summary["feeds"] if not feed["read"] and feed["url"] not in named]
    starts = summary["start_pages"]
    if not silent or (len(silent) == len(starts) == 1 and not starts[0]["read"]):
        return  # this page is already named as the run's problem
    yield "start pages, lists and feeds that could not be read:"
    for page in silent[:MAX_NAMED]:
        yield f"  {sanitize(page['url'])}: {sanitize(page['reason'])}"
    if len(silent) > MAX_NAMED:
        yield f"  and {len(silent) - MAX_NAMED} more"


#: Counts for the feeds of a run in addition to their articles, in this order.
_FEED_WORDS = (
    ("other_hosts", "on other hosts"),
    ("other_pages", "not articles according to the seed"),
    ("too_old", "older than the horizon"),
    ("left_out", "over the limit per feed"),
    ("waiting", "waiting for later runs"),
)


def _feed_lines(summary: Mapping[str, Any]) -> Iterator[str]:
    """The contents of the feeds and sitemaps of a run, and the faults of those that were read."""
    read = [feed for feed in summary["feeds"] if feed["read"]]
    if not read:
        return
    total = {key: sum(feed["counts"].get(key, 0) for feed in read) for key in ("articles", *dict(_FEED_WORDS))}
    said = "".join(f", {total[key]} {words}" for key, words in _FEED_WORDS if total[key])
    yield f"{len(read)} feed{'s' if len(read) > 1 else ''}: {total['articles']} addresses of articles{said}"
    for feed in read:
        if feed["note"]:
            yield f"  {sanitize(feed['url'])}: {sanitize(feed['note'])}"
        if feed["dates_differ"]:
            known = feed["dates_agree"] + feed["dates_differ"]
            yield f"  {sanitize(feed['url'])}: {feed['dates_differ']} of {known} dates differ from those of the pages"
        if feed["titles_differ"]:
            known = feed["titles_agree"] + feed["titles_differ"]
            yield f"  {sanitize(feed['url'])}: {feed['titles_differ']} of {known} titles differ from those of the pages"


#: The outcomes of pictures in words.
PICTURE_WORDS = (
    ("kept", "kept"),
    ("not_picture", "not a picture"),
    ("too_large", "too large"),
    ("refused", "refused"),
    ("gone", "gone"),
    ("failed", "failed"),
    ("out_of_scope", "on hosts that are not in the seed"),
)

_STOPPED = {
    "limit": "the size limit of this run is reached",
    "refused": "refused several times in a row",
    "pause": "their host asked for a long pause",
}


def _picture_lines(pictures: Mapping[str, Any] | None) -> Iterator[str]:
    """The outcomes of pictures, if the seed asks for them; every lost one is listed with its reason."""
    if pictures is None:
        return
    counts = pictures["counts"]
    yield "pictures:"
    for key, words in PICTURE_WORDS:
        if counts.get(key) or key == "kept":
            yield f"  {counts.get(key, 0):>6}  {words}"
    if pictures["waiting"]:
        why = f" ({_STOPPED[pictures['stopped']]})" if pictures["stopped"] else ""
        yield f"  {pictures['waiting']:>6}  left for the next run{why}"
    for page in pictures["lost"]:
        yield f"  {sanitize(page['url'])}: {sanitize(page['reason'])}"
    for host, number in list(pictures["other_hosts"].items())[:MAX_NAMED]:
        yield f'  {sanitize(host)}: {number}; to fetch them, add pictures = {{hosts = ["{sanitize(host)}"]}} to the seed'


def _drift_lines(summary: Mapping[str, Any]) -> Iterator[str]:
    """The alarm of the run: the fields, the first page, the former and the present place, and what can be done."""
    drifts, proposed = summary["drifts"], summary["template"]["proposed"]
    if not drifts and proposed is None:
        return
    since = "since then" if drifts else f"since the pages of {summary['site']} changed"
    if drifts:
        yield f"the layout of {summary['site']} has changed:"
    for drift in drifts:
        yield f"  {drift['field']}: {drift['misses']} of {drift['window']} pages, since {drift['first_url']}"
        yield f"    was {drift['old']}"
        yield f"    is  {drift['new']}"
    if proposed is None:
        yield "too few pages since then to learn a new template"
    elif summary["template"]["adopted"]:
        yield f"template {proposed} was learned from the pages {since} and is used for them"
    else:
        yield f"template {proposed} was learned from the pages {since}: dute learn --adopt {proposed} activates it"
