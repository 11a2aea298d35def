"""A page that somebody copied out of a browser: menus, facts and cards that stood in elements of their own are lines now."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.evidence.flat.seams import pieces_of, pieces_of_lines
from cleaners.values import Label

FIRST = "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊。"
SECOND = "摊主童守拙卖了三十年旧书，他说地下光线暗，书脊要朝外倾一点，客人才看得清。"
TITLE = "旧书市搬进了地下通道"
SHORT_TITLE = "旧书市搬家"


def page(*lines: str) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("2023-04-09 08:15河光日報／ 記者乐知渔", ("2023-04-09 08:15", "河光日報／ 記者乐知渔")),
        ("发布于2023年4月9日 08:15:20河光", ("发布于2023年4月9日 08:15:20", "河光")),
        ("2023-04-09 08:15 河光日报", ()),
        ("2023-04-09 08:15", ()),
        ("2023年4月9日08时15分河水涨到三十一米", ()),
        ("2023年4月9日 08:15河水涨到三十一米。", ()),
    ],
)
def test_a_letter_that_touches_a_moment_is_a_seam(line: str, pieces: tuple[str, ...]) -> None:
    assert pieces_of(line) == pieces


def test_an_outlet_with_a_line_of_its_own_is_known_where_it_is_glued() -> None:
    lines = ["河光日报", "2023-04-09 08:15城北河光日报官方账号", FIRST]
    assert pieces_of_lines(lines) == {1: ("2023-04-09 08:15", "城北", "河光日报", "官方账号")}
    assert pieces_of_lines(lines[1:]) == {0: ("2023-04-09 08:15", "城北河光日报官方账号")}


@pytest.mark.parametrize("above", [["岚江网", "岚京日报"], ["岚京日报", "岚江网"]])
def test_of_two_outlets_in_a_line_the_first_is_an_element(above: list[str]) -> None:
    found = pieces_of_lines([*above, "2023-04-09 08:15城北岚京日报官方岚江网"])
    assert found == {2: ("2023-04-09 08:15", "城北", "岚京日报", "官方岚江网")}


@pytest.mark.parametrize(
    "facts",
    [
        "2023-04-09 08:15河光日報／ 記者乐知渔／河光即時報導",
        "2023-04-09 08:15河光河光日报官方账号",
        "2023年4月9日 週日 上午08:15·3 分鐘 (閱讀時間)",
        "发表于 2023年4月9日2023年4月10日 由 乐知渔城市3条评论",
    ],
)
def test_facts_that_stand_in_one_line_are_no_headline_and_no_text(facts: str) -> None:
    for title in (TITLE, SHORT_TITLE):
        article = clean_text(page("河光", title, facts, FIRST, SECOND))
        assert (article.headline, article.text) == (title, page(FIRST, SECOND))
        assert (article.date_published or "")[:10] == "2023-04-09"


@pytest.mark.parametrize(
    "menu",
    [
        "河光Auto数字河光账号设置登录",
        "即時要聞娛樂運動全球社會",
        "港聞娛樂生活",
    ],
)
def test_a_menu_in_one_line_is_no_headline(menu: str) -> None:
    article = clean_text(page(menu, SHORT_TITLE, "2023-04-09 08:15", FIRST, SECOND))
    assert (article.headline, article.text) == (SHORT_TITLE, page(FIRST, SECOND))


def test_a_headline_with_a_word_of_a_menu_stays_one() -> None:
    for title in ("河光图书馆支持刷脸登录", "全球社会学家齐聚河光"):
        assert clean_text(page(title, "2023-04-09 08:15", FIRST, SECOND)).headline == title


def test_a_menu_of_titles_and_a_slogan_stand_above_the_headline() -> None:
    article = clean_text(
        page(
            "河光周刊",
            "慢一点，看见河光",
            "渔港今年第一船鱼靠岸",
            "钟表铺搬进了博物馆",
            "山里的邮路还有人走",
            "旧粮仓改成了书店",
            SHORT_TITLE,
            "发表于 2023年4月9日2023年4月10日 由 乐知渔城市3条评论",
            FIRST,
            SECOND,
            "分享此文：",
            "蓝鸟",
            "脸谱",
            "相关",
            "渔港今年第一船鱼靠岸",
        )
    )
    assert (article.headline, article.text) == (SHORT_TITLE, page(FIRST, SECOND))
    labels = {block.text: block.label for block in article.blocks}
    assert labels["蓝鸟"] is labels["脸谱"] is Label.SHARE
    assert labels["相关"] is Label.RECOMMENDATION


def test_short_lines_at_the_end_are_no_sites_without_words_that_say_so() -> None:
    verse = ("我站在桥上", "看潮水退去")
    assert clean_text(page(TITLE, "2023-04-09 08:15", FIRST, SECOND, *verse)).text == page(FIRST, SECOND, *verse)
    asked = clean_text(page(TITLE, "2023-04-09 08:15", FIRST, "采访结束时她念了一首：", *verse))
    assert asked.text == page(FIRST, "采访结束时她念了一首：", *verse)


def test_a_sentence_under_a_short_headline_explains_it() -> None:
    deck = "旧书市搬进地下通道，摊主雨天也不收摊。"
    article = clean_text(page(SHORT_TITLE, deck, "2023-04-09 08:15", FIRST, SECOND))
    assert (article.headline, article.text) == (SHORT_TITLE, page(FIRST, SECOND))
    under_a_channel = clean_text(page("城市", "旧书市搬进了地下通道。", "2023-04-09 08:15", FIRST, SECOND))
    assert under_a_channel.headline == "旧书市搬进了地下通道。"


def test_a_salutation_under_the_letters_of_a_font_size_opens_the_text() -> None:
    article = clean_text(page(TITLE, "2023-04-09 08:15", "A", "A", "各位来宾、各位摊主：", FIRST, SECOND))
    assert article.text == page("各位来宾、各位摊主：", FIRST, SECOND)


@pytest.mark.parametrize("credit", ["（乐知渔攝）", "（本報記者乐知渔攝）", " 乐知渔 摄"])
def test_a_line_that_ends_in_a_photo_credit_is_a_caption_in_either_script(credit: str) -> None:
    article = clean_text(page(TITLE, "2023-04-09 08:15", f"旧书市今日開市。{credit}", FIRST, SECOND))
    assert article.text == page(FIRST, SECOND)


def test_an_account_above_its_moment_is_no_headline() -> None:
    head = ["河光新闻", "05-20 10:20", "银沙区区长殷禾禾：", TITLE, "摘要", "自习室没有门。"]
    article = clean_text(page(*head, FIRST, SECOND, "编辑 丛雪 审读 石小竹"))
    assert (article.headline, article.kicker) == (TITLE, "银沙区区长殷禾禾：")
