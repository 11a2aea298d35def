"""Lines of the house amid a text, and the nearest sentences of a story."""

from __future__ import annotations

import pytest

from cleaners import clean

BEFORE, AFTER = (
    "渡口停航三天以后，今天早上七点恢复通航，头班船上坐了四十多个人，多半是去对岸上学的孩子。",
    "管理所提醒，周末两天的末班船推迟到十一点，请乘客留意站牌上的通告。",
)


def lines(line: str) -> list[str]:
    page = f"<title>渡口恢复通航_青原网</title><h1>渡口停航三天后恢复通航</h1><div><p>{BEFORE}</p><p>{line}</p><p>{AFTER}</p></div>"
    return clean(page).text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "订阅每日简报",
        "输入您的邮箱即可订阅",
        "每天早上七点，把最重要的新闻送到您的邮箱",
        "关注青原发布（ID：qingyuan），获取更多资讯",
        "—— 广告 ——",
        "文章继续在广告之后",
        "去购买",
        "本内容由青原新闻提供 进入专题",
        "互动话题：你坐过渡船吗？",
        "点赞和在看，是对我们最大的支持",
    ],
)
def test_lines_of_the_house_are_no_text(line: str) -> None:
    assert lines(line) == [BEFORE, AFTER]


@pytest.mark.parametrize(
    "line",
    [
        "订阅每日简报的读者去年翻了一番。",
        "他把每天的新闻剪下来寄到老家。",
        "通知书会寄到您的信箱，管理所的人说。",
        "输入您的邮箱和密码，系统却提示错误。",
        "广告，继续占着码头上最好的位置。",
        "购买链接失效了，他只好去窗口排队。",
        "本视频由村民用手机拍下，画面有些晃动。",
        "点赞和在看，他一样也不会。",
    ],
)
def test_sentences_that_say_nearly_so_are(line: str) -> None:
    assert lines(line) == [BEFORE, line, AFTER]
