"""Roles by composition: a modifier or several, and a stem."""

from __future__ import annotations

import re

import pytest

from cleaners import clean
from cleaners.evidence.people.pairs import read_pairs
from cleaners.evidence.people.roles import is_credit_role
from cleaners.reading.patterns import lazy, written
from cleaners.rules.roles import (
    ANY_ROLE,
    BYLINE_ROLE,
    BYLINE_ROLES,
    BYLINE_STEMS,
    CREDIT_ROLE,
    CREDIT_ROLES,
    CREDIT_STEMS,
    MODIFIERS,
    SIDE_ROLE,
    SIDE_ROLES,
    WIDE_BYLINE_ROLES,
    WIDE_CREDIT_ROLES,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("融媒统筹 甲小乙 编辑 丁小戊", [("甲小乙", "融媒统筹"), ("丁小戊", "编辑")]),
        ("全媒体值班编辑：王小桥 项目策划：李大同", [("王小桥", "全媒体值班编辑"), ("李大同", "项目策划")]),
        ("值班总编辑 王小桥", [("王小桥", "值班总编辑")]),
        ("新媒体首席记者 王小桥", [("王小桥", "新媒体首席记者")]),
    ],
)
def test_pairs_with_composed_roles(line: str, expected: list[tuple[str, str]]) -> None:
    found = [(person.name, person.role) for person in read_pairs(line)]
    assert found == expected


@pytest.mark.parametrize(
    "role", ["融媒统筹", "值班责任编辑", "视频策划", "总监制", "责编", "执行总编辑", "编辑/视频剪辑"]
)
def test_roles_of_production(role: str) -> None:
    assert is_credit_role(role)


@pytest.mark.parametrize("role", ["首席记者", "融媒体记者", "摄影", "作者", "本报", "视频", None])
def test_other_roles(role: str | None) -> None:
    assert not is_credit_role(role)


def test_a_line_with_a_composed_role_leaves_the_text_and_is_a_credit() -> None:
    body = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p><p>桥面换了防滑的青石，栏杆还是原来的。</p>"
    article = clean(f"<h1>石桥今天重新开通</h1><div>{body}<p>融媒统筹 王小桥 编辑 李大同</p></div>")
    assert "王小桥" not in article.text
    assert [(one.name, one.role) for one in article.credits] == [("王小桥", "融媒统筹"), ("李大同", "编辑")]
    kept = clean(f"<h1>石桥今天重新开通</h1><div>{body}<p>融媒统筹 让每一条线索都有回音，村里人这样说。</p></div>")
    assert "让每一条线索都有回音" in kept.text


def test_the_form_for_the_engine_matches_the_same_in_the_same_order() -> None:
    words = [
        *MODIFIERS,
        *CREDIT_STEMS,
        *BYLINE_STEMS,
        *CREDIT_ROLES,
        *BYLINE_ROLES,
        *SIDE_ROLES,
        *(
            gap.join(role)
            for role in (*WIDE_CREDIT_ROLES, *WIDE_BYLINE_ROLES)
            for gap in (" ", "  ", "\u3000", "\u3000\u3000")
        ),
        "一审一校",
        "王",
        "编",
        " ",
    ]
    lines = [one + other for one in words for other in ("", "：", "辑", "报道", " 审", "主编", "员", *words[::7])]
    for role in (ANY_ROLE, CREDIT_ROLE, BYLINE_ROLE, SIDE_ROLE):
        # Behind the longest match those that are tried after it.
        for ending in ("", "(?!辑|报道)", "$"):
            plain, quick = re.compile(written(role) + ending), lazy(role + ending)
            assert [span(plain.match(line)) for line in lines] == [span(quick.match(line)) for line in lines]


def span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match is not None else None
