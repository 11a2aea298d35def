"""The lines of a log for machines."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from crawler.net.logs import JsonFormatter, Log, install_log


def record(message: str, *values: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("scrapy.core.engine", logging.INFO, "engine.py", 1, message, values, None)
    made.created = 1_774_404_000.5
    made.__dict__.update(more)
    return made


def test_a_line_is_an_object_with_the_site_of_its_spider() -> None:
    line = JsonFormatter().format(
        record("Spider opened\n%d 渡口", 1, spider=SimpleNamespace(seed=SimpleNamespace(name="渡口")))
    )
    assert "\n" not in line
    assert json.loads(line) == {
        "at": "2026-03-25T02:00:00Z",
        "level": "INFO",
        "logger": "scrapy.core.engine",
        "message": "Spider opened\n1 渡口",
        "site": "渡口",
    }


def test_a_line_without_a_spider_has_no_site_and_an_error_its_traceback() -> None:
    assert "site" not in json.loads(JsonFormatter().format(record("ready")))
    try:
        raise ValueError("老桥")
    except ValueError:
        line = JsonFormatter().format(record("failed", exc_info=sys.exc_info()))
    assert json.loads(line)["traceback"].endswith("ValueError: 老桥")


@pytest.fixture
def loggers() -> Iterator[None]:
    """Python's loggers as they were, after a test."""
    names = (None, "scrapy")
    before = [
        (logging.getLogger(name), logging.getLogger(name).level, list(logging.getLogger(name).handlers))
        for name in names
    ]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


@pytest.mark.parametrize(
    ("level", "enabled"), [("CRITICAL", logging.WARNING), ("INFO", logging.INFO), ("DEBUG", logging.DEBUG)]
)
def test_records_that_nobody_sees_are_not_made(level: str, enabled: int, loggers: None) -> None:
    """But for warnings and worse, which Scrapy's stats count."""
    install_log(Log(level))
    engine = logging.getLogger("scrapy.core.engine")
    assert next(number for number in (10, 20, 30, 40) if engine.isEnabledFor(number)) == enabled
