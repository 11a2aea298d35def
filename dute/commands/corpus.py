"""``dute corpus``: shards of articles in, a corpus out."""

from __future__ import annotations

import argparse

from cleaners.bulk.corpora.card import Card
from cleaners.bulk.corpora.parts import FORMATS
from cleaners.bulk.corpus import LAYOUTS, Wishes, make_corpus
from cleaners.bulk.pages import ReadError
from cleaners.bulk.places import PlaceError
from cleaners.extras import require
from dute.commands.arguments import at_least_0, folder_place
from dute.commands.output import say, shown_name, tell
from dute.progress import progress_line

EPILOG = """\
examples:
  dute corpus articles/ -o corpus/                        the output of dute batch, without duplicates and poor texts
  dute corpus a/ b/ -o corpus/ --layout dolma --language zh
  dute corpus articles/ -o corpus/ --format parquet --mask-personal-data      for publication
  dute corpus articles/ -o marked/ --mark                 every row, with reasons and copy_of
  dute corpus s3://articles/a -o s3://corpora/a           with the extra s3; shards are read two or three times

Duplicates are found across all shards, including copies that were shortened, or edited in every clause; the earliest is kept.
README.md and card.json in the folder say what was left out and why, which dates and sites are covered, and by which version the
rows were cleaned. Dataset hubs read the header of README.md; load_dataset("corpus/") of the library datasets loads the folder.

Every row gets archive and archive_page (where it came from), text_sha256, quality (measures commonly used to filter corpora), and
personal_data: how many mobile numbers, resident identity numbers and e-mail addresses its text contained.
Memory: under 2 KB per row; the fingerprints go to a temporary file of about 1 KB per row.

SHARDS and FOLDER are paths, or addresses that fsspec reaches: s3://, memory:// and others (the extras s3 and places).

exit status: 0 done; 1 a shard could not be read or the folder not written; 2 wrong usage
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute corpus``."""
    wishes = Wishes()
    parser.add_argument(
        "shards", nargs="+", metavar="SHARDS", help="output folders of dute batch, or files with such rows"
    )
    parser.add_argument(
        "-o", "--output", required=True, type=folder_place, metavar="FOLDER", help="new folder for the corpus"
    )
    parser.add_argument("--mark", action="store_true", help="keep every row, with the fields reasons and copy_of")
    parser.add_argument(
        "--layout",
        choices=LAYOUTS,
        default="record",
        help="record (default), or the document format of dolma or datatrove",
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="jsonl",
        help="jsonl (default), or parquet (zstd), which preserves types and dates",
    )
    parser.add_argument(
        "--mask-personal-data",
        action="store_true",
        help="mask mobile numbers, resident identity numbers and e-mail addresses in every field",
    )
    parser.add_argument(
        "--min-chars",
        type=at_least_0,
        default=wishes.min_chars,
        metavar="N",
        help="minimum characters of text (default: %(default)s)",
    )
    parser.add_argument(
        "--min-han",
        type=_share,
        default=wishes.min_han,
        metavar="SHARE",
        help="minimum share of Han characters among the letters (default: %(default)s)",
    )
    parser.add_argument(
        "--max-repeated",
        type=_share,
        default=wishes.max_repeated,
        metavar="SHARE",
        help="maximum share of repeated lines (default: %(default)s)",
    )
    parser.add_argument(
        "--min-confidence",
        type=_share,
        default=wishes.min_confidence,
        metavar="X",
        help="minimum probability that the text is right (default: %(default)s)",
    )
    parser.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="CODE",
        help="only this language, such as zh; may be repeated",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Make the corpus. Returns the exit status."""
    wishes = Wishes(args.min_chars, args.min_han, args.max_repeated, args.min_confidence, tuple(args.language))
    try:
        if args.format == "parquet":
            require("dute corpus --format parquet", "parquet")
        with progress_line() as line:
            card = make_corpus(
                args.shards,
                args.output,
                wishes,
                drop=not args.mark,
                layout=args.layout,
                form=args.format,
                mask=args.mask_personal_data,
                progress=lambda rows: line.draw(f"{rows} rows"),
            )
    except ReadError as error:
        say(str(error))
        return 1
    except OSError as error:
        why = str(error) if isinstance(error, PlaceError) else f"{args.output}: cannot write: {error.strerror or error}"
        say(why)
        return 1
    tell(summary(card, shown_name(args.output)))
    return 0


def summary(card: Card, folder: str) -> str:
    """A summary of the corpus, for people."""
    lines = [f"{card.kept} of {card.rows} rows under {folder}, {card.characters} characters"]
    lines += [f"  {number:>8}  {reason}" for reason, number in card.reasons.most_common()]
    return "\n".join(lines)


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("expected a share from 0 to 1")
    return share
