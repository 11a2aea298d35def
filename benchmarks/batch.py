"""Archives at scale on this machine: the processor time of a batch beside `clean()` alone, two jobs beside one, memory, a kill.

    python -m benchmarks.batch [--pages 2000] [--large 20000] [--rounds 3] [--corpus ../shared/corpora]

The pages are all real ones below ``--corpus``, repeated and varied: every copy has an address of its own, a number in its
headline, and one sentence of its own. They are written to a temporary folder as WARC and as Parquet. The rounds alternate
between the jobs, and of each the least is taken, since other work on the machine only adds. trafilatura does the same over the
same WARC in the same run, on a part of it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.tables import markdown_table
from cleaners.bulk.shards import read_shards
from cleaners.extras import MissingExtraError, require
from cleaners.reading.coding.decode import decode
from tests.archives import ArchivePage, write_parquet, write_warc

#: Runs the command and says what it cost: seconds of the processor here and in the workers, MiB of each at their peaks. A
#: process's own peak is read from /proc: ru_maxrss keeps what its parent had before the exec.
_BATCH = """
import json, re, resource, sys
from dute.cli import main
status = main(sys.argv[1:])
own, workers = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
peak = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])
print(json.dumps({'parent': own.ru_utime + own.ru_stime, 'workers': workers.ru_utime + workers.ru_stime,
    'parent_mib': peak >> 10, 'worker_mib': workers.ru_maxrss >> 10}), file=sys.stderr)
sys.exit(status)
"""

#: What both of the following begin their measuring with: garbage collection as in a worker.
_BEGIN = """
gc.set_threshold(50_000, 20, 20)
gc.freeze()
def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
before = spent()
"""
#: Holds the pages, then cleans them one after the other: what a batch is measured by.
_ALONE = (
    """
import gc, resource, sys
from itertools import islice
from cleaners.bulk.pages import Position
from cleaners.bulk.warc import read_warc
{prepare}
pages = list(islice(read_warc(sys.argv[1], Position()), int(sys.argv[2])))
"""
    + _BEGIN
    + """
for page in pages:
    {work}
print((spent() - before) / len(pages))
"""
)
_CLEAN = ("from cleaners import clean", "clean(page.content, page.url, headers=page.headers)")
_TRAFILATURA = (
    "from trafilatura import bare_extraction\nfrom cleaners.reading.coding.decode import decode",
    "bare_extraction(decode(page.content).text, url=page.url, with_metadata=True)",
)
#: The Arrow function in one process: from batches of the Parquet file to batches of articles.
_ARROW = (
    """
import gc, resource, sys
from pyarrow import parquet
from cleaners.bulk.batch import clean_batch
batches = list(parquet.ParquetFile(sys.argv[1]).iter_batches(64))
"""
    + _BEGIN
    + """
for batch in batches:
    clean_batch(batch)
print((spent() - before) / sum(batch.num_rows for batch in batches))
"""
)

#: Other work on the machine must not make a page late: its row would be another one.
_PATIENT = ("--page-seconds", "120")

#: A snapshot of Common Crawl: pages and bytes of WARC as announced for August 2018, whose later ones are of that order, and
#: the share of Chinese pages: its statistics of languages had Chinese under 6 % in March 2023.
SNAPSHOT_PAGES, SNAPSHOT_TIB, CHINESE = 2.65e9, 68, 0.05


class Cost(NamedTuple):
    """What one run of the command cost: seconds by the clock, seconds of the processor in the parent and in the workers, and
    their peaks in MiB."""

    wall: float
    parent: float
    workers: float
    parent_mib: int
    worker_mib: int

    @property
    def cpu(self) -> float:
        """Seconds of the processor."""
        return self.parent + self.workers


def varied(pages: Sequence[str], count: int) -> Iterator[ArchivePage]:
    """Copies of pages, each with something of its own."""
    for number in range(count):
        text = vary(pages[number % len(pages)], number)
        yield ArchivePage(f"https://news.example.com/n/{number}.html", text.encode("utf-8", "replace"))


def vary(page: str, number: int) -> str:
    """A page with a number in its headline, and one sentence of its own."""
    page = re.sub(r"(</h1>|</title>)", rf"（{number}）\1", page)
    return re.sub(r"</p>", f"</p><p>这一份的编号是{number}，与别的不同。</p>", page, count=1)


def run_batch(source: Path, out: Path, jobs: int) -> Cost:
    """Run ``dute batch`` in a process of its own."""
    command = [sys.executable, "-c", _BATCH, "batch", str(source), "-o", str(out), "--jobs", str(jobs), *_PATIENT]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return Cost(time.monotonic() - started, **json.loads(done.stderr.splitlines()[-1]))


def seconds_a_page(program: str, source: Path, *arguments: object) -> float:
    """Seconds of the processor that a program says it took."""
    command = [sys.executable, "-c", program, str(source), *map(str, arguments)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603


def alone(work: tuple[str, str], source: Path, count: int) -> float:
    """Seconds a page of a function over pages in memory, in one process."""
    return seconds_a_page(_ALONE.format(prepare=work[0], work=work[1]), source, count)


def kill_and_resume(source: Path, out: Path, shard_rows: int) -> int:
    """Kill a run in its middle and let it go on; shards that were done before."""
    command = [sys.executable, "-m", "dute", "batch", str(source), "-o", str(out), "--jobs", "2"]
    command += ["--shard-rows", str(shard_rows), *_PATIENT]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, process_group=0)  # noqa: S603
    while child.poll() is None and len(list(out.glob("part-*"))) < 3:
        time.sleep(0.05)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    done = len(list(out.glob("part-*")))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return done


def missing(corpus: Path) -> str | None:
    """Why the benchmark cannot run, for people; None where it can."""
    if not any(corpus.glob("zh-*/*/page.html")):
        return f"no pages below {corpus} (folders zh-*/*/page.html): name them with --corpus"
    try:
        require("the benchmark", "parquet", "warc")
    except MissingExtraError as error:
        return str(error)
    return None


def compare(warc: Path, table: Path, folder: Path, count: int, rounds: int) -> None:
    """Print processor time of the jobs beside `clean()` alone."""
    jobs = [("WARC", warc, 1), ("WARC", warc, 2), ("Parquet", table, 1), ("Parquet", table, 2)]
    cleaning: list[float] = []
    arrow: list[float] = []
    costs: dict[tuple[str, int], list[Cost]] = defaultdict(list)
    for turn in range(rounds):
        cleaning.append(alone(_CLEAN, warc, count))
        arrow.append(seconds_a_page(_ARROW, table))
        for name, source, number in jobs:
            costs[name, number].append(run_batch(source, folder / f"{name}-{number}-{turn}", number))
    least = min(cleaning)
    rows = [["clean() alone", "1", *_times(least, least), *[""] * 4]]
    rows.append(["clean_batch(), Arrow", "1", *_times(min(arrow), least), *[""] * 4])
    for (name, number), found in costs.items():
        rows.append([f"dute batch, {name}", str(number), *_row(found, costs[name, 1], number, count, least)])
    if importlib.util.find_spec("trafilatura") is None:
        print("trafilatura is not installed (pip install 'dute[fallback]') and left out")
    else:
        other = alone(_TRAFILATURA, warc, min(200, count))
        rows.append(["trafilatura with metadata, WARC", "1", *_times(other, least), *[""] * 4])
        costs_of_core("trafilatura", other)
    print(markdown_table(_HEADER, rows), flush=True)
    print("at best: from the processor time of one process's worker and of all of two, which share two processors")
    costs_of_core("dute batch", min(one.cpu for one in costs["WARC", 1]) / count)


_HEADER = [
    "job",
    "processes",
    "CPU ms a page",
    "times clean()",
    "pages a second",
    "times one",
    "at best",
    "parent's share",
]


def _times(seconds: float, least: float) -> list[str]:
    return [f"{1e3 * seconds:.2f}", f"{seconds / least:.2f}"]


def _row(found: Sequence[Cost], single: Sequence[Cost], jobs: int, count: int, least: float) -> list[str]:
    cost, wall = min(found, key=lambda one: one.cpu), min(one.wall for one in found)
    times = bound = ""
    if jobs > 1:
        times = f"{min(one.wall for one in single) / wall:.2f}"
        bound = f"{jobs * min(one.workers for one in single) / cost.cpu:.2f}"
    return [*_times(cost.cpu / count, least), f"{count / wall:.0f}", times, bound, f"{cost.parent / cost.cpu:.1%}"]


def costs_of_core(name: str, seconds: float) -> None:
    """Print what the Chinese part of a snapshot of Common Crawl takes."""
    hours = SNAPSHOT_PAGES * CHINESE * seconds / 3600
    print(
        f"{name}: {SNAPSHOT_PAGES * CHINESE:.2e} pages at {1e3 * seconds:.2f} ms are {hours:,.0f} core-hours",
        flush=True,
    )


def memory(pages: Sequence[str], folder: Path, counts: Sequence[int]) -> None:
    """Print the peaks of two processes by the number of pages."""
    rows = []
    for count in counts:
        for name, source in (
            ("WARC", write_warc(folder / f"m{count}.warc.gz", varied(pages, count))),
            ("Parquet", write_parquet(folder / f"m{count}.parquet", varied(pages, count))),
        ):
            cost = run_batch(source, folder / f"memory-{name}-{count}", 2)
            output = sum(file.stat().st_size for file in (folder / f"memory-{name}-{count}").glob("part-*"))
            row = [name, str(count), f"{source.stat().st_size >> 20} MiB", f"{cost.parent_mib} MiB"]
            rows.append([*row, f"{cost.worker_mib} MiB", f"{output / count / 1000:.1f} KB"])
            source.unlink()
    header = ["input", "pages", "its size", "parent's peak", "largest worker's", "output a page"]
    print(markdown_table(header, rows), flush=True)


def main() -> int:
    """Print the tables. Returns the exit status."""
    parser = argparse.ArgumentParser(description="Batch speed, resumption and memory on this machine.")
    parser.add_argument("--pages", type=int, default=2_000, help="pages whose processor time is taken")
    parser.add_argument("--large", type=int, default=20_000, help="pages of the larger run that shows memory; 0: none")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpora"))
    args = parser.parse_args()
    if reason := missing(args.corpus):
        print(reason, file=sys.stderr)
        return 1
    real = [decode(path.read_bytes()).text for path in sorted(args.corpus.glob("zh-*/*/page.html"))]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        warc = write_warc(folder / "pages.warc.gz", varied(real, args.pages))
        table = write_parquet(folder / "pages.parquet", varied(real, args.pages))
        size = sum(map(len, real)) // len(real)
        packed = warc.stat().st_size / args.pages / 1000
        print(f"{args.pages} pages from {len(real)} real ones, {size} characters and {packed:.0f} KB of WARC a page")
        print(f"load when it began: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        compare(warc, table, folder, args.pages, args.rounds)
        done = kill_and_resume(warc, folder / "resumed", max(1, args.pages // 20))
        whole, resumed = folder / "WARC-1-0", folder / "resumed"
        print(
            f"killed with {done} shards done and run again: rows {same(whole, resumed)} to those of an undisturbed run"
        )
        print(f"one process and two: rows {same(whole, folder / 'WARC-2-0')}")
        print(f"WARC and Parquet: rows {same(whole, folder / 'Parquet-2-0')}")
        memory(real, folder, [args.pages, *([args.large] if args.large else [])])
    return 0


def same(one: Path, other: Path) -> str:
    """Whether the rows of two outputs are the same."""
    pairs = zip(read_shards(one), read_shards(other), strict=True)
    return "identical" if all(first == second for first, second in pairs) else "DIFFERENT"


if __name__ == "__main__":
    sys.exit(main())
