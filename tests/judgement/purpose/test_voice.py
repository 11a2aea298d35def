"""Pages that speak to their reader, and texts that are addressed or tell of others."""

import pytest

from cleaners import clean
from tests.judgement.purpose.pages import ABOUT, PLACE, flag, page

RULE = "您可以随时在设置里关闭这项功能，关闭之后不再收到此类信息，账号不受影响。"
TOLD = "记者了解到，这项功能上线三个月以来，已有四百多位老人用它叫到了过河的船。"
SHORT, STORY = "推送设置", "怎样关闭不需要的推送"


@pytest.mark.parametrize(
    ("name", "spoken", "others", "expected"),
    [
        (SHORT, 2, 2, "service_page"),
        (SHORT, 1, 2, None),
        (STORY, 2, 1, "service_page"),
        (STORY, 3, 2, None),
    ],
)
def test_most_sentences_speak_to_the_reader(name: str, spoken: int, others: int, expected: str | None) -> None:
    assert flag(page(name, *[RULE] * spoken, *(ABOUT, PLACE)[:others])) == expected


def test_what_tells_of_others_or_says_when_is_an_article() -> None:
    assert flag(page(STORY, RULE, RULE, RULE)) == "service_page"
    assert flag(page(STORY, RULE, RULE, RULE, TOLD)) is None
    assert flag(page(STORY, "2026-03-04 09:12", RULE, RULE, RULE)) is None
    assert flag(page(STORY, "生效日期：2026-03-04", RULE, RULE, RULE)) == "service_page"


def test_a_letter_is_addressed_or_signed() -> None:
    assert flag(page("致汀河两岸居民的一封信", RULE, RULE)) == "service_page"
    assert flag(page("致汀河两岸居民的一封信", "亲爱的居民朋友们：", RULE, RULE)) is None
    assert flag(page("致汀河两岸居民的一封信", RULE, RULE, "2026年11月12日")) is None
    assert flag(page("致汀河两岸居民的一封信", RULE, RULE, "船票的价钱2026-11-12")) == "service_page"


def test_words_that_are_quoted_are_not_the_pages() -> None:
    quoted = "“您可以在渡口下船，也可以坐到老街。”售票的人一遍一遍地重复，声音不大。"
    assert flag(page("渡口的售票窗口", quoted, quoted)) is None


@pytest.mark.parametrize(("questions", "expected"), [(2, None), (3, "service_page")])
def test_lettered_answers_to_three_questions(questions: int, expected: str | None) -> None:
    lines = ("汀河流经几个县？", "A. 一共三个县城", "B. 一共四个县城")
    told = ("着火的时候应该走哪里的楼梯？",) if questions == 2 else ()
    article = page(
        "测测你知道多少汀河的事情",
        *told,
        *[line for _ in range(questions) for line in lines],
        "C. 都不是，河有九个源头，流过的县城一年一个样，谁也没有数清楚过，老人们也说不准。" if questions == 2 else "",
    )
    assert flag(article) == expected or (expected is None and flag(article) != "service_page")


RULED = "用户不得发布与话题无关的内容，多次提醒仍不改正的，版主有权删除并禁止其发言。"
OWN = "本社区欢迎各种意见，也请大家记得屏幕那一边坐着的是人，话说出口之前想一想。"


@pytest.mark.parametrize(
    ("first", "ruled", "expected"),
    [(OWN, 2, "service_page"), (RULE, 2, None), (RULED, 2, None), (RULE, 0, "service_page")],
)
def test_what_makes_rules_is_of_service_if_it_names_the_site(first: str, ruled: int, expected: str | None) -> None:
    assert flag(page(STORY, first, *[RULED] * ruled)) == expected


def test_a_question_to_somebody_else_is_no_readers() -> None:
    answers = ("答：请您看那边的第三个桥孔，桩打了四十七天，江底是流沙，您说难不难。",) * 2
    assert flag(page("对话修桥的总工程师", "问：您修过多少座桥？", *answers)) is None
    assert flag(page("对话修桥的总工程师", "问：一共修过多少座桥？", *answers)) == "service_page"


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("1. 打开客户端的推送设置页面，再关闭右侧的开关，一分钟后生效。", "service_page"),
        ("第二步：登录以后进入推送设置，再关闭右侧的开关，一分钟后生效。", "service_page"),
        ("这时打开客户端的推送设置页，开关在右侧，关上一分钟后就安静了。", None),
    ],
)
def test_a_step_is_read_without_its_number(step: str, expected: str | None) -> None:
    assert flag(page(STORY, step, step)) == expected


def test_a_moment_at_which_something_happened_tells() -> None:
    notice = "五月二日上午在渡口拾到一只书包，请失主带上证件来售票处认领，过期移交派出所。"
    assert flag(page("招领书包一只", notice, "请稍后来电，我们中午十二点到一点不在，谢谢您的理解。")) is None
    rule = "五月二日起在渡口售票，请您带上证件来售票处购买，过期的船票不予退款，敬请谅解。"
    assert flag(page("渡口售票的规定", rule, "请稍后来电，我们中午十二点到一点不在，谢谢您的理解。")) == "service_page"


@pytest.mark.parametrize(("above", "expected"), [("亲爱的居民：", None), ("如果不再需要，可以这样：", "service_page")])
def test_a_salutation_is_one_part_of_a_sentence(above: str, expected: str | None) -> None:
    assert flag(page(STORY, above, RULE, RULE)) == expected


def test_a_name_that_no_title_has_is_believed_where_nothing_is_told() -> None:
    def of(*lines: str) -> str | None:
        shown = "".join(f"<p>{line}</p>" for line in lines)
        return flag(clean(f"<title>松汀网帮助</title><div><h1>{STORY}</h1>{shown}</div>"))

    assert of(RULE, RULE) == "service_page"
    assert of(RULE, RULE, "去年有四十位老人关掉了它，又打开了，说太安静。") is None


def test_tells_in_traditional_characters() -> None:
    told = "記者了解到，這項功能上線三個月以來，已有四百多位老人用它叫到了過河的船。"
    assert flag(page(STORY, RULE, RULE, RULE, told)) is None


@pytest.mark.parametrize(("others", "expected"), [(2, "service_page"), (3, None)])
def test_half_of_the_sentences_under_a_short_name(others: int, expected: str | None) -> None:
    plain = (ABOUT, PLACE, "球网每周一换，地胶三年一换，灯是去年换的，比从前亮了一半。")[:others]
    assert flag(page(SHORT, RULE, RULE, *plain)) == expected


@pytest.mark.parametrize(("where", "expected"), [("本社区", True), ("本平台", False)])
def test_an_offices_notice_speaks_to_those_whom_it_invites(where: str, expected: bool) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>8</td><td>101</td></tr>" for name in ("一街坊", "二街坊", "三街坊"))
    text = f"为听取对菜市场改造的意见，定于本月二十日召开座谈会。凡居住在{where}的居民均可报名，报满为止。"
    head = "<tr><th colspan=3>关于召开消费者座谈会的通知</th></tr>"
    page = f"<title>关于召开消费者座谈会的通知</title><table>{head}<tr><td colspan=3>{text}</td></tr>{rows}</table>"
    assert clean(page).is_article is expected
