"""Names of pages that are no articles whatever date and source they bear, and the articles nearest to them."""

import pytest

from tests.judgement.purpose.pages import ABOUT, LEAD, PLACE, SENTENCE, flag, page

SIGNED = "2026-03-04 09:12 来源：松汀网"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("汀河医院简介", "profile_page"),
        ("《渡口夜话》栏目介绍", "profile_page"),
        ("参观路线", "profile_page"),
        ("我们学校的故事", None),
        ("医院简介里的错字", None),
        ("走进汀河集团", None),
    ],
)
def test_an_introduction_tells_of_nobody(name: str, expected: str | None) -> None:
    assert flag(page(name, SIGNED, ABOUT, PLACE)) == expected
    assert flag(page(name, SIGNED, ABOUT, LEAD)) is None


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("钟小满，主任医师，硕士生导师，从事骨科临床工作二十余年，擅长膝关节置换。", "profile_page"),
        ("钟小满（笔名渡口），1962年生，著有长篇小说四部，作品译成六种文字。", "profile_page"),
        ("钟小满，敲钟的人，从父亲手里接过木槌那年四十岁，头一下敲得有点轻。", None),
        ("三十年前，钟小满，主任医师，从骨科的走廊走进汀河的渡口，再没有离开。", None),
    ],
)
def test_an_entry_says_who_its_name_is(first: str, expected: str | None) -> None:
    assert flag(page("钟小满", SIGNED, first, ABOUT)) == expected
    assert flag(page("钟小满和他的渡口", SIGNED, first, ABOUT)) is None
    assert flag(page("钟小满", SIGNED, first, SENTENCE)) is None


@pytest.mark.parametrize(("heads", "expected"), [(2, None), (3, "service_page")])
@pytest.mark.parametrize("name", ["渡船月票办理指南", "渡船月票常见问题解答"])
def test_help_and_guides_have_three_short_lines(name: str, heads: int, expected: str | None) -> None:
    texts = "读者证带上就能办，工本费十元，售票处当场可取，旺季可能要等上一天。", ABOUT, PLACE
    rows = [
        line for head, text in zip(("带什么？", "多少钱？", "在哪里？"), texts, strict=True) for line in (head, text)
    ]
    rows = rows if heads == 3 else [*rows[:4], texts[2]]
    assert flag(page(name, "2026-03-04 来源：松汀网", *rows)) == expected
    assert flag(page(name, "2026-03-04 来源：松汀网", *rows, SENTENCE)) is None
    assert flag(page(f"{name}来了", "2026-03-04 来源：松汀网", *rows)) is None


@pytest.mark.parametrize(("sentences", "expected"), [(41, "profile_page"), (42, None)])
def test_an_introduction_has_fifteen_hundred_characters(sentences: int, expected: str | None) -> None:
    assert len(PLACE) * 41 <= 1_500 < len(PLACE) * 42
    assert flag(page("汀河医院简介", SIGNED, *[PLACE] * sentences)) == expected


@pytest.mark.parametrize(
    ("line", "expected"), [("白羊座本周运势（3月4日-3月10日）", "data_page"), ("写星座运势的人", None)]
)
def test_what_the_stars_say_may_be_signed(line: str, expected: str | None) -> None:
    assert flag(page(line, SIGNED, ABOUT, PLACE)) == expected


WORKS = ("<h3>最新文章</h3>", *[f'<p><a href="/{n}.html">渡口的第{n}个冬天</a></p>' for n in "一二三"])


@pytest.mark.parametrize(("works", "expected"), [(WORKS, "profile_page"), (WORKS[:3], None), ((), None)])
def test_a_journalist_with_a_list_of_his_works(works: tuple[str, ...], expected: str | None) -> None:
    first = "钟小满，本报首席记者，长期关注渡口与河流，报道多次获奖，出版有非虚构作品两部。"
    assert flag(page("钟小满", first, SENTENCE, *works)) == expected
    assert flag(page("钟小满和渡口", first, SENTENCE, *works)) is None


def test_what_a_notice_about_cookies_says_tells_of_nobody() -> None:
    lines = (
        "我们和合作伙伴使用 Cookie 来存储和访问设备上的信息，您可以随时更改您的选择。",
        "点击接受，即表示您同意我们按照上述目的处理您的数据；点击拒绝，只会使用必要的 Cookie。",
    )
    assert flag(page("我们重视您的隐私", *lines, "<button>接受全部</button>")) == "service_page"
    assert flag(page("我们重视您的隐私", *lines, "渡口的老钟随即表示，他从来不看这样的话，点过就算。")) is None
