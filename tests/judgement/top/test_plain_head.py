"""A head of plain lines that no title names."""

from __future__ import annotations

import pytest

from cleaners import clean

TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "凌晨四点，江岸菜市场的灯先亮一半，卖鱼的到得最早，卖豆芽的最晚。",
        "市场改造以后，摊位的台面高了十厘米，卖菜的人不用再弯腰，买菜的人也不用。",
        "管理员说，改造前量了二百一十三个人的身高，取了中间的数。",
    )
)
PICTURE = "<div><img src='/a.png'></div>"


def _headline(above: str, name: str) -> str | None:
    head = f"{above}<div>{name}</div><div>2021-05-20 06:10:00</div>"
    return clean(f"<html><head><title>分享</title></head><body>{head}<div>{TEXT}</div></body></html>").headline


@pytest.mark.parametrize("name", ["菜场观察", "白露未晞", "申屠雪"])
@pytest.mark.parametrize("title", ["台面高了十厘米", "凌晨四点的灯光", "江岸菜市场的台面为什么高了十厘米"])
def test_an_account_under_its_picture_is_no_headline(title: str, name: str) -> None:
    assert _headline(f"<div>{title}</div>{PICTURE}", name) == title


@pytest.mark.parametrize(
    "above", ["", PICTURE, f"<div>江岸网</div>{PICTURE}", f"<div><a href='/'>看得见的事</a></div>{PICTURE}"]
)
def test_a_short_line_above_the_facts_without_a_title_over_its_picture_is_the_headline(above: str) -> None:
    assert _headline(above, "台面高了十厘米") == "台面高了十厘米"
