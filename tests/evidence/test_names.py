"""Words that have the form of a personal name: what stands beside a moment without a word for what it is."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.evidence.people.listed import are_of_office
from cleaners.evidence.people.names import is_count, is_word, looks_like_name, set_apart

PROSE = "江上有船驶过，老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。"


def page(facts: str, end: str = "") -> Article:
    return clean(
        "<html><head><title>老桥边的茶馆又坐满了人_岚川网</title></head><body><h1>老桥边的茶馆又坐满了人</h1>"
        f"<div>{facts}</div><div><p>{PROSE * 2}</p><p>{PROSE}昨天也是。{end}</p></div></body></html>"
    )


def names(article: Article) -> list[str]:
    return [person.name for person in article.authors]


#: Channels, places, tools and parts of a forum on one side, people on the other.
WORDS = "楼市 温州 武汉 高铁 高中 周刊 农民 时空 江北 全文 楼主 纪实 龙华 司机 石家庄 房地产 纪录片 黄埔区".split()
PEOPLE = "王芳 李伟 高峰 黎明 于洋 白雪 王小明 李青山 欧阳小桥".split()


@pytest.mark.parametrize("form", ["2024-05-20 10:20 {}", "{} | 2024-05-20 10:20", "<p>2024-05-20 10:20</p><p>{}</p>"])
def test_a_word_beside_a_moment_is_no_author(form: str) -> None:
    assert {word: found for word in WORDS if (found := names(page(form.format(word))))} == {}


def test_each_such_word_has_the_form_of_a_name() -> None:
    assert [word for word in WORDS if not looks_like_name(word)] == []


@pytest.mark.parametrize("name", PEOPLE)
def test_a_name_beside_a_moment_is_the_author(name: str) -> None:
    assert not is_word(name)
    assert names(page(f"2024-05-20 10:20 {name}")) == [name]


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("（温州）", []),
        ("（高铁）", []),
        ("（高峰）", ["高峰"]),
        ("（记者 方舟）", ["方舟"]),
        ("（方舟 王芳）", ["方舟", "王芳"]),
    ],
)
def test_a_word_in_a_bracket_signs_only_behind_a_role_or_beside_a_name(end: str, found: list[str]) -> None:
    assert names(page("2024-05-20 10:20", end)) == found


@pytest.mark.parametrize("line", ["记者 高原 2024-05-20", "作者：江山 2024-05-20"])
def test_a_word_behind_a_role_is_a_name(line: str) -> None:
    assert len(names(page(line))) == 1


@pytest.mark.parametrize("placeholder", ["系统管理员", "网站管理员", "楼主"])
def test_who_put_a_page_up_without_a_name_has_no_credit(placeholder: str) -> None:
    assert page("2024-05-20 10:20", f"</p><p>（责任编辑：{placeholder}）").credits == ()


@pytest.mark.parametrize("line", ["点击阅读更多精彩财经新闻", "查看全部热点新闻", "下载岚川客户端"])
def test_a_control_that_ends_like_an_outlet_is_no_source(line: str) -> None:
    assert page(f"<p>2024-05-20 10:20</p><p>{line}</p>").source is None


def test_an_outlet_beside_the_moment_is_the_source() -> None:
    assert page("<p>2024-05-20 10:20</p><p>岚川财经新闻</p>").source == "岚川财经新闻"


@pytest.mark.parametrize(
    ("last", "found"),
    [("王小桥", ["王小桥"]), ("高峰", ["高峰"]), ("温州", []), ("王小桥 李大同", []), ("王小桥在桥上", [])],
)
def test_a_name_alone_below_the_last_sentence_signs_the_text(last: str, found: list[str]) -> None:
    article = page("2024-05-20 10:20", f"</p><p>{last}")
    assert names(article) == found
    assert article.text.endswith(last)


def test_a_name_at_the_end_of_a_list_of_names_signs_nothing() -> None:
    assert names(page("2024-05-20 10:20", "</p><p>获奖者是：</p><p>王小桥</p><p>李大同")) == []


def test_who_wrote_beside_a_reporter_is_an_author_too() -> None:
    assert names(page("记者王小桥 通讯员李大同 2024-05-20")) == ["王小桥", "李大同"]


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        ("2024-05-20 10:20 来自 iPhone客户端", None),
        ("2024-05-20 10:20 手机网", None),
        ("2024-05-20 10:20 岚川网", "岚川网"),
        ("来源：微信公众号“岚川发布” 2024-05-20 10:20", "岚川发布"),
        ("来源：“岚川发布”微信公众号 2024-05-20 10:20", "岚川发布"),
    ],
)
def test_a_device_is_no_source_and_an_account_is_named_in_quotes(facts: str, source: str | None) -> None:
    assert page(facts).source == source


@pytest.mark.parametrize(
    ("word", "expected"),
    [("条评论", True), ("3次浏览", True), ("暂无评论", True), ("石桥评论", False), ("王点击", False)],
)
def test_what_is_counted_is_no_name(word: str, expected: bool) -> None:
    assert is_count(word) is expected


@pytest.mark.parametrize(
    "name",
    ["达娃卓玛", "尼玛次仁", "扎西", "哈斯巴根", "巴特尔", "其其格", "阿依古丽", "吐尔逊", "昝慧昉", "冼小堂", "亓欣", "闻一多", "祖国强", "鹿小雨"],
)  # fmt: skip
def test_names_without_a_common_surname(name: str) -> None:
    assert looks_like_name(name)
    article = clean(
        f"<h1>河堤上的自习室开到了夜里</h1><p>2024-05-20 10:20　来源：岚川日报　记者 {name} 王小桥</p><div>"
        "<p>银沙区把河堤下面的旧泵房改成了自习室，桌子是用拆下来的船板做的，上面还留着船号。</p>"
        f"<p>自习室没有门，从早上六点开到夜里十一点，一百二十盏台灯每一盏都有人擦。</p></div><p>编辑 {name} 审读 王小桥</p>"
    )
    assert [person.name for person in article.authors] == [name, "王小桥"]
    assert [person.name for person in article.credits] == [name, "王小桥"]


@pytest.mark.parametrize("word", ["祖国", "闻名", "盖章", "鹿肉", "漆器", "乌兰察布", "呼和浩特", "巴图鲁", "格桑花开"])
def test_words_that_open_as_such_names_do(word: str) -> None:
    assert not looks_like_name(word) or is_word(word)


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("记者张寅王景波", "记者张寅 王景波"),
        ("记者房浩王勤俭", "记者房浩 王勤俭"),
        ("记者赵一鸣通讯员钱川", "记者赵一鸣 通讯员钱川"),
        ("通讯员周小舟 易先云记者肖敏", "通讯员周小舟 易先云 记者肖敏"),
        ("见习记者 王小明李大伟 通讯员孙三", "见习记者 王小明 李大伟 通讯员孙三"),
        ("记者欧阳小川", "记者欧阳小川"),  # one name
        ("记者阿依古丽买买提", "记者阿依古丽买买提"),  # none with a surname
        ("通讯员市环保局宣传科", "通讯员市环保局宣传科"),
        ("记者 赵一鸣 深圳特区报记者 钱川", "记者 赵一鸣 深圳特区报记者 钱川"),
        ("记者石方安江川", "记者"),  # 石方 安江川, or 石方安 江川
    ],
)
def test_names_of_reporters_without_a_gap_are_set_apart(line: str, parted: str) -> None:
    assert set_apart(line) == parted


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("岚川日报 王小桥", True),
        ("市气象局 王小桥 李大同", True),
        ("岚川日报", False),
        ("王小桥 李大同", False),
        ("", False),
        ("　", False),
    ],
)
def test_an_office_and_the_names_of_its_people(line: str, expected: bool) -> None:
    """A bracket with nothing in it (`[ ]`) raised ValueError."""
    assert are_of_office(line) is expected
