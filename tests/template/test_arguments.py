"""Arguments of the wrong type: each public function names the parameter and says what it takes."""

from __future__ import annotations

import email.message
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dute
from cleaners import clean, clean_text, hints, learn, load_template, read_template

PAGE = "<h1>新桥今天通车</h1><p>今天上午，新桥正式通车，许多人来到江边。</p>"
call: Any = {
    function.__name__: function for function in (clean, clean_text, learn, load_template, read_template)
}  # type checkers refuse what is tried here
of_template: Any = hints(body="div.text").with_hints
fetch: Any = dute.fetch_and_clean

TEMPLATE = "template must be a Template (of learn(), load_template(), read_template() or hints()) or None, not "


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (lambda: call["clean"](None), "page must be bytes, str, a path"),
        (lambda: call["clean"]([PAGE]), "an lxml element, not list"),
        (lambda: call["clean"](PAGE, 1), "url must be a str or None, not int"),
        (lambda: call["clean"](PAGE, b"https://example.com/"), "url must be a str or None, not bytes"),
        (lambda: call["clean"](b"", 1), "url must be a str or None, not int"),
        (
            lambda: call["clean"](PAGE, headers="text/html"),
            "headers must be a mapping of names to values or None, not str",
        ),
        (
            lambda: call["clean"](PAGE, headers=[("a", "b")]),
            "headers must be a mapping of names to values or None, not list",
        ),
        (lambda: call["clean"](PAGE, headers={1: "b"}), "a name in headers must be a str, not int"),
        (lambda: call["clean"](PAGE, template="x"), f"{TEMPLATE}str; load_template() reads a file"),
        (lambda: call["clean"](PAGE, template=Path("x")), f"{TEMPLATE}PosixPath; load_template() reads a file"),
        (lambda: call["clean"](PAGE, template={"body": "div"}), f"{TEMPLATE}dict; hints() and read_template()"),
        (lambda: call["clean"](b"%PDF-1.7", template=False), f"{TEMPLATE}bool"),
        (lambda: call["clean_text"](None), "text must be a str, not NoneType"),
        (lambda: call["clean_text"](b"x"), "text must be a str, not bytes; clean() takes pages in other forms"),
        (lambda: call["clean_text"]("x", 1), "url must be a str or None, not int"),
        (lambda: call["clean_text"]("x", template="x"), TEMPLATE),
        (lambda: call["learn"](None), "pages must be a list or another iterable of pages, not NoneType"),
        (lambda: call["learn"](PAGE), "pages must be a list or another iterable of pages, not str"),
        (lambda: call["learn"]({"a": PAGE}), "pages must be a list or another iterable of pages, not dict"),
        (lambda: call["learn"]([(PAGE, None, 1)]), "each of pages must be a page or (page, url), not a tuple of 3"),
        (lambda: call["learn"]([(PAGE, 1)]), "url must be a str or None, not int"),
        (lambda: call["learn"]([1]), "page must be bytes, str, a path"),
        (lambda: call["learn"]([PAGE], site=1), "site must be a str or None, not int"),
        (lambda: call["load_template"](1), "path must be a str or a path, not int"),
        (lambda: call["load_template"](hints(body="div")), "path must be a str or a path, not Template"),
        (lambda: call["read_template"](None), "content must be TOML as a str, or a table as a mapping, not NoneType"),
        (
            lambda: call["read_template"](b"site = 'a'"),
            "content must be TOML as a str, or a table as a mapping, not bytes",
        ),
        (lambda: of_template("div"), "hints must be a Template (of hints()) or None, not str"),
        (lambda: fetch(None), "url must be a str, not NoneType"),
        (lambda: fetch("https://example.com/", template="x"), TEMPLATE),
        (lambda: fetch("https://example.com/", seconds="5"), "seconds must be a number, not str"),
        (lambda: fetch("https://example.com/", allow_private="no"), "allow_private must be True or False, not str"),
    ],
)
def test_the_parameter_and_its_type_are_named(work: Callable[[], object], said: str) -> None:
    with pytest.raises(TypeError) as caught:
        work()
    assert said in str(caught.value)


def test_headers_of_other_libraries_are_taken() -> None:
    message = email.message.Message()
    message["Content-Type"] = "text/html; charset=gb18030"
    for headers in (message, {"content-type": "text/html; charset=gb18030"}):
        assert clean(PAGE.encode("gb18030"), headers=headers).headline == "新桥今天通车"  # type: ignore[arg-type]


def test_no_time_is_no_time_to_fetch_in() -> None:
    with pytest.raises(ValueError, match="seconds must be more than 0, not -1"):
        dute.fetch_and_clean("https://example.com/", seconds=-1)
