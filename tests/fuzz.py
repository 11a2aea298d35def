"""A mutational fuzzer over the fixture pages, those of `tests.script_pages` and the families of `tests.hostile`: small pieces of them, broken in every way,
through `clean` and `clean_text`.

    python -m tests.fuzz --inputs 1000000 --jobs 2 --state DIR [--resume] [--first SEED]
    python -m tests.fuzz --show SEED

Every input is made from its seed alone (and the fixture pages), so that any can be made again. What breaks a promise is
written into DIR as ``SEED.bin`` (the page), ``SEED.txt`` (the text) and ``SEED.json`` (the reasons); ``state.json`` is
replaced atomically after every chunk, and ``--resume`` goes on from it.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import json
import os
import random
import re
import signal
import sys
import threading
import time
import traceback
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from cleaners import Article, clean, clean_text
from cleaners.reading.characters import sanitize
from cleaners.record.opinion import ask_trafilatura
from tests import script_pages
from tests.hostile import HIDDEN_WAYS, MORE_WAYS, SHAPES, hidden_page, malformed, shape
from tests.walks import differences

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

#: Seconds of processor time that one call may take, and times as many of wall time; then it is broken off, so that an input
#: fails and does not hang the run.
LIMIT, WALL = 5.0, 20
CHUNK = 200

#: An input is no longer than this: small ones break the same things, and a million of them take an hour.
MOST_CHARS = 5_000

#: But one input in so many is a hostile shape of up to this many bytes: some limits, as that of a page's blocks, are only
#: met by thousands of lines.
ONE_LARGE_IN, MOST_LARGE = 1_000, 200_000

#: At most this many inputs are written for one and the same fault.
KEPT_PER_FAULT = 5

Strategy = Callable[[random.Random, str], str]


@dataclass(frozen=True)
class Input:
    """One input: a page as bytes and as str, a flattened text, and the response's headers."""

    seed: int
    data: bytes
    page: str
    text: str
    headers: dict[str, str]


# --- making inputs ---------------------------------------------------------------------------------------------------


@functools.cache
def corpus() -> tuple[str, ...]:
    """The fixture pages as str, in order of name, and those that keep their article in a script."""
    pages = []
    for path in sorted(FIXTURES.glob("*/*/page.html")):
        data = path.read_bytes()
        try:
            pages.append(data.decode("utf-8"))
        except UnicodeDecodeError:
            pages.append(data.decode("gb18030", "replace"))
    return (*pages, *script_pages.pages())


@functools.cache
def corpus_digest() -> str:
    """What seeds depend on: two runs with the same digest make the same inputs."""
    families = (shape(name, MOST_CHARS).decode() for name in SHAPES)
    return sha256("\0".join((*corpus(), *families, *_malformed())).encode("utf-8", "replace")).hexdigest()[:16]


TAGS = (
    "div p span b strong i em a h1 h2 h6 ul ol li dl dt dd table tbody tr td th br hr img video source audio iframe script "
    "style noscript template textarea select option button form input svg math title head body html frameset frame noframes "
    "plaintext xmp pre listing blockquote center font section article nav footer header aside main figure figcaption picture "
    "details summary dialog object embed o:p x-box slot time address marquee ruby rt base meta link"
).split()

ATTRIBUTES = (
    'class="content" class="author" class="hidden" id="article" style="display:none" style="text-align:center" hidden '
    'href="http://[::1" href="javascript:x" src="a.jpg" src="&#1;&#x202e;.jpg" alt="图" width=1 content="\u202e甲" name=author '
    'property="og:title" datetime="9999-99-99" style="font-size:0" data-src="//a/b.png" title="<p>" lang=zh align=center '
    'shadowrootmode=open shadowroot=closed slot=a name=a type="text/html" colspan=2 lang="&#1;" class="sr-only"'
).replace("' ", "'\0")

TOKENS = (
    "<", ">", "</", "<!", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&", "&#", "&#x", "&#0;", "&#1;", "&#13;", "&#x1b;",
    "&#x202e;", "&#xD800;", "&#x110000;", "&#xE0041;", "&#xFEFF;", "&#x85;", "&#xFFFE;", "&nbsp;", "&lt;p&gt;", "&amp;#x202e;",
    "\x00", "\x01", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\x9f", "\u200b", "\u202e", "\u2066", "\ufeff", "\ufffe", "\u3000",
    "\ufffd", "\U000e0041", "\U0001f468\u200d\U0001f680", "𠮷", "\u0301", "\ud800", "\udc80", "\r", "\n", "\t", "\f", "\u2028",
    "</html><html>", "</body>", "</p>", "</div>", "</script>", "<br>", "<p>", "<h1>", "<td>", "<b>", "<a href=x>", "\"", "'", "=",
    "编辑 赵一鸣", "责任编辑：", "来源：某某日报", "来源：", "记者 ", "（记者 林晓棠 通讯员 ", "原标题：", "【", "】", "（", "“", "”",
    "2025-03-25 10:20", "2025年3月25日", "99999999", "25:61", "0000-00-00", "|", "——", "……", "版权所有", "相关推荐", "扫一扫",
    "打开APP", "点击", "阅读 1.2万", "分享到", "图/", "文/", "摘要：", "新桥今天上午通车，两岸往返只要十分钟。", "#", "*", "```", "- ", "1. ",
    "[x](javascript:y)", "![", "$", "\\", "{{", "}}", "${x}", "%s", "%00", "\\u0000", "\\ud800", "null", "-1", "1e999", "9" * 400,
)  # fmt: skip

STATES = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"甲\\u0000\\u202e乙\\ud800","author":[{"name":"林\\u0007晓"}],'
    '"datePublished":"2025-03-25T10:20:00+99:99","articleBody":"\\u202e%s"}</script>',
    '<script>window.__INITIAL_STATE__ = {"article":{"title":"\\u202e桥\\u0000","content":"%s","pubTime":1e12}};</script>',
    "<script>var a = {title: '桥', body: ['%s', undefined, void 0, !0], date: '2025-13-45'}</script>",
    '<script>x = JSON.parse("{\\"content\\": \\"%s\\"}")</script>',
)

LABELS = (
    "utf-8 gb2312 gbk gb18030 big5 utf-16 utf-16le utf-16be utf-32 iso-8859-1 windows-1252 windows-1251 shift_jis euc-kr hz "
    "utf-7 undefined idna punycode unicode_escape raw_unicode_escape hex rot13 klingon x-user-defined cp437 latin-1"
).split()

ENCODINGS = "utf-8 utf-8-sig gbk gb18030 big5 big5hkscs utf-16 utf-16-le utf-16-be utf-32 latin-1 shift_jis euc-kr utf-7".split()


def make(seed: int) -> Input:
    """The input of a seed."""
    rng = random.Random(seed)  # noqa: S311  (no secret)
    is_large = rng.randrange(ONE_LARGE_IN) == 0
    page = draw_hostile(rng, MOST_LARGE) if is_large else _piece(rng)
    for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4, 8))):
        page = rng.choice(STRATEGIES)(rng, page)
    page = page[: MOST_LARGE if is_large else MOST_CHARS]
    label = rng.choice(LABELS)
    if rng.random() < 0.3:
        page = f'<meta charset="{label}">' + page
    encoding = "utf-8" if rng.random() < 0.6 else rng.choice(ENCODINGS)
    data = page.encode(encoding, rng.choice(("ignore", "replace", "xmlcharrefreplace")))
    if rng.random() < 0.4:
        data = _break_bytes(rng, data)
    header = rng.choice((*LABELS, encoding))
    headers = {"Content-Type": f"text/html; charset={header}"} if rng.random() < 0.2 else {}
    text = re.sub(r"<[^<>]*>", "\n", page) if rng.random() < 0.8 else page
    return Input(seed, data, page, text, headers)


def _piece(rng: random.Random) -> str:
    """0.5 to 3 KB of a page: its beginning, a window anywhere, or a window around its prose; or a hostile page."""
    if rng.random() < 0.1:
        return draw_hostile(rng, MOST_CHARS)
    page = rng.choice(corpus())
    size = rng.randint(150, 900)  # characters; Chinese ones take three bytes
    kind = rng.random()
    if kind < 0.3 or len(page) <= size:
        return page[:size]
    if kind < 0.6:
        start = rng.randrange(len(page) - size)
        return page[start : start + size]
    places = [match.start() for match in re.finditer("[。！？]", page)] or [0]
    start = max(0, rng.choice(places) - rng.randrange(size))
    head = page[: rng.randint(0, 400)] if rng.random() < 0.5 else ""
    return head + page[start : start + size]


def draw_hostile(rng: random.Random, most: int) -> str:
    """A page out of `tests.hostile`: malformed, with hidden text, or prose with a shape of up to ``most`` bytes."""
    kind = rng.random()
    if kind < 0.2 and most <= MOST_CHARS:
        return rng.choice(_malformed())
    if kind < 0.3 and most <= MOST_CHARS:
        return hidden_page(rng.choice((*HIDDEN_WAYS, *MORE_WAYS)))
    return shape(rng.choice(SHAPES), rng.randint(200, most)).decode()


@functools.cache
def _malformed() -> tuple[str, ...]:
    pages = (page.data for page in malformed())
    return tuple(page if isinstance(page, str) else page.decode("utf-8", "surrogateescape") for page in pages)


def _tag(rng: random.Random) -> str:
    name = rng.choice(TAGS)
    kind = rng.random()
    if kind < 0.25:
        return f"</{name}>"
    attributes = " ".join(rng.choice(_ATTRIBUTES) for _ in range(rng.choice((0, 0, 1, 1, 2, 4))))
    return f"<{name} {attributes}{'/' if kind > 0.9 else ''}{'>' if kind < 0.97 else ''}"


_ATTRIBUTES = re.findall(r'[\w-]+="[^"]*"|\S+', ATTRIBUTES)


def _span(rng: random.Random, page: str, most: int = 400) -> tuple[int, int]:
    start = rng.randrange(len(page) + 1)
    return start, min(len(page), start + rng.randint(1, most))


def _insert_tags(rng: random.Random, page: str) -> str:
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(page) + 1)
        page = page[:at] + _tag(rng) + page[at:]
    return page


def _insert_tokens(rng: random.Random, page: str) -> str:
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(page) + 1)
        page = page[:at] + rng.choice(TOKENS) + page[at:]
    return page


def _insert_lines(rng: random.Random, page: str) -> str:
    """Tokens as lines of their own, at the borders of tags."""
    borders = [match.end() for match in re.finditer(">", page)] or [0]
    for _ in range(rng.randint(1, 4)):
        at = min(rng.choice(borders), len(page))
        line = "".join(rng.choice(TOKENS) for _ in range(rng.randint(1, 3)))
        page = page[:at] + f"<p>{line}</p>" + page[at:]
    return page


def _repeat(rng: random.Random, page: str) -> str:
    unit = rng.choice((rng.choice(TOKENS), _tag(rng)))
    at = rng.randrange(len(page) + 1)
    return page[:at] + unit * rng.randint(2, 300) + page[at:]


def _delete(rng: random.Random, page: str) -> str:
    start, end = _span(rng, page)
    return page[:start] + page[end:]


def _double(rng: random.Random, page: str) -> str:
    start, end = _span(rng, page, 1_000)
    return page[:end] + page[start:end] * rng.randint(1, 3) + page[end:]


def _splice(rng: random.Random, page: str) -> str:
    at = rng.randrange(len(page) + 1)
    return page[:at] + _piece(rng)[: rng.randint(10, 1_500)] + (page[at:] if rng.random() < 0.7 else "")


def _swap(rng: random.Random, page: str) -> str:
    """The pieces between tags, two of them exchanged, several times."""
    pieces = re.split("(?=<)", page)
    for _ in range(rng.randint(1, 10)):
        one, two = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        pieces[one], pieces[two] = pieces[two], pieces[one]
    return "".join(pieces)


def _rename(rng: random.Random, page: str) -> str:
    old, new = rng.choice(("p", "div", "span", "h1", "br", "img", "script", "td", "a")), rng.choice(TAGS)
    return re.sub(rf"(</?){old}\b", rf"\g<1>{new}", page)


def _unclose(rng: random.Random, page: str) -> str:
    return re.sub(rf"</{rng.choice(('p', 'div', 'span', 'script', 'title', 'a', '[a-z]+'))}>", "", page)


def _characters(rng: random.Random, page: str) -> str:
    """Single characters replaced, by any of the whole range now and then."""
    letters = list(page)
    for _ in range(rng.randint(1, 20)):
        if letters:
            drawn = rng.choice((rng.randrange(0x80), rng.randrange(0x2000, 0x3100), rng.randrange(0x110000)))
            letters[rng.randrange(len(letters))] = chr(drawn)
    return "".join(letters)


def _digits(rng: random.Random, page: str) -> str:
    return re.sub(r"\d", lambda match: rng.choice("0123456789") if rng.random() < 0.3 else match.group(), page)


def _flatten(rng: random.Random, page: str) -> str:
    return re.sub(r"<[^<>]*>", rng.choice(("\n", "", " ", "<br>")), page)


def _nest(rng: random.Random, page: str) -> str:
    tag, depth = rng.choice(TAGS), rng.choice((10, 100, 300, 800))
    return f"<{tag}>" * depth + page + (f"</{tag}>" * depth if rng.random() < 0.5 else "")


def _state(rng: random.Random, page: str) -> str:
    body = re.sub(r'[<>"\'\\\n]', "", page)[:800] * rng.randint(1, 2)
    return rng.choice(STATES).replace("%s", body) + (page if rng.random() < 0.7 else "")


def _one_line(rng: random.Random, page: str) -> str:
    """A long line made of a few tokens: what regular expressions fear."""
    units = [rng.choice(TOKENS) for _ in range(rng.randint(1, 3))]
    return page[:600] + "<p>" + "".join(rng.choice(units) for _ in range(rng.randint(50, 800))) + "</p>" + page[600:]


STRATEGIES: tuple[Strategy, ...] = (
    _insert_tags, _insert_tags, _insert_tokens, _insert_tokens, _insert_lines, _repeat, _delete, _double, _splice, _swap,
    _rename, _unclose, _characters, _digits, _flatten, _nest, _state, _one_line,
)  # fmt: skip


def _break_bytes(rng: random.Random, data: bytes) -> bytes:
    """Bits flipped, bytes set, cut out, doubled or put in."""
    broken = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at = rng.randrange(len(broken) + 1)
        kind = rng.randrange(6)
        if kind == 0 and at < len(broken):
            broken[at] ^= 1 << rng.randrange(8)
        elif kind == 1 and at < len(broken):
            broken[at] = rng.randrange(256)
        elif kind == 2:
            del broken[at : at + rng.randint(1, 40)]
        elif kind == 3:
            broken[at:at] = broken[at : at + rng.randint(1, 200)]
        elif kind == 4:
            broken[at:at] = rng.randbytes(rng.randint(1, 12))
        else:
            del broken[at:]
    return bytes(broken)


# --- promises --------------------------------------------------------------------------------------------------------

_BIDI = frozenset("LRE RLE LRO RLO PDF LRI RLI FSI PDI".split())


def _is_forbidden(character: str) -> bool:
    if character in "\n\t":
        return False
    if unicodedata.category(character) in ("Cc", "Cs") or unicodedata.bidirectional(character) in _BIDI:
        return True
    return "\U000e0000" <= character <= "\U000e007f" or character in "\ufeff\ufffe\uffff"


#: A quick first look: most strings hold none of these.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)


def _strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _strings(child, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child, f"{path}[]")


def broken_promises(article: Article) -> list[str]:
    """What is wrong with a result: characters that no output may hold, outputs that disagree, no reason given."""
    found = []
    record = article.to_dict()
    outputs = {"to_json": article.to_json(), "to_markdown": article.to_markdown(), "to_html": article.to_html()}
    for name, text in (*_strings(record), *outputs.items()):
        if match := _SUSPECT.search(text):
            found += [f"{name} holds U+{ord(match.group()):04X}"] if _is_forbidden(match.group()) else []
    if json.loads(outputs["to_json"]) != record:
        found.append("to_json is not the record")
    if not article.is_article and not article.flags:
        found.append("no article and no flag")
    if not 0 <= article.confidence <= 1:
        found.append("confidence is not between 0 and 1")
    return found


class BrokenOffError(BaseException):
    """A call that took longer than its limit; no Exception, so that nothing swallows it."""


def _break_off(*_: object) -> None:
    raise BrokenOffError


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Break the block off after so many seconds of processor time, with `BrokenOffError`, and of wall time where it waits for
    something; for the main thread only. Others may be at work on the machine: wall time alone says nothing of the cleaner."""
    timers = ((signal.ITIMER_PROF, signal.SIGPROF, seconds), (signal.ITIMER_REAL, signal.SIGALRM, WALL * seconds))
    before = [signal.signal(number, _break_off) for _, number, _ in timers]
    for timer, _, after in timers:
        signal.setitimer(timer, after)
    try:
        yield
    finally:
        for (timer, number, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


@dataclass(frozen=True)
class Verdict:
    """What came of one input: faults (equal words are the same fault), seconds of its slowest call, flags."""

    seed: int
    faults: tuple[str, ...]
    seconds: float
    is_article: bool = False
    flags: tuple[str, ...] = ()


def _place(error: BaseException) -> str:
    """Module and function of the cleaner that an exception came through last, or of where it was raised."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.name != "_break_off"]
    frame = next((frame for frame in reversed(frames) if "/cleaners/" in frame.filename), frames[-1])
    path = Path(frame.filename)
    return f"{path.parent.name if path.stem == '__init__' else path.stem}.{frame.name}"


def try_input(made: Input) -> Verdict:
    """Put an input through both entrances and check every promise."""
    calls: dict[str, Callable[[], Article]] = {
        "clean": lambda: clean(made.data, "https://www.example.com/news/1.html", headers=made.headers),
        "clean_text": lambda: clean_text(made.text),
    }
    if made.seed % 4 == 0:
        calls["clean str"] = lambda: clean(made.page)
    faults, slowest, first = [], 0.0, None
    for name, call in calls.items():
        start = time.process_time()
        try:
            with time_limit(LIMIT):
                article = call()
                faults += [f"{name}: {fault}" for fault in broken_promises(article)]
                first = first or article
        except Exception as error:
            faults.append(f"{name}: {type(error).__name__} in {_place(error)}")
        except BrokenOffError as error:
            faults.append(f"{name}: over {LIMIT:g} s in {_place(error)}")
        slowest = max(slowest, time.process_time() - start)
    try:
        faults += ["the two walks differ"] if differences(sanitize(made.page)) else []
    except Exception as error:
        faults.append(f"the two walks: {type(error).__name__} in {_place(error)}")
    return Verdict(
        made.seed, tuple(faults), slowest, bool(first and first.is_article), first.flags if first is not None else ()
    )


# --- runs ------------------------------------------------------------------------------------------------------------


@dataclass
class State:
    """A run's progress: inputs ``first`` to ``first + done`` are tried."""

    first: int = 0
    done: int = 0
    seconds: float = 0.0
    articles: int = 0
    slowest: float = 0.0
    slowest_seed: int = -1
    corpus: str = ""
    faults: dict[str, int] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)
    died: list[int] = field(default_factory=list)

    def add(self, verdict: Verdict) -> None:
        self.done += 1
        self.articles += verdict.is_article
        if verdict.seconds > self.slowest:
            self.slowest, self.slowest_seed = verdict.seconds, verdict.seed
        for fault in verdict.faults:
            self.faults[fault] = self.faults.get(fault, 0) + 1
        for flag in verdict.flags:
            self.flags[flag] = self.flags.get(flag, 0) + 1

    def write(self, folder: Path) -> None:
        """Replace ``state.json`` at once: a run killed at any moment leaves a whole one."""
        temporary = folder / "state.json.tmp"
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / "state.json")

    def summary(self) -> str:
        rate = self.done / self.seconds if self.seconds else 0.0
        lines = [
            f"{self.done:,} inputs in {self.seconds:,.0f} s ({rate:,.0f} a second), {self.articles:,} articles, "
            f"slowest {self.slowest:.2f} s (seed {self.slowest_seed}), faults {sum(self.faults.values())}",
            *(f"  {count:8,} {fault}" for fault, count in Counter(self.faults).most_common()),
            *(f"  the interpreter died of seed {seed}" for seed in self.died),
        ]
        return "\n".join(lines)


def read_state(folder: Path) -> State:
    """The state of an earlier run. Raises FileNotFoundError where there is none."""
    return State(**json.loads((folder / "state.json").read_text("utf-8")))


@functools.cache
def _warm_up() -> None:
    """Load what is loaded when it is first asked for, the other extractor and its lists of words above all: a call is timed for
    its input, and a process that shares its processor with others needs seconds for this."""
    ask_trafilatura("<p>" + "新桥今天上午通车，两岸往返只要十分钟。" * 20)


def try_chunk(first: int, end: int, skip: tuple[int, ...], folder: str) -> list[Verdict]:
    """Try the inputs of a range of seeds; the one being tried is noted in a file, should the interpreter die of it."""
    _warm_up()
    verdicts = []
    note = Path(folder) / f"at-{os.getpid()}" if folder else None
    with note.open("wb", buffering=0) if note else contextlib.nullcontext() as file:
        for seed in range(first, end):
            if file is not None:
                os.pwrite(file.fileno(), b"%20d" % seed, 0)
            verdicts.append(Verdict(seed, ("died",), 0.0) if seed in skip else try_input(make(seed)))
    if note:
        note.unlink(missing_ok=True)
    return verdicts


def is_deadly(seed: int) -> bool:
    """Whether the interpreter dies of an input: one is tried alone, in a process of its own."""
    with ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(try_chunk, seed, seed + 1, (), "").result()
        except BrokenProcessPool:
            return True
    return False


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever for its next chunk."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def keep_input(verdict: Verdict, folder: Path) -> None:
    """Write an input that broke a promise, with the reasons."""
    made = make(verdict.seed)
    (folder / f"{verdict.seed}.bin").write_bytes(made.data)
    (folder / f"{verdict.seed}.txt").write_text(made.text, "utf-8", "surrogatepass")
    reasons = {"seed": verdict.seed, "faults": verdict.faults, "headers": made.headers, "corpus": corpus_digest()}
    (folder / f"{verdict.seed}.json").write_text(json.dumps(reasons, ensure_ascii=False), "utf-8")


def run(state: State, inputs: int, jobs: int, folder: Path) -> State:
    """Try inputs until ``inputs`` of them are done, chunk by chunk in order of their seeds."""
    last_print = time.monotonic()
    while state.done < inputs:
        try:
            with ProcessPoolExecutor(jobs, initializer=_end_with_parent) as pool:
                for verdicts, seconds in _chunks(pool, state, inputs, jobs, folder):
                    state.seconds += seconds
                    for verdict in verdicts:
                        fresh = any(state.faults.get(fault, 0) < KEPT_PER_FAULT for fault in verdict.faults)
                        state.add(verdict)
                        if fresh:
                            keep_input(verdict, folder)
                    state.write(folder)
                    if time.monotonic() - last_print > 30:
                        last_print = time.monotonic()
                        print(state.summary().split("\n")[0], flush=True)
        except BrokenProcessPool:
            suspects = []
            for note in folder.glob("at-*"):
                suspects.append(int(note.read_bytes() or b"-1"))
                note.unlink()
            died = [seed for seed in suspects if is_deadly(seed)]
            if not died:
                raise
            state.died += died
            state.write(folder)
    return state


def _chunks(
    pool: ProcessPoolExecutor, state: State, inputs: int, jobs: int, folder: Path
) -> Iterator[tuple[list[Verdict], float]]:
    """The verdicts of each chunk in order, with the wall seconds since the one before."""
    start, end = state.first + state.done, state.first + inputs
    waiting: deque[Future[list[Verdict]]] = deque()
    firsts = iter(range(start, end, CHUNK))
    before = time.monotonic()
    while True:
        while len(waiting) < 3 * jobs and (first := next(firsts, None)) is not None:
            waiting.append(
                pool.submit(try_chunk, first, min(end, first + CHUNK), tuple(state.died), str(folder.resolve()))
            )
        if not waiting:
            return
        verdicts = waiting.popleft().result()
        now = time.monotonic()
        yield verdicts, now - before
        before = now


def show(seed: int) -> None:
    """Print one input and what comes of it."""
    made = make(seed)
    verdict = try_input(made)
    sys.stdout.write(f"{made.headers}\n{made.data!r}\n")
    print(
        f"seed {seed}, {len(made.data)} bytes, {verdict.seconds:.3f} s, flags {verdict.flags}, faults {verdict.faults}"
    )


def main() -> int:
    """Run the fuzzer; exit status 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz the cleaner with broken pages.")
    parser.add_argument("--inputs", type=int, default=100_000, help="inputs in all, with those of a resumed run")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument(
        "--state", type=Path, metavar="DIR", help="folder of state.json and of inputs that broke something"
    )
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--resume", action="store_true", help="go on where the run in DIR stopped")
    parser.add_argument("--show", type=int, metavar="SEED", help="make one input, print it and what comes of it")
    arguments = parser.parse_args()
    if arguments.show is not None:
        show(arguments.show)
        return 0
    if arguments.state is None:
        parser.error("--state DIR is needed")
    folder: Path = arguments.state
    folder.mkdir(parents=True, exist_ok=True)
    state = State(first=arguments.first, corpus=corpus_digest())
    if arguments.resume and (folder / "state.json").exists():
        state = read_state(folder)
        if state.corpus != corpus_digest():
            print(
                "the fixture pages have changed: seeds make other inputs than before; those kept in DIR are what they were"
            )
            state.corpus = corpus_digest()
    elif (folder / "state.json").exists():
        parser.error(f"{folder} holds a run: give --resume or another folder")
    print(run(state, arguments.inputs, arguments.jobs, folder).summary())
    return 1 if state.faults or state.died else 0


if __name__ == "__main__":
    sys.exit(main())
