"""Archives at scale on this machine: pages a second for one and two processes, kill and resume, memory.

    python -m benchmarks.batch [--pages 20000] [--corpus ../shared/corpora]

The pages are real ones, repeated and varied: every copy has an address of its own, a number in its headline, and one sentence
of its own. They are written to a temporary folder as WARC and as Parquet. trafilatura does the same job over the same WARC in
the same run, on a part of it, in as many processes.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from cleaners.bulk.readers import Position, read_warc
from cleaners.bulk.shards import read_shards
from cleaners.reading.decode import decode
from tests.archives import ArchivePage, write_parquet, write_warc

#: Peak memory of a process and of its largest child, in MiB. A process's own is read from /proc: ru_maxrss keeps what its
#: parent had before the exec.
_MEASURED = (
    "import re, resource, sys; from dute.cli import main; status = main(sys.argv[1:]);"
    "own = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]);"
    "children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss;"
    "print(f'memory {own // 1024} {children // 1024}', file=sys.stderr); sys.exit(status)"
)


def varied(pages: Sequence[str], count: int) -> Iterator[ArchivePage]:
    """Copies of pages, each with something of its own."""
    for number in range(count):
        text = pages[number % len(pages)]
        text = re.sub(r"(</h1>|</title>)", rf"（{number}）\1", text)
        text = re.sub(r"</p>", f"</p><p>这一份的编号是{number}，与别的不同。</p>", text, count=1)
        yield ArchivePage(f"https://news.example.com/n/{number}.html", text.encode("utf-8", "replace"))


def run_dute(source: Path, out: Path, jobs: int) -> tuple[float, int, int]:
    """Seconds of wall time, and MiB of the parent and of the largest worker at their peaks."""
    command = [sys.executable, "-c", _MEASURED, "batch", str(source), "-o", str(out), "--jobs", str(jobs)]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    seconds = time.monotonic() - started
    own, children = (int(word) for word in re.search(r"memory (\d+) (\d+)", done.stderr).groups())  # type: ignore[union-attr]
    return seconds, own, children


def ask_trafilatura(page: tuple[str, str]) -> int:
    """Characters of the text that trafilatura finds, with its metadata, as a user of it would ask."""
    import trafilatura

    found = trafilatura.bare_extraction(page[1], url=page[0], with_metadata=True)
    return len(found.text or "") if found is not None else 0


def run_trafilatura(source: Path, count: int, jobs: int) -> float:
    """Seconds of wall time for the first pages of a WARC."""
    pages = ((page.url or "", decode(bytes(page.content or b"")).text) for page in read_warc(str(source), Position()))  # type: ignore[arg-type]
    started = time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(ask_trafilatura, islice(pages, count), chunksize=8))
    return time.monotonic() - started


def kill_and_resume(source: Path, out: Path, shard_rows: int) -> int:
    """Kill a run in its middle and let it go on; shards that were done before."""
    command = [sys.executable, "-m", "dute", "batch", str(source), "-o", str(out), "--jobs", "2"]
    command += ["--shard-rows", str(shard_rows)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, process_group=0)  # noqa: S603
    while child.poll() is None and len(list(out.glob("part-*"))) < 3:
        time.sleep(0.05)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    done = len(list(out.glob("part-*")))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return done


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Batch speed, resumption and memory on this machine.")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpora"))
    args = parser.parse_args()
    real = [decode(path.read_bytes()).text for path in sorted(args.corpus.glob("zh-*/*/page.html"))]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        warc = write_warc(folder / "pages.warc.gz", varied(real, args.pages))
        small = write_warc(folder / "small.warc.gz", varied(real, args.pages // 10))
        table = write_parquet(folder / "pages.parquet", varied(real, args.pages))
        sizes = f"WARC {warc.stat().st_size >> 20} MiB, Parquet {table.stat().st_size >> 20} MiB"
        print(f"{args.pages} pages from {len(real)} real ones: {sizes}")
        print(f"load when it began: {os.getloadavg()[0]:.1f}")
        print("| job | pages | processes | seconds | pages a second | MiB, parent and largest worker |")
        print("|---|---|---|---|---|---|")
        for name, source, count, jobs in (
            ("dute batch, WARC", small, args.pages // 10, 2),
            ("dute batch, WARC", warc, args.pages, 1),
            ("dute batch, WARC", warc, args.pages, 2),
            ("dute batch, Parquet", table, args.pages, 2),
        ):
            out = folder / f"out-{name[-4:].strip()}-{jobs}-{count}"
            seconds, own, worker = run_dute(source, out, jobs)
            print(
                f"| {name} | {count} | {jobs} | {seconds:.0f} | {count / seconds:.0f} | {own}, {worker} |", flush=True
            )
        for jobs in (1, 2):
            count = min(2_000, args.pages)
            seconds = run_trafilatura(warc, count, jobs)
            print(f"| trafilatura, WARC | {count} | {jobs} | {seconds:.0f} | {count / seconds:.0f} | |", flush=True)
        done = kill_and_resume(warc, folder / "resumed", max(1, args.pages // 20))
        same = list(read_shards(folder / "resumed")) == list(read_shards(folder / f"out-WARC-2-{args.pages}"))
        print(
            f"killed with {done} shards done and run again: rows {'identical' if same else 'DIFFERENT'} to an undisturbed run"
        )
        rows = [{**row, "fetched_at": None} for row in read_shards(folder / f"out-quet-2-{args.pages}")]
        warc_rows = ({**row, "fetched_at": None} for row in read_shards(folder / f"out-WARC-2-{args.pages}"))
        print(
            f"WARC and Parquet: rows {'identical' if all(a == b for a, b in zip(rows, warc_rows, strict=True)) else 'DIFFERENT'}"
        )


if __name__ == "__main__":
    main()
