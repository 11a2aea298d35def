"""What differs between two records, as pieces that stayed, went and came."""

from __future__ import annotations

from typing import Any

from crawler.report.differences import CONTEXT, MAX_PIECE, MAX_SHOWN, Piece, compare_records

FIELDS = (
    "headline kicker deck abstract original_headline authors credits source date_published date_modified text".split()
)


def record(**values: Any) -> dict[str, Any]:
    return {**dict.fromkeys(FIELDS), "authors": [], "credits": [], "text": "", **values}


def lines_of(before: str, after: str) -> list[list[Piece]]:
    (found,) = compare_records(record(text=before), record(text=after))
    return found.lines


def test_an_edited_paragraph_shows_its_words_in_their_surroundings() -> None:
    before = "第一段。\n大桥全长五公里，工程历时三年，桥面为双向六车道，总投资十亿元，预计年底通车运行。"
    after = "第一段。\n大桥全长六公里，工程历时三年，桥面为双向六车道，总投资十亿元，预计年中通车运行。"
    assert lines_of(before, after) == [
        [
            Piece("kept", "大桥全长"),
            Piece("gone", "五"),
            Piece("come", "六"),
            Piece("kept", "公里，工程历时三年，桥面为双向六车道，总投资十亿元，预计年"),
            Piece("gone", "底"),
            Piece("come", "中"),
            Piece("kept", "通车运行。"),
        ]
    ]


def test_what_stayed_is_cut_to_what_stands_beside_the_edit() -> None:
    stayed = "甲乙丙丁戊己庚辛壬癸" * 4
    (line,) = lines_of(f"{stayed}旧{stayed}", f"{stayed}新{stayed}")
    assert [piece.text for piece in line] == ["…" + stayed[-CONTEXT:], "旧", "新", stayed[:CONTEXT] + "…"]


def test_paragraphs_that_went_and_came_are_whole() -> None:
    assert lines_of("开头。\n旧的一段话。\n结尾。", "开头。\n结尾。") == [[Piece("gone", "旧的一段话。")]]
    assert lines_of("开头。", "开头。\n续报：水退了。") == [[Piece("come", "续报：水退了。")]]
    assert lines_of("完全两样", "毫无共同处") == [[Piece("gone", "完全两样")], [Piece("come", "毫无共同处")]]


def test_a_paragraph_that_was_edited_before_one_that_came_shows_its_words() -> None:
    assert lines_of("桥长五公里。", "桥长六公里。\n记者将继续关注。") == [
        [Piece("kept", "桥长"), Piece("gone", "五"), Piece("come", "六"), Piece("kept", "公里。")],
        [Piece("come", "记者将继续关注。")],
    ]


def test_fields_are_named_in_the_order_of_the_record() -> None:
    before = record(headline="旧题", source="甲报", authors=[{"name": "林一帆", "role": "记者"}])
    after = record(headline="新题", source=None, authors=[{"name": "林一帆", "role": None}])
    assert [(found.field, found.lines) for found in compare_records(before, after)] == [
        ("headline", [[Piece("gone", "旧"), Piece("come", "新"), Piece("kept", "题")]]),
        ("authors", [[Piece("kept", "林一帆"), Piece("gone", "（记者）")]]),
        ("source", [[Piece("gone", "甲报")]]),
    ]


def test_long_pieces_and_long_lists_are_cut_and_counted() -> None:
    (line,) = lines_of("", "长" * (MAX_PIECE + 50))
    assert line == [Piece("come", "长" * (MAX_PIECE // 2) + "……" + "长" * (MAX_PIECE // 2))]
    many = "\n".join(f"第{number}段" for number in range(MAX_SHOWN + 3))
    (found,) = compare_records(record(text="甲"), record(text=f"甲\n{many}"))
    assert (len(found.lines), found.left_out) == (MAX_SHOWN, 3)
