"""Files that are no pages, each made here: by the standard library where it writes the format, else a header by the format's
description and a body as such files have it. The same bytes at every run.

``python -m tests.binaries`` prints every part of every file that is judged an article.
"""

from __future__ import annotations

import bz2
import gzip
import io
import itertools
import lzma
import marshal
import math
import pickle
import random
import sqlite3
import struct
import sys
import tarfile
import wave
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cleaners import clean

#: What a server may say of the bytes.
CONTENT_TYPES = (
    None,
    "text/html",
    "text/html; charset=gbk",
    "text/html; charset=windows-1251",
    "text/plain",
    "application/octet-stream",
)

#: Bytes of the first part and of the middle, as a reader that stops early or starts late has them.
PART = 4_096

_TEXT = (
    "青石水库的老闸门昨天换成了新的，四十年前装闸门的老师傅也来看了，他带来了当年的扳手。\n"
    "扳手比新来的学徒的手臂还长，老师傅说，那时候没有吊车，闸门是用滚木一点一点挪上去的。\n"
    "新闸门装了水位计，水涨到警戒线会自己打开，管理站的人不用再在雨夜里跑上大坝。\n"
)


def _noise(size: int, seed: str) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311  the same bytes at every run


def _picture(width: int = 160, height: int = 120, channels: int = 3) -> bytes:
    """The pixels of a soft gradient with a bright sky: long runs of neighbouring values, few of them control characters."""
    rows = (
        min(255, int(200 + 55 * math.sin(x / 40 + channel) * math.cos(y / 30)))
        for y in range(height)
        for x in range(width)
        for channel in range(channels)
    )
    return bytes(rows)


def _tone(size: int, depth: int) -> bytes:
    samples = (math.sin(step / 9) * math.sin(step / 400) for step in range(size))
    if depth == 8:
        return bytes(int(128 + 40 * sample) for sample in samples)
    return b"".join(struct.pack("<h", int(9_000 * sample)) for sample in samples)


def _wave(depth: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(depth // 8)
        sound.setframerate(8_000)
        sound.writeframes(_tone(24_000, depth))
    return out.getvalue()


def _machine_code(size: int, seed: str) -> bytes:
    """Instructions as compilers write them: few opcodes, small operands, and strings between them."""
    chance = random.Random(seed)  # noqa: S311  the same bytes at every run
    opcodes = (
        b"\x48\x89\xe5",
        b"\x55",
        b"\xc3",
        b"\x0f\x1f\x40\x00",
        b"\x48\x8b\x45",
        b"\xe8",
        b"\x83\xec\x20",
        b"\x74\x05",
    )
    strings = (b"cannot open file\0", b"GLIBC_2.34\0", b"usage: %s [options]\n\0", "无法打开文件\0".encode())
    out = bytearray()
    while len(out) < size:
        out += (
            chance.choice(strings)
            if chance.random() < 0.04
            else chance.choice(opcodes) + chance.randbytes(chance.choice((0, 1, 4)))
        )
    return bytes(out[:size])


def _sqlite() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE pages (id INTEGER PRIMARY KEY, title TEXT, body TEXT, seen REAL)")
    rows = [(number, f"第{number}号闸门", _TEXT[: 40 + number % 60], number / 7) for number in range(400)]
    connection.executemany("INSERT INTO pages VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    return connection.serialize()


def _tar(format_: int = tarfile.GNU_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format_) as archive:
        for number in range(40):
            entry = tarfile.TarInfo(f"data/{number:04}.bin")
            body = _noise(900, f"tar {number}") if number % 2 else _TEXT.encode()
            entry.size, entry.mtime = len(body), 1_700_000_000
            archive.addfile(entry, io.BytesIO(body))
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(
                zipfile.ZipInfo(f"page-{number}.html"), (_TEXT * (1 + number)).encode() + _noise(400, f"zip {number}")
            )
    return out.getvalue()


def _iso() -> bytes:
    descriptor = (
        b"\x01CD001\x01\x00"
        + b"LINUX".ljust(32)
        + b"BACKUP".ljust(32)
        + bytes(8)
        + struct.pack("<I", 20)
        + bytes(1_967)
    )
    files = b"".join(
        _noise(2_048, f"iso {number}") if number % 3 else _TEXT.encode().ljust(2_048, b"\0") for number in range(24)
    )
    return bytes(32_768) + descriptor[:2_048] + b"\xffCD001\x01".ljust(2_048, b"\0") + files


def _mp3() -> bytes:
    tag = (
        b"ID3\x03\x00\x00\x00\x00\x02\x11"
        + b"TIT2\x00\x00\x00\x0d\x00\x00\x01\xff\xfe"
        + "水库之歌".encode("utf-16-le")
    )
    return tag + b"".join(b"\xff\xfb\x90\x64" + _noise(413, f"mp3 {number}") for number in range(40))


def _ogg() -> bytes:
    pages = (
        b"OggS\x00\x02"
        + struct.pack("<QIIIB", number * 960, 7, number, number * 31, 16)
        + b"\xff" * 16
        + _noise(4_080, f"ogg {number}")
        for number in range(6)
    )
    return b"".join(pages)


def _flac() -> bytes:
    info = b"fLaC\x00\x00\x00\x22\x10\x00\x10\x00" + bytes(6) + b"\x0a\xc4\x42\xf0" + _noise(20, "flac sum")
    return info + b"".join(b"\xff\xf8\xc9\x18" + _noise(3_000, f"flac {number}") for number in range(6))


def _boxes(brand: bytes, payload: bytes) -> bytes:
    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + name + body

    table = b"".join(struct.pack(">I", 4_000 + 17 * number) for number in range(300))
    return (
        box(b"ftyp", brand + b"\0\0\2\0isomiso2mp41")
        + box(b"moov", box(b"stsz", bytes(8) + table))
        + box(b"mdat", payload)
    )


def _flv() -> bytes:
    tags = (
        b"\x09\x00\x0f\xa0" + struct.pack(">I", number * 40)[1:] + b"\0\0\0\0" + _noise(4_000, f"flv {number}")
        for number in range(6)
    )
    return b"FLV\x01\x05\x00\x00\x00\x09\x00\x00\x00\x00" + b"".join(tags)


def _mkv() -> bytes:
    head = b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x88matroska"
    return head + b"".join(
        b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff\xa3" + _noise(4_000, f"mkv {number}") for number in range(6)
    )


def _jpeg() -> bytes:
    tables = b"\xff\xdb\x00\x43\x00" + bytes(range(3, 67)) + b"\xff\xc0\x00\x0b\x08\x00\x78\x00\xa0\x01\x01\x11\x00"
    scan = _noise(24_000, "jpeg").replace(b"\xff", b"\xff\x00")
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x00\x00"
        + tables
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"
        + scan
        + b"\xff\xd9"
    )


def _gif() -> bytes:
    palette = bytes(itertools.chain.from_iterable((number, 255 - number, 128) for number in range(256)))
    blocks = b"".join(b"\xff" + _noise(255, f"gif {number}") for number in range(60))
    return (
        b"GIF89a\xa0\x00\x78\x00\xf7\x00\x00" + palette + b"\x2c\0\0\0\0\xa0\x00\x78\x00\x00\x08" + blocks + b"\x00\x3b"
    )


def _png() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + _picture()[row * 480 : row * 480 + 480] for row in range(120))
    header = struct.pack(">IIBBBBB", 160, 120, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows + _noise(9_000, "png")))
        + chunk(b"IEND", b"")
    )


def _tiff() -> bytes:
    entries = (
        (256, 4, 160),
        (257, 4, 120),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 2),
        (273, 4, 200),
        (277, 3, 3),
        (278, 4, 120),
    )
    directory = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries
    )
    return (b"II*\0" + struct.pack("<I", 8) + directory).ljust(200, b"\0") + _picture()


def _bmp() -> bytes:
    return (
        b"BM"
        + struct.pack("<IHHIIiiHHIIiiII", 57_654, 0, 0, 54, 40, 160, 120, 1, 24, 0, 57_600, 2_835, 2_835, 0, 0)
        + _picture()
    )


def _ico() -> bytes:
    colours = b"".join(bytes((200 + step % 50, 180 + step % 60, 90 + step % 100, 255)) for step in range(64 * 64))
    return (
        b"\0\0\1\0\1\0\x40\x40\0\0\1\0\x20\0"
        + struct.pack("<II", 40 + len(colours), 22)
        + struct.pack("<IiiHH", 40, 64, 128, 1, 32)
        + bytes(24)
        + colours
    )


def _psd() -> bytes:
    planes = b"".join(_picture(channels=1) for _ in range(3))
    return b"8BPS\x00\x01" + bytes(6) + struct.pack(">HIIHH", 3, 120, 160, 8, 3) + bytes(12) + b"\0\0" + planes


def _font() -> bytes:
    names = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post")
    table = b"".join(
        name + struct.pack(">III", 7 * number, 200 + 900 * number, 900) for number, name in enumerate(names)
    )
    chance = random.Random("font")  # noqa: S311  the same bytes at every run
    outlines = b"".join(
        struct.pack(">hh", chance.randint(-200, 1_800), chance.randint(-500, 1_500)) for _ in range(5_000)
    )
    return b"\0\1\0\0\0\x09\0\x80\0\3\0\x10" + table + "青石黑体".encode("utf-16-be") + outlines


def _pcap() -> bytes:
    packets = bytearray(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 1))
    for number in range(120):
        request = (
            b"GET /news/%d HTTP/1.1\r\nHost: example.com\r\nAccept: */*\r\n\r\n" % number
            if number % 2
            else _noise(200, f"pcap {number}")
        )
        frame = bytes.fromhex("525400123456525400654321080045000054") + bytes(36) + request
        packets += struct.pack("<IIII", 1_700_000_000 + number, 0, len(frame), len(frame)) + frame
    return bytes(packets)


def _torrent() -> bytes:
    pieces = _noise(20 * 800, "torrent")
    return (
        b"d8:announce35:http://tracker.example.com/announce4:infod6:lengthi419430400e4:name8:file.iso12:piece lengthi524288e6:pieces%d:"
        % len(pieces)
        + pieces
        + b"ee"
    )


def _pickled() -> list[dict[str, object]]:
    return [
        {"id": number, "title": f"第{number}号闸门", "text": _TEXT[: 30 + number % 50], "score": number / 7}
        for number in range(200)
    ]


def _class_file() -> bytes:
    names = (
        b"java/lang/Object",
        b"java/lang/String",
        b"<init>",
        b"()V",
        b"Code",
        b"LineNumberTable",
        b"println",
        b"SourceFile",
        "无法打开".encode(),
    )
    pool = b"".join(
        b"\x01" + struct.pack(">H", len(name)) + name + b"\x07" + struct.pack(">H", number)
        for number, name in enumerate(names * 40)
    )
    return b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + struct.pack(">H", 700) + pool + _machine_code(6_000, "class")


def _wasm() -> bytes:
    chance = random.Random("wasm")  # noqa: S311  the same bytes at every run
    code = b"".join(
        bytes((0x20, chance.randint(0, 9), 0x41, chance.randint(0, 127), 0x6A, 0x21, chance.randint(0, 9)))
        for _ in range(2_500)
    )
    return b"\0asm\1\0\0\0\x01\x07\x01\x60\x02\x7f\x7f\x01\x7f\x0a" + code


def _hdf5() -> bytes:
    numbers = b"".join(struct.pack("<d", math.sin(step / 50)) for step in range(3_000))
    return (
        b"\x89HDF\r\n\x1a\n"
        + bytes(8)
        + b"\x08\x08\x00\x04\x00\x10"
        + bytes(70)
        + b"TREE\x00\x00\x01\x00"
        + bytes(400)
        + b"SNOD\x01\x00\x02\x00"
        + numbers
    )


def _ole2() -> bytes:
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + b"\x3e\x00\x03\x00\xfe\xff\x09\x00"
        + bytes(6)
        + struct.pack("<II", 1, 1)
    )
    return (
        head.ljust(512, b"\xff")
        + b"\xec\xa5\xc1\x00"
        + _noise(1_500, "ole2")
        + bytes(3_000)
        + _TEXT.encode("utf-16-le")
        + _noise(9_000, "ole2 pictures")
    )


def _compressed(name: bytes, seed: str, head: int = 0) -> bytes:
    return name + bytes(head) + _noise(24_000, seed)


def _page() -> bytes:
    chance = random.Random("page")  # noqa: S311  the same bytes at every run
    words = _TEXT.split("，")
    lines = "".join(f"<p>{'，'.join(chance.sample(words, len(words)))}{chance.random()}</p>" for _ in range(400))
    return f"<!DOCTYPE html><html><body><h1>老闸门换新</h1>{lines}</body></html>".encode()


#: By name: what makes the file.
FILES: dict[str, Callable[[], bytes]] = {
    "random": lambda: _noise(40_000, "random"),
    "ELF": lambda: b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQ", 3, 62, 1, 0x1040, 64, 14_000) + _machine_code(24_000, "elf"),
    "MZ": lambda: b"MZ\x90\x00\x03\x00".ljust(60, b"\0") + b"\x80\0\0\0" + b"This program cannot be run in DOS mode.\r\r\n$" + _machine_code(24_000, "mz"),
    "Mach-O": lambda: b"\xcf\xfa\xed\xfe\x07\x00\x00\x01\x03\x00\x00\x00\x02\x00\x00\x00" + _machine_code(24_000, "mach-o"),
    "class": _class_file,
    "wasm": _wasm,
    "pyc": lambda: b"\xcb\x0d\x0d\x0a" + bytes(12) + marshal.dumps(compile("".join(f"def f{n}(a):\n return a + {n}\n" for n in range(300)), "m", "exec")),
    "SQLite": _sqlite,
    "HDF5": _hdf5,
    "pickle": lambda: pickle.dumps(_pickled(), 4),
    "pickle of numbers": lambda: pickle.dumps([step / 7 for step in range(4_000)], 4),
    "OLE2": _ole2,
    "rar": lambda: _compressed(b"Rar!\x1a\x07\x01\x00", "rar", 8),
    "7z": lambda: _compressed(b"7z\xbc\xaf\x27\x1c\x00\x04", "7z", 8),
    "xz": lambda: lzma.compress(_page()),
    "bzip2": lambda: bz2.compress(_page()),
    "zstd": lambda: _compressed(b"\x28\xb5\x2f\xfd\x64", "zstd"),
    "lz4": lambda: _compressed(b"\x04\x22\x4d\x18\x64\x40\xa7", "lz4"),
    "zip": _zip,
    "gzip": lambda: gzip.compress(_page(), mtime=0),
    "gzip without its head": lambda: gzip.compress(_page(), mtime=0)[10:],
    "deflate": lambda: zlib.compress(_page()),
    "tar": _tar,
    "tar, pax": lambda: _tar(tarfile.PAX_FORMAT),
    "ISO": _iso,
    "mp3": _mp3,
    "ogg": _ogg,
    "flac": _flac,
    "wav of 8 bits": lambda: _wave(8),
    "wav of 16 bits": lambda: _wave(16),
    "mp4": lambda: _boxes(b"isom", _noise(24_000, "mp4")),
    "heic": lambda: _boxes(b"heic", _noise(24_000, "heic")),
    "flv": _flv,
    "mkv": _mkv,
    "jpeg": _jpeg,
    "gif": _gif,
    "png": _png,
    "tiff": _tiff,
    "psd": _psd,
    "bmp": _bmp,
    "white bmp": lambda: _bmp()[:54] + b"\xff" * 57_600,
    "ico": _ico,
    "ttf": _font,
    "woff": lambda: b"wOFF\0\1\0\0" + struct.pack(">IHH", 24_000, 9, 0) + bytes(32) + zlib.compress(_font() + _noise(9_000, "woff")),
    "woff2": lambda: b"wOF2\0\1\0\0" + struct.pack(">IHH", 24_000, 9, 0) + bytes(34) + _noise(24_000, "woff2"),
    "torrent": _torrent,
    "pcap": _pcap,
    "PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Length 24000 /Filter /FlateDecode>> stream\n" + _noise(24_000, "pdf") + b"\nendstream\nendobj\n",
}  # fmt: skip


class Part(NamedTuple):
    """Some bytes of a file, and what a server says of them."""

    name: str
    data: bytes
    headers: dict[str, str] | None


def by_other_packages() -> dict[str, bytes]:
    """Files that other packages write, of those that are installed: Parquet, Arrow and a body left in Brotli."""
    found: dict[str, bytes] = {}
    try:
        import brotli

        found["br"] = brotli.compress(_page())
    except ImportError:
        pass
    try:
        import pyarrow
        import pyarrow.feather
        import pyarrow.parquet

        # A column of long texts is written as one text, and its middle is one: nothing but a page's worth of titles here.
        rows = [
            {"id": number, "title": f"第{number}号闸门", "height": number / 7, "seen": number % 3 == 0}
            for number in range(900)
        ]
        table = pyarrow.Table.from_pylist(rows)
        for name, write in (
            ("Parquet", lambda out: pyarrow.parquet.write_table(table, out)),
            ("Parquet, not compressed", lambda out: pyarrow.parquet.write_table(table, out, compression="none", use_dictionary=False)),
            ("Arrow", lambda out: pyarrow.feather.write_feather(table, out, compression="uncompressed")),
            ("Arrow, lz4", lambda out: pyarrow.feather.write_feather(table, out, compression="lz4")),
        ):  # fmt: skip
            out = io.BytesIO()
            write(out)
            found[name] = out.getvalue()
    except ImportError:
        pass
    return found


def parts(name: str, data: bytes) -> Iterator[Part]:
    """A file whole, its first 4 KB and its middle, under every Content-Type."""
    middle = max(0, len(data) // 2 - PART // 2)
    for part, held in (("whole", data), ("first", data[:PART]), ("middle", data[middle : middle + PART])):
        for kind in CONTENT_TYPES:
            yield Part(f"{name}, {part}, {kind}", held, {"Content-Type": kind} if kind else None)


def articles(name: str, data: bytes) -> list[str]:
    """The parts of a file that are judged articles."""
    return [part.name for part in parts(name, data) if clean(part.data, headers=part.headers).is_article]


def main() -> int:
    """Print the parts that are judged articles. Exit status 1 where there is one."""
    files = {name: make() for name, make in FILES.items()} | by_other_packages()
    found = [line for name, data in files.items() for line in articles(name, data)]
    print("\n".join(found))
    print(
        f"{len(files)} files, {sum(1 for name, data in files.items() for _ in parts(name, data))} parts, {len(found)} judged articles"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
