"""Pages of recordings, and the articles about such."""

import pytest

from tests.judgement.purpose.pages import ABOUT, LEAD, PLACE, SENTENCE, flag, page

NAME = "渡口夜话：对岸的灯为什么不灭"
ISSUE = "第18期 渡口夜话：对岸的灯"
CHAPTERS = ("02:15 第一盏灯", "13:40 换灯的人", "25:08 对岸的回答")
HOSTS, LENGTH = "主播：半桶水", "时长 42:10"
NOTE = "本期从河上的灯说起，说到船、雾和钟，喜欢的朋友记得转给身边的人，也欢迎留言。"


@pytest.mark.parametrize(
    ("name", "lines", "expected"),
    [
        (ISSUE, (LENGTH, NOTE), "video_page"),
        (ISSUE, (NOTE,), None),
        (NAME, (LENGTH, HOSTS, NOTE), "video_page"),
        (NAME, (LENGTH, ABOUT, HOSTS), None),
        (NAME, (LENGTH, ABOUT, *CHAPTERS), "video_page"),
        (NAME, (LENGTH, ABOUT, *CHAPTERS[:2]), None),
        (NAME, (LENGTH, ABOUT, *CHAPTERS[::-1]), None),  # in no order
        (NAME, (ABOUT, *CHAPTERS), None),
    ],
)
def test_three_signs_of_a_recording(name: str, lines: tuple[str, ...], expected: str | None) -> None:
    assert flag(page(name, "2026-03-04", *lines)) == expected


def test_a_show_in_the_title_is_a_sign() -> None:
    lines = (LENGTH, NOTE)
    assert flag(page(f"{NAME}_半桶水播客", *lines)) is None  # its own headline names the show
    shown = "".join(f"<p>{line}</p>" for line in lines)
    from cleaners import clean

    article = clean(f"<title>{NAME}_半桶水播客</title><div><h1>{NAME}</h1><p>2026-03-04</p>{shown}</div>")
    assert flag(article) == "video_page"


def test_who_made_it_signs_no_article() -> None:
    credits = ("剪辑：钟小满", "来源：松汀电台")
    assert flag(page(ISSUE, "2026-03-04", LENGTH, HOSTS, NOTE, *CHAPTERS, *credits)) == "video_page"
    assert flag(page("渡口夜话第18期昨夜播出", "2026-03-04 来源：松汀晚报", LEAD, SENTENCE)) is None


@pytest.mark.parametrize(
    ("sentences", "chapters", "expected"), [(8, 0, "video_page"), (9, 0, None), (9, 3, "video_page")]
)
def test_notes_are_short_without_chapters(sentences: int, chapters: int, expected: str | None) -> None:
    text = PLACE + "，" * 10  # 46 characters
    assert len(text) * 8 <= 400 < len(text) * 9
    rows = (ISSUE, "2026-03-04", LENGTH, HOSTS, *[text] * sentences, *CHAPTERS[:chapters])
    assert flag(page(*rows)) == expected


@pytest.mark.parametrize(("sentences", "expected"), [(32, "video_page"), (33, None)])
def test_a_transcript_is_an_article(sentences: int, expected: str | None) -> None:
    text = PLACE + "，" * 10
    assert len(text) * 32 <= 1_500 < len(text) * 33
    assert flag(page(ISSUE, "2026-03-04", LENGTH, HOSTS, *[text] * sentences, *CHAPTERS)) == expected
