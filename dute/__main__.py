"""``python -m dute``: the command."""

import sys

from dute.cli import main

if __name__ == "__main__":
    sys.exit(main())
