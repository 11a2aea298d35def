"""``dute find`` over a large store: CPU, bytes of the index, hits beside a scan: ``python -m benchmarks.find [ARTICLES]``.

The store is that of `benchmarks.large_store`, or with ``--texts FILE`` one of pieces of a real text; a hundred articles with
Latin words are added. Each search is the whole command in a process of its own; its CPU seconds are printed, on PostgreSQL
(``--postgresql``: Debian's package, started for it) those of the server behind the sign +. The hits of each word are compared
with those of a scan of all texts. ``--fts5`` shows what SQLite's own full-text search takes for the same pairs.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from sqlalchemy import func, insert, select

from benchmarks.large_store import ROOT, STORED, fill, multiply
from crawler.search.find import find, has_words
from crawler.search.terms import Word, fold, pairs_of
from crawler.store import Store, open_store
from crawler.store.choice import Choice
from crawler.store.packing import unpack
from crawler.store.records import NEWEST, choose_articles
from crawler.store.schema import articles, metadata, revisions
from tests.databases import postgresql
from tests.stored_articles import keep_article

#: Characters of an article that is made of a real text.
_PIECE = 900

_LATIN = "台风Doksuri今晨登陆，5G基站由OpenAI一家检修，共3,500处，比2012年多12.5%。"


def main() -> None:
    """Make the store, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=52_000)
    parser.add_argument("--texts", type=Path, metavar="FILE", help="articles are pieces of this text")
    parser.add_argument("--postgresql", action="store_true", help="the same on PostgreSQL, too")
    parser.add_argument("--fts5", action="store_true", help="the same pairs in SQLite's FTS5, too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        path = Path(folder) / "s.db"
        _fill(path, args.articles, args.texts)
        store = open_store(str(path))
        words = _words(store)
        expected = _scan(store, words)
        size = _text_bytes(store)
        with store.read() as connection:
            number = connection.scalar(select(func.count()).select_from(articles))
        print(f"{number} articles, {size / 1e6:.1f} MB of text (UTF-8)")
        if args.fts5:
            _measure_fts5(store, Path(folder) / "fts5.db", size)
        if args.postgresql:
            place = servers.enter_context(postgresql())
            _copy(store, open_store(place))
            _measure(place, words, expected, size)
        _measure(str(path), words, expected, size)


def _measure(place: str, words: Sequence[str], expected: dict[str, set[int]], text_bytes: int) -> None:
    store = open_store(place)
    print(f"\n{store.engine.dialect.name}")
    seconds, _ = _search(store, place, "龘")
    print(f"{seconds}  the first search, which makes the index")
    index_bytes = _index_bytes(store)
    print(f"{_command_seconds(store, place, 'runs')[0]}  dute runs, which only opens the store: the start of a command")
    print(f"{index_bytes / 1e6:.1f} MB of index, {100 * index_bytes / text_bytes:.1f} % of the text")
    for word in words:
        seconds, lines = _search(store, place, word)
        with store.read() as connection:
            found = {hit.row.id for hit in find(connection, [Word(word)], Choice())}
        verdict = "as the scan" if found == expected[word] else "NOT AS THE SCAN"
        print(f"{seconds}  {word}  ({lines} shown of {len(found)}, {verdict})", flush=True)
        assert found == expected[word], word


def _search(store: Store, place: str, word: str) -> tuple[str, int]:
    return _command_seconds(store, place, "find", "--json", "--", word)


def _command_seconds(store: Store, place: str, name: str, *arguments: str) -> tuple[str, int]:
    """CPU of a command in a process of its own, and of the server meanwhile; the lines it prints."""
    before, server = resource.getrusage(resource.RUSAGE_CHILDREN), _server_seconds(store)
    line = [sys.executable, "-m", "dute", name, "--store", place, *arguments]
    done = subprocess.run(line, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if server is None:
        return f"{seconds:5.2f} s", done.stdout.count(b"\n")
    time.sleep(0.2)  # its process ends
    return f"{seconds:5.2f} + {(_server_seconds(store) or server) - server:.2f} s", done.stdout.count(b"\n")


def _server_seconds(store: Store) -> float | None:
    """CPU of PostgreSQL's processes that have ended, in seconds."""
    if store.engine.dialect.name != "postgresql":
        return None
    with store.read() as connection:
        own = connection.exec_driver_sql("select pg_backend_pid()").scalar_one()
    parent = Path(f"/proc/{own}/stat").read_text("utf-8").rpartition(")")[2].split()[1]
    fields = Path(f"/proc/{parent}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / 100  # cutime and cstime, in ticks


def _index_bytes(store: Store) -> int:
    """Bytes of the tables and indexes of the search, with all that the database adds."""
    tables = [name for name in metadata.tables if name.startswith("search_")]
    with store.read() as connection:
        if store.engine.dialect.name == "postgresql":
            sizes = [
                connection.exec_driver_sql(f"select pg_total_relation_size('{one}')").scalar_one() for one in tables
            ]
        else:
            query = "select sum(pgsize) from dbstat where name like '%search_%'"
            sizes = [connection.exec_driver_sql(query).scalar_one()]
    return sum(map(int, sizes))


# --- the store


def _fill(path: Path, number: int, texts: Path | None) -> None:
    if texts is None:
        fill(path, min(number, STORED), 1000)
        multiply(path, number)
    store = open_store(str(path))
    if texts is not None:
        whole = texts.read_text("utf-8", "replace")
        for place in range(min(number, len(whole) // _PIECE)):
            piece = whole[place * _PIECE : (place + 1) * _PIECE]
            keep_article(store, place, piece[10:], piece[:10])
    for place in range(100):
        keep_article(store, 10_000_000 + place, f"第{place}号渡口。{_LATIN}", "台风消息")
    store.close()


def _words(store: Store) -> list[str]:
    """Words of every length out of the texts, common and rare, and others."""
    chance = random.Random(1)  # noqa: S311 - which words
    pieces = [piece for piece in _han_pieces(store) if len(piece) >= 8]
    drawn = [chance.choice(pieces)[:size] for size in (1, 1, 2, 2, 3, 3, 8, 8)]
    return [*drawn, "的", "台风", "Doksuri", "5G", "12", "588", "3,500处", "台风Doksuri", "不存在的词语", "台风消息"]


def _han_pieces(store: Store) -> Iterator[str]:
    for text in islice(_texts(store), 500):
        singles = "".join(character if "\u4e00" <= character <= "\u9fff" else " " for character in text)
        yield from singles.split()


def _texts(store: Store) -> Iterator[str]:
    with store.read() as connection:
        for row in choose_articles(connection, Choice()):
            record = json.loads(row.record)
            yield f"{record['headline'] or ''}\n{record['text']}"


def _text_bytes(store: Store) -> int:
    return sum(len(text.encode()) - 1 for text in _texts(store))


def _scan(store: Store, words: Sequence[str]) -> dict[str, set[int]]:
    """The articles with each word, by reading all of them."""
    found: dict[str, set[int]] = {word: set() for word in words}
    looked_for = {word: [Word(word)] for word in words}
    with store.read() as connection:
        query = select(articles.c.id, revisions.c.content).join(revisions, NEWEST)
        for row in connection.execution_options(yield_per=200).execute(query):
            record = json.loads(unpack(row.content)[0])
            for word, form in looked_for.items():
                if has_words(record, form):
                    found[word].add(row.id)
    return found


def _copy(source: Store, target: Store) -> None:
    """All rows of a store into an empty one."""
    with source.read() as reading, target.write() as writing:
        writing.exec_driver_sql("set session_replication_role = replica")  # rows of a table may name later ones
        for table in metadata.sorted_tables:
            if table.name == "schema_version":
                continue
            rows = reading.execution_options(yield_per=1000).execute(select(table)).mappings()
            while some := [dict(row) for row in islice(rows, 1000)]:
                writing.execute(insert(table), some)
        writing.exec_driver_sql("set session_replication_role = origin")


def _measure_fts5(store: Store, path: Path, text_bytes: int) -> None:
    """The same pairs as words of FTS5, without the text and without places."""
    started = time.process_time()
    with sqlite3.connect(path) as connection:
        connection.execute("create virtual table f using fts5(t, content='', detail=none, tokenize='unicode61')")
        for number, text in enumerate(_texts(store)):
            pairs = " ".join(pair.replace(" ", "_") for pair in pairs_of(fold(text)) if pair[0] != " ")
            connection.execute("insert into f (rowid, t) values (?, ?)", (number, pairs))
        connection.execute("insert into f (f) values ('optimize')")
    connection.execute("vacuum")
    connection.close()
    size = path.stat().st_size
    seconds = time.process_time() - started
    print(
        f"FTS5 of the pairs, detail=none: {size / 1e6:.1f} MB, {100 * size / text_bytes:.1f} %, made in {seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
