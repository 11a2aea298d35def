"""``python -m tests.rewrite_manual PAGE …`` writes what the commands of a page print today into it, where it is not what the
page shows; read the difference before you commit it."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from tests.manual import DOCS, as_shown, commands_of, pieces_of
from tests.test_manual import printed

_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.S | re.M)


def _rewrite(found: re.Match[str]) -> str:
    lines = []
    for command, shown in commands_of(found[1]):
        now = printed(command, None)
        lines.append(f"$ {command}\n{shown if as_shown(shown).fullmatch(now) else now}")
    return f"```console\n{''.join(lines)}```"


if __name__ == "__main__":
    for page in [Path(name).resolve() for name in sys.argv[1:]]:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(DOCS / "examples", folder, dirs_exist_ok=True)
            os.chdir(folder)
            for piece in pieces_of(page):
                if piece.mark.startswith("file:"):
                    Path(piece.mark.removeprefix("file:")).write_text(piece.text, "utf-8")
            page.write_text(_CONSOLE.sub(_rewrite, page.read_text("utf-8")), "utf-8")
