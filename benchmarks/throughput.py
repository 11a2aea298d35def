"""How many pages a second ``dute clean --jobs N`` does: ``python -m benchmarks.throughput [CORPUS]``.

The pages of a corpus, over and over, through the workers of the command, as JSON records. One job and many are measured in
turn, a few times, and the best of each is compared: what else runs on the machine can only slow a run down.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import time
from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.tables import markdown_table
from cleaners.bulk.workers import Crew
from dute.commands.clean import clean_source


def pages_a_second(paths: Sequence[str], pages: int, jobs: int) -> float:
    """Pages that ``jobs`` workers clean in a second, over so many pages; their start and first page are not counted."""
    work = partial(clean_source, form="json", source="auto", url=None)
    with Crew(work, jobs=jobs) as crew:
        deque(crew.run(paths * jobs), maxlen=0)  # every worker has seen every rule
        begin = time.perf_counter()
        deque(crew.run(itertools.islice(itertools.cycle(paths), pages)), maxlen=0)
        return pages / (time.perf_counter() - begin)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table. Exit status 2 for a folder without pages."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    default = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "zh-pages"
    parser.add_argument("corpus", nargs="?", type=Path, default=default, help="folder of pages (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="workers (default: one a core)")
    parser.add_argument("--pages", type=int, default=2_000, help="pages a run (default: 2000)")
    parser.add_argument("--rounds", type=int, default=4, help="runs of each, in turn (default: 4)")
    args = parser.parse_args(argv)
    paths = [str(path) for path in sorted(args.corpus.rglob("*.html"))]
    if not paths:
        print(f"benchmarks.throughput: no .html below {args.corpus}", file=sys.stderr)
        return 2
    best = dict.fromkeys((1, args.jobs), 0.0)
    for _ in range(args.rounds):
        for jobs in best:
            best[jobs] = max(best[jobs], pages_a_second(paths, args.pages, jobs))
    rows = [[str(jobs), f"{rate:.0f}", f"{rate / best[1]:.2f}"] for jobs, rate in best.items()]
    print(markdown_table(["jobs", "pages a second", "one job = 1"], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
