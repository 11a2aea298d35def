"""``dute batch``: archives in, shards of articles out."""

from __future__ import annotations

import argparse
import time

from cleaners.bulk.readers import ReadError, size_of
from cleaners.bulk.run import SHARD_ROWS, Manifest, Progress, run_batch
from cleaners.bulk.shards import FORMATS, OutputError
from cleaners.bulk.workers import PAGE_SECONDS
from cleaners.extras import require
from dute.commands.arguments import at_least_1, folder_place, processors, read_jobs, read_seconds
from dute.commands.clean import read_template_file
from dute.commands.output import say, shown_name, tell
from dute.progress import Line, progress_line, time_left

EPILOG = """\
examples:
  dute batch crawl.warc.gz -o articles/              every HTML response of a WARC file, as Parquet shards
  dute batch *.jsonl.zst pages/ -o out/ --format jsonl --jobs 8
  dute batch s3://crawl/a.warc.gz -o s3://articles/a  needs the extra s3
  dute batch pages.parquet -o out/                   columns url, content (or html, body) and, if present, headers,
                                                     fetched_at (or time)

inputs:
  .warc .warc.gz .warc.zst; .jsonl .jsonl.gz .jsonl.zst with content, html, body or text in every line; .parquet; folders of
  pages. Inputs may be paths, or fsspec URLs (s3://, memory://, https:// and others, which may need packages of their own).

If a run is killed, the same command resumes it and keeps completed shards. Rows have the fields of the record, and fetched_at,
cleaner_version, rules_hash and record_version. A page that is not an article becomes a row with the reason in flags.
_summary.json in the folder counts these, and lists pages and records that could not be read or cleaned in full.

exit status:
  0    every page was read; those that are not articles are rows too, with the reason
  1    a page or line could not be read or cleaned in full (wrong in _summary.json lists them: unreadable, bad_line,
       incomplete_record, timeout, crashed, failed), an input could not be read to its end, a folder had no pages, or the
       output could not be written; what could be read is in the shards
  2    wrong usage
  130  interrupted; the same command resumes
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute batch``."""
    parser.add_argument("inputs", nargs="+", metavar="IN", help="WARC, JSONL or Parquet files, folders of pages")
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        type=folder_place,
        metavar="FOLDER",
        help="where the shards go: a new folder, or that of a run to resume",
    )
    parser.add_argument("--format", choices=FORMATS, default="parquet", help="parquet (default, zstd) or jsonl")
    parser.add_argument(
        "--jobs", type=read_jobs, default=0, metavar="N", help="number of cleaning processes (default: one per core)"
    )
    parser.add_argument(
        "--shard-rows", type=at_least_1, default=SHARD_ROWS, metavar="N", help="pages per shard (default: %(default)s)"
    )
    parser.add_argument("--template", metavar="FILE", help="template of the site, from dute learn")
    parser.add_argument(
        "--page-seconds",
        type=read_seconds,
        default=PAGE_SECONDS,
        metavar="S",
        help="abandon a page after S seconds of wall time",
    )
    parser.add_argument(
        "--follow-links",
        action="store_true",
        help="follow symbolic links inside folders (default: only report them)",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Clean the inputs. Returns the exit status."""
    template, refusal = read_template_file(args.template) if args.template else (None, None)
    if refusal is not None:
        say(refusal)
        return 2
    try:
        if args.format == "parquet":
            require("dute batch --format parquet", "parquet")
        total = sum(size_of(path, args.follow_links) for path in args.inputs)
        with progress_line() as line:
            manifest = run_batch(
                args.inputs,
                args.output,
                jobs=args.jobs or processors(),
                form=args.format,
                shard_rows=args.shard_rows,
                seconds=args.page_seconds,
                template=template,
                follow_links=args.follow_links,
                progress=_shown(line, total),
            )
    except (ReadError, OutputError) as error:
        say(str(error))
        return 2
    except OSError as error:
        say(f"{args.output}: cannot write: {error.strerror or error}")
        return 1
    for state in manifest.inputs:
        if state.error:
            say(state.error)
    tell(summary(manifest, shown_name(args.output)))
    wrong = manifest.counts.get("wrong", len(manifest.wrong))  # a run that an earlier version began did not count them
    if wrong:
        place = f"{shown_name(args.output)}/_summary.json"
        say(f"{_counted(wrong, 'page')} could not be read or cleaned in full: see wrong in {place}")
    return 1 if wrong or any(state.error for state in manifest.inputs) else 0


def summary(manifest: Manifest, folder: str) -> str:
    """The result of a run, for people."""
    pages, articles = manifest.counts.get("pages", 0), manifest.counts.get("articles", 0)
    rate = f", {pages / manifest.seconds:.0f} per second" if manifest.seconds else ""
    shards = sum(len(state.shards) for state in manifest.inputs)
    what = f"{_counted(pages, 'page')}{rate}: {_counted(articles, 'article')} in {_counted(shards, 'shard')}"
    lines = [f"{what} under {folder}"]
    flags = sorted(
        ((number, name[5:]) for name, number in manifest.counts.items() if name.startswith("flag ")), reverse=True
    )
    lines += [f"  {number:>8}  {name}" for number, name in flags]
    return "\n".join(lines)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _shown(line: Line, total: int) -> Progress:
    """A function that draws the progress of a run: pages, pages per second, share of articles, share of all bytes, time
    left."""
    started = time.monotonic()
    first: list[int] = []

    def show(pages: int, articles: int, read: int) -> None:
        first.append(pages) if not first else None
        elapsed = max(time.monotonic() - started, 0.001)
        rate, share = (pages - first[0]) / elapsed, read / max(1, total)
        line.draw(
            f"{share:.0%}, {pages} pages, {rate:.0f} per second, {articles / max(1, pages):.0%} articles, "
            f"{time_left(elapsed, share)} left"
        )

    return show
