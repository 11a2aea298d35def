"""The log of a crawl: on standard error or in a file, as lines for people or as JSON."""

from __future__ import annotations

import json
import logging
import sys
from typing import NamedTuple

from scrapy.utils.log import TopLevelFormatter, configure_logging

from crawler.store.database import in_store_form

_TEXT = "%(asctime)s [%(name)s] %(levelname)s: %(message)s"


class Log(NamedTuple):
    """``level`` is a name of Python's logging, ``file`` a path (None: standard error; -: standard output); ``as_json`` asks for
    one JSON object per line."""

    level: str = "CRITICAL"
    file: str | None = None
    as_json: bool = False


class JsonFormatter(logging.Formatter):
    """One JSON object per line: time (UTC), level, logger, message, site, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        import datetime

        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line = {
            "at": in_store_form(moment),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        seed = getattr(getattr(record, "spider", None), "seed", None)
        if seed is not None:
            line["site"] = seed.name
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def install_log(log: Log) -> None:
    """Send the log of this process to the place that ``log`` names, instead of Scrapy's. Raises OSError for a file that cannot
    be written."""
    configure_logging({"LOG_INSTALL_ROOT_HANDLER": False})
    handler: logging.Handler
    if log.file in (None, "-"):
        handler = logging.StreamHandler(sys.stderr if log.file is None else sys.stdout)
    else:
        handler = logging.FileHandler(log.file, encoding="utf-8")
    handler.setFormatter(JsonFormatter() if log.as_json else logging.Formatter(_TEXT))
    handler.addFilter(TopLevelFormatter(["scrapy"]))
    handler.setLevel(log.level)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(log.level)
    # Scrapy's own logger creates a record for each page and item, and a handler drops it. Its stats need only warnings and
    # above.
    logging.getLogger("scrapy").setLevel(min(root.level, logging.WARNING))
