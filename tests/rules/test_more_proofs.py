"""Lines that a rule takes or leaves beside those which stand with it."""

from __future__ import annotations

import pytest

from cleaners.rules import first_rule


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("credits.line", "编辑 赵一鸣  审核 钱二"),
        ("credits.line", "编辑/校对：赵一鸣"),
        ("credits.line", "审读：赵一鸣 编辑：钱二川 来源：某某日报"),
        ("credits.line", "编辑：赵一鸣 | 校对：钱二川 | 来源：某某日报 | 投稿邮箱：a@b.cn"),
        ("credits.byline_role", "(作者:读特记者 赵一鸣 通讯员 钱二川)"),
        ("credits.byline_again", "（作者系某大学教授）"),
        ("credits.byline_role", "（作者：赵一鸣）"),
        ("credits.source", "来源：深圳特区报"),
        ("credits.source", "内容来源：市气象局"),
        ("credits.byline", "□ 本报记者 赵一鸣"),
        ("credits.byline", "文并摄/某某报记者 赵一鸣"),
        ("credits.byline_place", "某央社／ 南灣22日專電"),
        ("credits.byline_place", "趙一鳴 / 報導"),
        ("controls.bar", "字号选择〖    〗"),
        ("controls.swipe", "提示：支持键盘翻页 ←左 右→"),
        ("controls.bar", "我要評比"),
        ("controls.bar", "我要推荐 我要收藏"),
        ("promo.follow", "买房就看某某房产频道，真实，全面，助你选到称心的家！"),
        ("promo.follow", "欢迎关注某某公众号"),
        ("promo.follow", "关注我们，了解更多"),
    ],
)
def test_a_line_is_the_rule_s(name: str, line: str) -> None:
    rule = first_rule(line)
    assert rule is not None
    assert rule.name == name


@pytest.mark.parametrize(
    "line",
    [
        "文并摄影册一起送到的记者 赵一鸣没有拆开",
        "来源于生活的故事，最能打动人",
        "（作者：赵一鸣）推门而入。",
        "综合：三个月的数据说明，线路可以延长",
    ],
)
def test_a_line_is_no_rule_s(line: str) -> None:
    assert first_rule(line) is None
