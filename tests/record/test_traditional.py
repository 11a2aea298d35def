"""Who wrote and who published an article, in the words of pages in traditional characters."""

from __future__ import annotations

import re

import pytest

from cleaners import Article, clean
from cleaners.evidence import outlets
from cleaners.evidence.people.bylines import read_byline
from cleaners.evidence.people.names import looks_like_name
from cleaners.evidence.people.pairs import read_pairs
from cleaners.rules.form import either_script, in_both_scripts
from cleaners.rules.house import speaks_of_site

TITLE = "石橋今天重新開通"
BODY = "<p>石橋封了三個月，今天早上重新開通，第一個走上去的是每天送孩子上學的董奶奶。</p><p>橋面換了防滑的青石，欄杆還是原來的，石匠把每一根都編了號。</p>"


def page(facts: str, below: str = "") -> Article:
    return clean(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{facts}<div>{BODY}</div>{below}</body></html>"
    )


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("審讀：王小橋", [("王小橋", "審讀")]),
        ("統籌：王小橋　剪輯：李大同　製圖：陳一鳴", [("王小橋", "統籌"), ("李大同", "剪輯"), ("陳一鳴", "製圖")]),
        ("執筆：王小橋", [("王小橋", "執筆")]),
        ("全媒體記者：王小橋", [("王小橋", "全媒體記者")]),
        ("資深記者 王小橋", [("王小橋", "資深記者")]),
        ("一審：王小橋 二審：李大同 三審：陳一鳴", [("王小橋", "一審"), ("李大同", "二審"), ("陳一鳴", "三審")]),
        ("編輯：王小橋（實習）", [("王小橋", "編輯")]),
        ("圖/文：王小橋", [("王小橋", "圖/文")]),
        ("作者：王小橋攝影", [("王小橋", "作者")]),
        ("編輯 王小橋 審覈 李大同", [("王小橋", "編輯"), ("李大同", "審覈")]),  # as converters write it
        ("執筆人：王小橋", [("王小橋", "執筆人")]),
        ("編輯：關閉", []),
        ("編輯：時長", []),
    ],
)
def test_roles_and_names(line: str, pairs: list[tuple[str, str]]) -> None:
    assert [(person.name, person.role) for person in read_pairs(line)] == pairs


def test_what_stands_behind_the_stroke_is_the_place() -> None:
    assert [person.name for person in read_byline("記者王小橋／台北報導")] == ["王小橋"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("（某某時報記者周容多倫多報導）", "周容"),
        ("某某社記者王小橋吉隆坡12日電", "王小橋"),
        ("記者周多倫報導", "周多倫"),  # no place behind the name
    ],
)
def test_what_stands_behind_the_name_is_a_city_abroad(line: str, name: str) -> None:
    assert [person.name for person in read_byline(line)] == [name]


@pytest.mark.parametrize("line", ["責任編輯：王小橋#", "（責任編輯：王小橋）◇"])
def test_a_mark_that_ends_a_report_is_none_of_the_name(line: str) -> None:
    assert [person.name for person in page("", f"<p>{line}</p>").credits] == ["王小橋"]


@pytest.mark.parametrize("word", ["原創", "關注", "華東", "簡單", "廣場"])
def test_words_that_open_with_a_surname(word: str) -> None:
    assert not looks_like_name(word)


@pytest.mark.parametrize("name", ["嵐川發布", "嵐川發佈", "漁港觀察", "嵐川頭條", "嵐川傳媒", "嵐川廣播"])
def test_outlets(name: str) -> None:
    assert outlets.is_outlet(name)
    assert page(f"<p>來源：{name}　2024-05-20 14:33</p>").source == name


@pytest.mark.parametrize("name", ["財經觀察", "熱點頭條", "官方發布", "外媒", "互聯網", "網絡"])
def test_what_is_no_outlet(name: str) -> None:
    assert not outlets.is_outlet(name)


@pytest.mark.parametrize("name", ["原創", "本站原創", "轉載", "網絡", "綜合整理", "網友投稿"])
def test_where_no_source_is_known(name: str) -> None:
    assert outlets.is_placeholder(name)
    assert page(f"<p>來源：{name}　2024-05-20 14:33</p>").source is None


def test_the_word_for_a_text_of_its_own_is_no_author() -> None:
    article = page("<p><span>原創</span> <span>王小橋</span> <span>嵐川發布</span> <em>2024-05-20 14:33</em></p>")
    assert "原創" not in [person.name for person in article.authors]
    assert article.source == "嵐川發布"


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        ("<p>轉載自：嵐川日報　2024-05-20 14:33</p>", "嵐川日報"),
        ("<p>首發：嵐川日報　2024-05-20 14:33</p>", "嵐川日報"),
        ("<p>來源：嵐川日報發布時間：2024-05-20 14:33</p>", "嵐川日報"),
        ("<p>來源：嵐川日報責任編輯：王小橋</p>", "嵐川日報"),
        ("<p>3小時前　嵐川日報</p>", "嵐川日報"),
    ],
)
def test_words_for_a_source_and_what_stands_behind_it(facts: str, source: str) -> None:
    assert page(facts).source == source


def test_a_body_signs_a_text() -> None:
    article = page("<p>2024-05-20 14:33　作者：渡口口述史小組</p>")
    assert [person.name for person in article.authors] == ["渡口口述史小組"]


@pytest.mark.parametrize("label", ["上傳時間", "見報日期", "首發時間", "編輯時間"])
def test_words_for_the_moment(label: str) -> None:
    assert page(f"<p>{label}：2024-05-20 14:33</p>").date_published == "2024-05-20T14:33:00+08:00"


def test_words_of_the_house_are_known_in_both_scripts() -> None:
    note = "<p>本網站所刊登的文字、圖片均來自合作媒體，如有侵權請在三十日內與我們聯繫，我們將在覈實後及時刪除。</p>"
    links = "".join(f"<li><a href='/{n}'>老城區加裝電梯遇到的第{n}道坎</a></li>" for n in range(5))
    shown = page("<p>2024-05-20 10:20 來源：嵐川日報</p>", f"<div>{note}</div><ul>{links}</ul>")
    assert "侵權" not in shown.text
    assert speaks_of_site("本網站轉載文章，如有侵權請與我們聯繫。")
    assert not speaks_of_site("石橋封了三個月，今天早上重新開通。")


def test_hands_and_givers_in_a_byline() -> None:
    shown = page("<p>王小橋 文/圖　2022-05-08 09:00</p>")
    assert [(person.name, person.role) for person in shown.authors] == [("王小橋", "文/圖")]
    assert [person.name for person in read_byline("嵐川日報記者王小橋/文受訪者供圖")] == ["王小橋"]


def test_a_photographer_among_the_staff_is_a_credit() -> None:
    staff = "".join(f"<p>{line}</p>" for line in ("統籌：李大同", "攝影：王小橋", "編輯：陳一鳴"))
    shown = page("<p>2022-05-08 09:00</p>", staff)
    assert [person.role for person in shown.credits] == ["統籌", "攝影", "編輯"]


def test_posts_below_the_name_of_a_circle() -> None:
    posts = "".join(
        f"<div><p>阿{c}</p><p>05-21 08:0{n}</p><p>搬到這個小區三年了，樓下的修鞋師傅今天收攤前送了我一小盒鞋油。</p></div>"
        for n, c in enumerate("甲乙丙")
    )
    shown = page("<p>2022-05-20 09:00</p>", f"<p>編輯 李大同</p><h3>鵬友圈</h3>{posts}")
    assert "修鞋師傅" not in shown.text


@pytest.mark.parametrize(("word", "form"), [("关注", "關注"), ("页面", "頁面"), ("审核", "審覈"), ("版主", "版主")])
def test_words_in_either_script(word: str, form: str) -> None:
    forms = in_both_scripts([word])
    assert word in forms
    assert form in forms
    assert all(re.fullmatch(either_script(word), one) for one in forms)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("記者白·巴特爾／台南報導", "白·巴特爾"),
        ("（某某社記者哈斯巴根台東縣18日電）", "哈斯巴根"),  # four characters without a surname, and a place
        ("（某某社記者王小橋台東縣18日電）", "王小橋"),
    ],
)
def test_names_without_a_surname_before_a_place(line: str, name: str) -> None:
    assert [person.name for person in read_byline(line)] == [name]
    assert page(f"<p>{line}</p>").text == page("").text


def lines_with(*lines: str) -> list[str]:
    """The text of a page with some lines below its sentences, in one element with them."""
    below = "".join(f"<p>{line}</p>" for line in lines)
    shown = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>2024-05-20 14:33</p><div>{BODY}{below}</div>"
    return clean(shown).text.split("\n")[2:]


@pytest.mark.parametrize(
    "line",
    [
        "☆某某電子報關心您，自殺不能解決問題，生命一定可以找到出路。",
        "《某某》提醒您：<br>每人體質不同，本篇僅供參考，身體不適請就醫。",
        "更多內容，歡迎某某週刊紙本雜誌、某某週刊數位訂閱、了解內容授權資訊。",
        "某某FB粉絲團：@moumou",
    ],
)
def test_lines_of_the_house_below_a_report(line: str) -> None:
    assert lines_with(line, "※ 諮詢專線：1925") == []


@pytest.mark.parametrize(
    "line", ["老師關心您，自殺不能解決問題，信上這樣寫。", "館員說，更多內容，歡迎到二樓翻閱紙本雜誌。"]
)
def test_sentences_of_a_report_that_say_nearly_so(line: str) -> None:
    assert lines_with(line) == [line]


@pytest.mark.parametrize("line", ["▼ 看更多：<a href='/2'>渡口的夜市開張了</a>", "訂戶專享"])
def test_lines_of_the_house_amid_a_report(line: str) -> None:
    last = "渡口的船工說，這座橋比他的船還老，他每天都從橋下過。"
    assert lines_with(line, last) == [last]


def test_an_item_with_such_a_mark_is_text() -> None:
    lines = ["▼ 看更多的書，走更多的路，這是她今年的願望。", "渡口的船工說，這座橋比他的船還老，他每天都從橋下過。"]
    assert lines_with(*lines) == lines


@pytest.mark.parametrize(
    ("facts", "published", "modified"),
    [
        ("發佈時間：10:20 2026-03-01 HKT", "2026-03-01T10:20:00+08:00", None),
        (
            "發佈時間：10:20 2026-03-01 HKT 更新時間：11:02 2026-03-01 HKT",
            "2026-03-01T10:20:00+08:00",
            "2026-03-01T11:02:00+08:00",
        ),
        ("2026年3月1日 香港時間14時22分", "2026-03-01T14:22:00+08:00", None),
        ("第10：20號船 2026-03-01", "2026-03-01T00:00:00+08:00", None),  # no label, and no time of day
    ],
)
def test_a_time_of_day_before_its_day(facts: str, published: str, modified: str | None) -> None:
    shown = page(f"<p>{facts}</p>")
    assert (shown.date_published, shown.date_modified) == (published, modified)


def test_the_end_of_a_release_in_hong_kong() -> None:
    # Without the time of day, the day below a notice is its signature.
    end = "<p>完</p><p>2026年3月1日（星期日）<br>香港時間14時22分</p>"
    shown = clean(f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{BODY}{end}</div>")
    assert shown.text.split("\n") == re.findall("<p>(.*?)</p>", BODY)
    assert shown.date_published == "2026-03-01T14:22:00+08:00"


def test_a_line_of_one_word_amid_a_story_ends_nothing() -> None:
    lines = ["石匠在最後一塊石板的背面只刻了一個字：", "完", "老人說，刻了三十年的石頭，他今天終於可以回家。"]
    assert lines_with(*lines)[-1] == lines[-1]


@pytest.mark.parametrize(
    "tags",
    [
        "相關關鍵字：石橋 石匠",
        "新聞關鍵字：石橋,石匠",
        "相關話題：石橋 石匠",
        "相關字詞﹕石橋 石匠",
        "文章標籤：石橋 石匠",
    ],
)
def test_words_for_tags(tags: str) -> None:
    assert page("<p>2024-05-20 14:33</p>", f"<p>{tags}</p>").keywords == ("石橋", "石匠")


@pytest.mark.parametrize("word", ["類別", "分類", "頻道", "所屬欄目"])
def test_words_for_a_section(word: str) -> None:
    assert page(f"<p>2024-05-20 14:33 {word}：民生</p>").section == "民生"


@pytest.mark.parametrize("facts", ["更新時間：2024-05-21 10:00 發佈時間：", "最後更新：2024-05-21 10:00 首次發布："])
def test_a_change_before_the_moment_of_publication(facts: str) -> None:
    shown = page(f"<p>{facts}2024-05-20 14:33</p>")
    assert (shown.date_published, shown.date_modified) == ("2024-05-20T14:33:00+08:00", "2024-05-21T10:00:00+08:00")
    assert shown.source is None


@pytest.mark.parametrize("word", ["註冊時間", "報名時間", "開庭時間"])
def test_moments_of_others(word: str) -> None:
    assert page(f"<p>{word}：2019-05-20 14:33</p>").date_published is None


def test_a_place_beside_a_name_is_no_author() -> None:
    assert [person.name for person in page("<p>作者：小魚 | 2024-05-20 14:33 | 台南</p>").authors] == ["小魚"]
    staff = page("<p>2024-05-20 14:33</p>", "<p>二審：鍾離 三審：岳小山</p>")  # a name that ends as places do
    assert [person.name for person in staff.credits] == ["鍾離", "岳小山"]


@pytest.mark.parametrize("facts", ["法庭新聞 ｜ 2024-05-20 14:33 ｜ 記者：王小橋", "突發新聞 2024-05-20 14:33"])
def test_a_section_is_no_source(facts: str) -> None:
    assert page(f"<p>{facts}</p>").source is None


@pytest.mark.parametrize("name", ["新聞動態", "內容詳情", "頻道頭條", "嵐川大學附屬醫院", "嵐川集團", "嵐川文史學會"])
def test_a_house_or_a_channel_above_the_headline(name: str) -> None:
    shown = clean(
        f"<title>{TITLE} - {name}</title><h1>{name}</h1><div class='t'>{TITLE}</div><p>2024-05-20 14:33</p><div>{BODY}</div>"
    )
    assert shown.headline == TITLE
