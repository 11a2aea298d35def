"""``dute batch``: archives in, shards of articles out."""

from __future__ import annotations

import argparse
import os
import time

from cleaners.bulk.readers import ReadError, size_of
from cleaners.bulk.run import SHARD_ROWS, Manifest, Progress, run_batch
from cleaners.bulk.shards import FORMATS, OutputError
from cleaners.bulk.workers import PAGE_SECONDS
from cleaners.extras import require
from dute.commands.arguments import folder_place
from dute.commands.clean import read_template_file
from dute.commands.output import say, shown_name, tell
from dute.progress import Line, progress_line, time_left

EPILOG = """\
examples:
  dute batch crawl.warc.gz -o articles/              every HTML answer of a WARC, as Parquet shards
  dute batch *.jsonl.zst pages/ -o out/ --format jsonl --jobs 8
  dute batch s3://crawl/a.warc.gz -o s3://articles/a  with the extra s3
  dute batch pages.parquet -o out/                   columns url, content (or html, body), and where known headers,
                                                     fetched_at (or time)

inputs:
  .warc .warc.gz .warc.zst; .jsonl .jsonl.gz .jsonl.zst with content, html, body or text in every line; .parquet; folders of
  pages; paths, and the addresses of fsspec: s3://, memory://, https:// and others, which bring packages of their own

The same command again goes on where a killed run was: shards that are done stay. Rows are those of the record, with
fetched_at, cleaner_version, rules_hash and record_version; a page that is no article is a row with its reason in flags.
_summary.json in the folder counts them, and names the pages and records that could not be read.

exit status: 0 every input was read to its end; 1 one was not, a folder without pages, or the output could not be written;
2 usage; 130 interrupted
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
        help="where the shards go: new, or one to go on with",
    )
    parser.add_argument("--format", choices=FORMATS, default="parquet", help="parquet (default, zstd) or jsonl")
    parser.add_argument(
        "--jobs", type=_jobs, default=0, metavar="N", help="processes that clean (default: one a processor)"
    )
    parser.add_argument(
        "--shard-rows", type=_positive, default=SHARD_ROWS, metavar="N", help="pages a shard (default: %(default)s)"
    )
    parser.add_argument("--template", metavar="FILE", help="what the pages have in common (dute learn makes it)")
    parser.add_argument(
        "--page-seconds", type=float, default=PAGE_SECONDS, metavar="S", help="wall time after which a page is given up"
    )
    parser.add_argument(
        "--follow-links",
        action="store_true",
        help="read what symbolic links inside folders lead to (default: named, not read)",
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
                jobs=args.jobs or _processors(),
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
    return 1 if any(state.error for state in manifest.inputs) else 0


def summary(manifest: Manifest, folder: str) -> str:
    """What a run did, for people."""
    pages, articles = manifest.counts.get("pages", 0), manifest.counts.get("articles", 0)
    rate = f", {pages / manifest.seconds:.0f} a second" if manifest.seconds else ""
    shards = sum(len(state.shards) for state in manifest.inputs)
    lines = [f"{pages} pages{rate}: {articles} articles in {shards} shards under {folder}"]
    flags = sorted(
        ((number, name[5:]) for name, number in manifest.counts.items() if name.startswith("flag ")), reverse=True
    )
    lines += [f"  {number:>8}  {name}" for number, name in flags]
    return "\n".join(lines)


def _shown(line: Line, total: int) -> Progress:
    """Draws how far a run is: pages, their rate, the share of articles, the share of all bytes, the time left."""
    started = time.monotonic()
    first: list[int] = []

    def show(pages: int, articles: int, read: int) -> None:
        first.append(pages) if not first else None
        elapsed = max(time.monotonic() - started, 0.001)
        rate, share = (pages - first[0]) / elapsed, read / max(1, total)
        line.draw(
            f"{share:.0%}, {pages} pages, {rate:.0f} a second, {articles / max(1, pages):.0%} articles, "
            f"{time_left(elapsed, share)} left"
        )

    return show


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _jobs(value: str) -> int:
    if not value.isdecimal():
        raise argparse.ArgumentTypeError("a number of processes, or 0 for one a processor")
    return int(value)


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError("a number from 1 on is needed")
    return int(value)
