"""What stands above the first sentence: pages of things, and the nearest articles."""

import pytest

from cleaners import clean
from tests.judgement.purpose.pages import ABOUT, LEAD, PLACE, SENTENCE, flag, page

NAME = "汀河边的羽毛球馆开放时间"


def _row(*pieces: str) -> str:
    return f"<div>{''.join(f'<span>{piece}</span> ' for piece in pieces)}</div>"


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("4.6分", "523条", "三楼"), "profile_page"),
        (("4.6分", "五百条", "三楼"), None),  # one piece that counts
        (("4.6分", "523条"), None),  # two pieces
        (("12:30", "5.8", "三楼"), None),  # numbers of nothing, as a player shows
    ],
)
def test_two_of_three_pieces_count_something(pieces: tuple[str, ...], expected: str | None) -> None:
    assert flag(page(NAME, _row(*pieces), ABOUT, PLACE)) == expected


@pytest.mark.parametrize(("words", "expected"), [(6, "profile_page"), (7, None)])
def test_a_fourth_of_the_pieces_count_something(words: int, expected: str | None) -> None:
    others = "东门 西门 南门 北门 河边 渡口 广场".split()[:words]
    assert flag(page(NAME, _row("12片", "8个"), *[f"<div>{other}</div>" for other in others], ABOUT)) == expected


@pytest.mark.parametrize(
    "controls",
    [
        ("听新闻", "00:00", "03:12"),
        ("语音播报", "3条评论", "我要评论"),
        ("阅读 1023", "赞 12", "收藏 8"),
        ("A-", "A+", "12号字"),
    ],
)
def test_what_is_for_readers_of_an_article_is_no_statement(controls: tuple[str, ...]) -> None:
    assert flag(page(NAME, _row(*controls), ABOUT, PLACE)) is None
    assert flag(page("旧渡口", _row(*controls), LEAD, SENTENCE)) is None


@pytest.mark.parametrize(("keys", "expected"), [(2, None), (3, "profile_page")])
def test_three_labels_above_the_first_sentence(keys: int, expected: str | None) -> None:
    pairs = ("编号：三〇七", "领域：城建", "状态：已办")[:keys]
    assert flag(page(NAME, *pairs, LEAD, SENTENCE)) == expected
    assert flag(page(NAME, LEAD, *pairs, SENTENCE)) is None  # a lead
    assert flag(page(NAME, "2026-03-04 09:12", *pairs, LEAD, SENTENCE)) is None  # a moment
    assert flag(page(NAME, "索引号：000014349/2026-00031", *pairs, LEAD, SENTENCE)) is None  # an official document


def test_a_moment_among_the_statements_is_one() -> None:
    rows = ("留言编号：3071", "留言时间：2026-03-04", "领域：城建", "状态：已办")
    assert flag(page(NAME, *rows, ABOUT, PLACE)) == "profile_page"
    cells = [("编号", "3071"), ("时间", "2026-03-04"), ("领域", "城建"), ("状态", "已办")]
    table = "".join(f"<tr><th>{key}</th><td>{value}</td></tr>" for key, value in cells)
    assert flag(page(NAME, f"<table>{table}</table>", ABOUT, PLACE)) == "profile_page"


def test_a_row_is_a_label_and_its_value() -> None:
    def of(*rows: tuple[str, ...]) -> str | None:
        shown = ["<div>" + "".join(f"<p>{line}</p>" for line in row) + "</div>" for row in rows]
        return flag(page(NAME, *shown, ABOUT, PLACE))

    pairs = ("领域：城建", "状态：已办", "编号：三〇七", "次数：一次")
    assert of(("留言", "2026-03-04"), *[("受理", pair) for pair in pairs]) == "profile_page"
    assert of(("留言", "2026-03-04", "汀河"), *[("受理", pair, "汀河") for pair in pairs]) is None


@pytest.mark.parametrize("price", ["¥68", "68元/小时", "4000-9000元/月"])
def test_a_price_under_the_name(price: str) -> None:
    assert flag(page(NAME, f"<div>{price}</div>", ABOUT, PLACE)) == "offer_page"
    assert flag(page(NAME, ABOUT, f"<div>{price}</div>", PLACE)) is None


@pytest.mark.parametrize(("counts", "expected"), [(3, None), (4, "profile_page")])
def test_more_is_stated_where_a_moment_stands_below(counts: int, expected: str | None) -> None:
    row = ("12片", "8个", "30分", "9条")[:counts]
    lines = (_row(*row), "<div>长风 2026-03-04</div>", ABOUT, PLACE)
    assert flag(page(NAME, *lines)) == expected


@pytest.mark.parametrize(("sentences", "expected"), [(15, "profile_page"), (17, None)])
def test_a_thing_is_described_in_six_hundred_characters(sentences: int, expected: str | None) -> None:
    assert len(PLACE) * 15 < 600 < len(PLACE) * 17
    assert flag(page(NAME, _row("4.6分", "523条", "三楼"), *[PLACE] * sentences)) == expected


@pytest.mark.parametrize(("sentences", "expected"), [(4, "profile_page"), (5, None)])
def test_a_post_of_two_hundred_characters_is_a_story(sentences: int, expected: str | None) -> None:
    assert len(LEAD) * 4 < 200 < len(LEAD) * 5
    head = _row("主题12", "帖子240", "积分1033", "等级4级")
    lines = (head, "<div>半桶水 2026-03-04 09:12</div>", *[LEAD] * sentences)
    answer = ("<div>岭上人 2026-03-05 10:20</div>", ABOUT)
    assert flag(page(NAME, *lines, *answer)) == expected


_WORDS, _DATED = "改造不改味 涨价不涨租 老铺一家不少", "<div>2026-03-04 09:12 来源：汀河日报</div>"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((_WORDS, ABOUT, PLACE), "profile_page"),
        ((_WORDS, _DATED, ABOUT, PLACE), None),
        ((_WORDS, ABOUT, PLACE, "责任编辑：王小桥"), None),
        (("汀河晚报记者 王小桥 市公交集团宣传部 李大同", ABOUT, PLACE), None),
        (("<ul><li>三楼 东门 木地板</li></ul>", "<div>2026-03-04</div>", ABOUT, PLACE), "profile_page"),
    ],
    ids=["alone", "dated", "credited", "byline", "list"],
)
def test_words_with_gaps_above_a_fact_are_a_deck(lines: tuple[str, ...], expected: str | None) -> None:
    assert flag(page("老球馆", *lines)) == expected


def test_a_page_in_another_language_is_not_asked() -> None:
    lines = ("The keeper of the bell has changed, and the first stroke was rather soft, people said.",) * 3
    assert flag(page("The old bell at the ferry", _row("4.6 stars", "523 views", "floor 3"), *lines)) is None


@pytest.mark.parametrize(("labels", "expected"), [(2, "service_page"), (3, "profile_page")])
def test_three_labels_that_come_again(labels: int, expected: str | None) -> None:
    names = ("人数：两名", "学历：不限", "地点：汀河")[:labels]
    posts = [line for name in ("保管员", "文员", "质检员") for line in (f"<h3>{name}</h3>", *names)]
    line = "请把简历送到船厂的门房，我们会在三天之内打电话给您，谢谢。"
    assert flag(page("汀河边的船厂招人手", line, *posts)) == expected
    assert flag(page("汀河边的船厂招人手", LEAD, *posts)) is None  # a lead tells of others
    assert flag(page("汀河边的船厂招人手", "2026-03-04 09:12", line, *posts)) is None


def test_an_entry_tells_of_nobody() -> None:
    entry = (
        "常绿小乔木，高可达十米，小枝粗壮，密生锈色绒毛，叶片革质，披针形。",
        "<h3>分布</h3>",
        "产于长江以南各地，多栽在村边、平地或山坡上，越南也有，喜光，稍耐阴。",
    )
    assert flag(page("枇杷", *entry)) == "profile_page"
    assert flag(page("枇杷", *entry, "母亲走后，她把那棵枇杷移到了窗前，第二年就开了花，没有人舍得摘。")) is None
    assert flag(page("枇杷", "2026-03-04 09:12", *entry)) is None
    assert flag(page("枇杷", entry[0], entry[2])) is None
    assert flag(page("警情通报", entry[0], entry[2], "汀河县公安局")) is None  # signed below


def test_an_organisation_of_itself() -> None:
    assert flag(page("汀河机械有限公司", ABOUT, PLACE)) == "profile_page"
    assert flag(page("汀河机械企业简介", ABOUT, PLACE)) == "profile_page"
    assert flag(page("汀河机械有限公司", ABOUT, SENTENCE)) is None
    assert flag(page("新学期开放的六座图书馆", ABOUT, PLACE)) is None


def test_a_work_whose_author_is_one_of_its_particulars() -> None:
    rows = ("作者：钟小满", "出版：汀河出版社", "页数：388", "装帧：平装")
    assert flag(page("渡口三十年", *rows, LEAD)) == "profile_page"
    assert flag(page("渡口三十年", "作者：钟小满", LEAD, SENTENCE)) is None
    assert flag(page("读钟小满的渡口三十年", LEAD, SENTENCE, *rows)) is None


def test_a_row_that_opens_with_its_colon_has_no_label() -> None:
    assert flag(page(NAME, "<div>：石榴花　核：洛河</div>", ABOUT, PLACE)) is None


@pytest.mark.parametrize(
    ("name", "below", "expected"),
    [
        ("汀河球馆", ("电话：0571-3071", "地址：渡口"), "profile_page"),
        ("汀河球馆", ("电话：0571-3071",), None),
        ("汀河球正热", ("电话：0571-3071", "地址：渡口", "开放时间：8:00-17:00"), None),  # an article ends so too
        ("汀河球正热", ("占地：3071平方米", "场地：十二片"), "profile_page"),
        ("球馆开放公告", ("电话：0571-3071", "地址：渡口"), None),
        (NAME, ("电话：0571-3071", "地址：渡口"), None),
    ],
)
def test_what_stands_below_a_description(name: str, below: tuple[str, ...], expected: str | None) -> None:
    assert flag(page(name, ABOUT, PLACE, *below)) == expected
    assert flag(page(name, ABOUT, LEAD, *below)) is None


def test_a_motto_is_said_by_nobody() -> None:
    motto = "学校以“厚德、博学、笃行、创新”为校训，现有教学班四十八个，在校学生两千四百人。"
    assert flag(page("汀河三中学校简介", ABOUT, motto)) == "profile_page"
    said = "“我在渡口守了四十年，没有让一个孩子落过水。”校门口的石碑上，至今刻着这一行字。"
    assert flag(page("汀河三中学校简介", ABOUT, said)) is None


def test_a_title_says_whose_introduction_it_is() -> None:
    def of(title: str, *lines: str) -> str | None:
        shown = "".join(f"<p>{line}</p>" for line in lines)
        return flag(clean(f"<title>{title}</title><div><h1>走近汀河边的三中校园</h1>{shown}</div>"))

    assert of("学校简介_汀河三中", ABOUT, PLACE) == "profile_page"
    assert of("汀河三中", ABOUT, PLACE) is None
    assert of("学校简介_汀河三中", ABOUT, LEAD) is None


def _under_a_site(body: str, name: str = "<div>汀河文艺</div>") -> str | None:
    texts = f"<p>{ABOUT}</p><p>路线</p><p>{PLACE}</p><p>装备</p><p>{ABOUT}</p>"
    return flag(clean(f"<title>汀河文艺</title><div>{name}{body}{texts}</div>"))


@pytest.mark.parametrize(
    ("body", "name", "expected"),
    [
        ("", "<div>汀河文艺</div>", "profile_page"),
        ("<div>渡口夜跑的三条路线</div>", "<div>汀河文艺</div>", None),  # a headline
        ("<div>夜跑的三条路线</div>", "<div>汀河文艺</div>", "profile_page"),  # seven characters
        ("<h2>夜跑</h2>", "<div>汀河文艺</div>", None),  # a heading below what is none
        ("<h2>夜跑</h2>", "<h1>汀河文艺</h1>", "profile_page"),
        ("<div>渡口夜跑 三十二人 东门集合</div>", "<div>汀河文艺</div>", "profile_page"),  # a row of particulars
    ],
)
def test_a_headline_below_the_sites_name(body: str, name: str, expected: str | None) -> None:
    assert _under_a_site(body, name) == expected


@pytest.mark.parametrize(("lines", "expected"), [(2, None), (3, "profile_page")])
def test_three_lines_beside_a_word_of_introduction(lines: int, expected: str | None) -> None:
    doors = ("东门", "西门", "渡口")[:lines]
    assert flag(page("汀河球馆", ABOUT, *doors)) == expected
    assert flag(page("汀河球馆", ABOUT, PLACE, *doors)) is None  # below a text
    cells = "".join(f"<tr><td>{door}</td></tr>" for door in doors)
    assert flag(page("汀河球馆", ABOUT, PLACE, f"<table>{cells}</table>")) == expected


@pytest.mark.parametrize("control", ["[编辑]", "［编辑］", "[編輯]"])
@pytest.mark.parametrize(("headings", "expected"), [(1, None), (2, "profile_page")])
def test_a_wiki_s_entry_lets_a_reader_change_its_sections(control: str, headings: int, expected: str | None) -> None:
    text = "明代有三户窑工从对岸迁居于此，村民世代以制陶为业，民国时已有九座窑。"
    parts = [line for name in ("历史", "地理")[:headings] for line in (f"<h2>{name}<span>{control}</span></h2>", text)]
    assert flag(page("汀河村的九座老窑", text, *parts)) == expected


def test_letters_stand_under_those_who_wrote_them() -> None:
    rows = [line for name in ("陈女士", "林先生", "周先生") for line in (f"<div>{name}</div>", PLACE)]
    assert flag(page("读者来信选登", *rows)) is None
    assert (
        flag(page("汀河球馆", "<div>开放场地</div>", PLACE, "<div>租用球拍</div>", ABOUT, "<div>陈女士</div>"))
        == "profile_page"
    )
