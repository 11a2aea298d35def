"""Days that a text's own lines give: the dateline that opens it, and the line by which an agency signs a picture."""

from __future__ import annotations

import pytest

from cleaners import Article, clean, clean_text

STORY = "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。"
MORE = "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。"
WIRED = "青嶼社記者邱一葦攝　113年5月20日"


def _page(*lines: str) -> Article:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return clean(f"<html><head><title>石桥重新开通</title></head><body><h1>石桥重新开通</h1>{body}</body></html>")


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("【青屿纪元2024年05月20日讯】", "2024-05-20T00:00:00+08:00"),
        ("（青屿之声2024年5月20日）", "2024-05-20T00:00:00+08:00"),
        ("青屿社岚川2024年5月20日电 ", "2024-05-20T00:00:00+08:00"),
        ("青屿社岚川5月20日电 ", None),
        ("市民2024年5月20日，", None),
        ("（2024年5月20日）", None),
    ],
)
def test_the_day_of_the_dateline_is_the_reports(opening: str, expected: str | None) -> None:
    assert _page(opening + STORY, MORE).date_published == expected


def test_a_day_below_the_opening_is_none() -> None:
    assert _page(STORY, "【青屿纪元2024年05月20日讯】" + MORE).date_published is None


def test_a_picture_is_as_old_as_the_one_sentence_that_tells_of_it() -> None:
    article = _page(STORY, WIRED)
    assert (article.text, article.date_published) == (STORY, "2024-05-20T00:00:00+08:00")


def test_a_picture_in_a_longer_text_may_be_older() -> None:
    article = _page(STORY, WIRED, MORE)
    assert (article.text, article.date_published) == (f"{STORY}\n{MORE}", None)


def test_a_sentence_that_ends_with_a_day_is_no_credit() -> None:
    line = "石匠说，记者邱一苇摄完最后一张，是113年5月20日"
    assert line in _page(STORY, MORE, line).text


@pytest.mark.parametrize(
    ("end", "names"),
    [
        (" 文/记者廖水根", ["廖水根"]),
        ("文/廖水根 岑若兰", ["廖水根", "岑若兰"]),
        ("他在桥头写了一篇短文/小诗", []),
        ("图/廖水根", []),
    ],
)
def test_who_signs_the_last_paragraph_behind_a_stroke(end: str, names: list[str]) -> None:
    assert [person.name for person in _page(STORY, MORE + end).authors] == names


def test_above_the_last_paragraph_one_must_say_that_he_reported() -> None:
    assert [person.name for person in _page(STORY + " 文/记者廖水根", MORE).authors] == ["廖水根"]
    assert not _page(STORY + " 文/廖水根", MORE).authors


def test_the_day_of_the_issue_is_no_part_of_a_source() -> None:
    for line in ("来源：9月30日《岚川日报》", "来源：《岚川日报》9月30日"):
        assert _page(line, STORY, MORE).source == "《岚川日报》"


def _names(article: Article) -> list[str]:
    return [person.name for person in article.authors]


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("【文/青屿网 岑若兰】", ["岑若兰"]),
        ("[采访/青屿网 岑若兰 廖水根]", ["岑若兰", "廖水根"]),
        ("【图文/青屿第一桥】", []),  # neither a name nor an outlet
        ("【文/石桥 青屿旧事】", []),
        ("【青屿報訊】記者岑若蘭報道：", ["岑若蘭"]),
        ("【青屿報訊】記者岑若蘭、廖水根報道：", ["岑若蘭", "廖水根"]),
        ("【青屿報訊】據記者的報道：", []),
        ("青屿社岚川5月20日电（记者 格桑卓玛、廖水根）", ["格桑卓玛", "廖水根"]),
        ("青屿社岚川5月20日电（记者 廖水根、岚川日报）", ["廖水根"]),
        ("青屿社岚川5月20日电（记者 廖水根 旧桥青年）", ["廖水根"]),  # an account, which nothing joins to the name
    ],
)
def test_who_writes_stands_in_the_opening(opening: str, names: list[str]) -> None:
    article = _page(opening + STORY, MORE)
    assert (_names(article), article.text) == (names, f"{opening}{STORY}\n{MORE}")


def test_the_dateline_names_more_than_the_line_below_the_text() -> None:
    opening = "青屿网岚川5月20日消息（记者岑若兰 廖水根 青屿总站记者卜秋生）"
    assert _names(_page(opening + STORY, MORE, "记者：岑若兰　廖水根")) == ["岑若兰", "廖水根", "卜秋生"]


def test_a_key_without_its_value_is_no_name() -> None:
    head = "<h1>石桥重新开通</h1><div>2024-05-20 10:20 来源：青屿日报</div><div>原标题：</div>"
    assert clean(f"<html><body>{head}<div><p>{STORY}</p><p>{MORE}</p></div></body></html>").authors == ()


@pytest.mark.parametrize(("line", "names"), [("流程编辑：u028", []), ("流程编辑：岑若兰", ["岑若兰"])])
def test_the_number_of_an_editor_is_no_name(line: str, names: list[str]) -> None:
    assert [person.name for person in _page(STORY, MORE, line).credits] == names


def test_the_station_of_a_reporter_is_no_name() -> None:
    assert _names(_page(STORY, MORE, "（青屿之声记者 岑若兰 杭州台 廖水根）")) == ["岑若兰", "廖水根"]
    assert _names(_page(STORY, MORE, "（青屿之声记者 岑若兰 廖金台）")) == ["岑若兰", "廖金台"]


@pytest.mark.parametrize(
    "line", ["记者 岑若兰 文并摄", "文并摄/青屿报记者 岑若兰", "文/摄 岑若兰", "采写/摄影 记者 岑若兰"]
)
def test_who_wrote_and_took_the_pictures(line: str) -> None:
    article = _page(STORY, MORE, line)
    assert (_names(article), article.text) == (["岑若兰"], f"{STORY}\n{MORE}")


def test_whom_a_line_below_the_text_calls_its_author_again_is_no_editor() -> None:
    article = _page("青屿报记者 岑若兰 实习生 廖水根", STORY, MORE, "（作者：岑若兰 编辑：卜秋生）")
    assert (_names(article), [person.name for person in article.credits]) == (["岑若兰", "廖水根"], ["卜秋生"])


@pytest.mark.parametrize(("line", "kept"), [("版名：要闻", False), ("版名：要闻版的来历，没有人说得清。", True)])
def test_the_page_that_printed_a_text_ends_it(line: str, kept: bool) -> None:
    article = _page(STORY, MORE, "《青屿报》2024年5月20日第1版", line)
    assert (line in article.text, "第1版" in article.text) == (kept, kept)


@pytest.mark.parametrize(("place", "expected"), [("湖北", "2024-05-20T18:20:00+08:00"), ("石桥", None)])
def test_where_an_account_wrote_may_touch_the_moment(place: str, expected: str | None) -> None:
    lines = ("石桥重新开通", "青屿交警", f"2024-05-20 18:20{place}来源：青屿新闻·青屿号", STORY, MORE)
    assert clean_text("\n".join(lines)).date_published == expected


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("本报岚川5月6日电　记者邱一苇、廖水根报道：", ["邱一苇", "廖水根"]),
        ("青屿社岚川电 记者邱一苇报道：", ["邱一苇"]),
        ("本报讯 记者 邱一苇 ", ["邱一苇"]),
        ("◎记者 邱一苇 ", ["邱一苇"]),
        ("□ 本报记者 邱一苇 廖水根 ", ["邱一苇", "廖水根"]),
        ("本报记者 邱一苇 通讯员 廖水根 岑若兰 ", ["邱一苇", "廖水根", "岑若兰"]),
        ("本报讯（廖水根 记者邱一苇）", ["廖水根", "邱一苇"]),
        ("本报讯（高新区 记者邱一苇）", ["邱一苇"]),
        ("本报讯 记者从市交通局获悉，", []),
        ("青屿日报记者 邱一苇：", []),  # a question at a press conference opens so, too
        ("记者 何时 能走上石桥？", []),
    ],
)
def test_reporters_in_an_opening_without_brackets(opening: str, names: list[str]) -> None:
    article = _page(opening + STORY, MORE)
    assert [author.name for author in article.authors] == names
    assert article.text == f"{opening}{STORY}\n{MORE}"


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("（廖水根 文/图）", ["廖水根"]),
        ("（记者 廖水根 实习生 岑若兰 文/图）", ["廖水根", "岑若兰"]),
        ("（文/廖水根 图/岑若兰）", ["廖水根", "岑若兰"]),
        ("（记者 廖水根/文 岑若兰/图）", ["廖水根", "岑若兰"]),
        ("（廖水根 文 岑若兰 摄）", ["廖水根", "岑若兰"]),
        ("（廖水根文/图）", ["廖水根"]),
        ("（廖水根 文并摄）", ["廖水根"]),
        ("（记者 廖水根 摄影报道）", ["廖水根"]),
        ("（记者 廖水根 摄影 岑若兰）", ["廖水根", "岑若兰"]),
        ("（廖水根/文 受访者供图）", ["廖水根"]),
        ("（记者 廖水根 图/受访者提供）", ["廖水根"]),
        ("（本版图片由廖水根摄）", []),
        ("（青屿日报 廖水根）", ["廖水根"]),
        ("（青屿区委宣传部 廖水根）", ["廖水根"]),
        ("（青屿晚报评论员 廖水根）", ["廖水根"]),
        ("（作者 廖水根 系县气象局干部）", ["廖水根"]),
        (" 本报记者 廖水根 文/图", ["廖水根"]),
        ("（图文无关）", []),
    ],
)
def test_the_end_of_a_text_signed_by_its_writer_is_no_caption(end: str, names: list[str]) -> None:
    article = _page(STORY, MORE + end)
    assert article.text == f"{STORY}\n{MORE}{end}"
    assert [author.name for author in article.authors] == names


@pytest.mark.parametrize("end", ["（廖水根 摄）", "（青屿日报记者 喻文 摄）", " 青屿日报记者 廖水根 摄"])
def test_a_line_signed_by_a_photographer_alone_is_a_caption(end: str) -> None:
    assert _page(STORY, MORE, "石匠给栏杆编号。" + end).text == f"{STORY}\n{MORE}"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ((f"岚川网记者邱一葦5月20日报道：{STORY}", MORE), ["邱一葦"]),
        ((f"岚川网记者会5月20日举行，{STORY}", MORE), []),
        ((STORY, f"{MORE}岚川晚报记者 邱一葦"), ["邱一葦"]),
        ((f"{STORY}岚川晚报记者 邱一葦", MORE), []),
        ((STORY, f"{MORE}（邱一葦） （来源：岚川晚报）"), ["邱一葦"]),
        ((STORY, f"{MORE}（来源：岚川晚报）"), []),
    ],
)
def test_a_reporter_without_brackets(lines: tuple[str, ...], names: list[str]) -> None:
    assert [person.name for person in _page(*lines).authors] == names
