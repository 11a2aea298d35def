"""Photo credits: the early exits refuse no caption that an expression takes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.evidence import photo_credits

WORDS = [
    *"图摄由：:/／（()）、 。▲",
    "图片",
    "照片",
    "视频",
    "供图",
    "提供",
    "摄影",
    "来源",
    "图源",
    "王五",
    "某某馆",
    "老桥通车",
]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map("".join))
@settings(max_examples=500)
def test_no_caption_with_a_credit_is_refused_unread(caption: str) -> None:
    expressions = [photo_credits.GIVEN, photo_credits._NAMED, photo_credits._GIVER, photo_credits._TAKEN]
    assert photo_credits._has_credit_sign(caption) or not any(expression.search(caption) for expression in expressions)
    named = photo_credits._NAMED.search(caption)
    can_give = named is not None and (photo_credits._can_give(named["name"]) or "提供" in named[0])
    if named is not None and named["how"] and not can_give:
        named = None
    found, wanted = photo_credits._name_given(caption), named or photo_credits._GIVER.search(caption)
    assert (found and found.span()) == (wanted and wanted.span())


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        # an outlet, a role or an agency in front of the name is none of the description
        ("游客在湖边拍照。某民网 郝野摄", "游客在湖边拍照。", "郝野"),
        ("雨中游老楼。城市摄影队 周斌 摄", "雨中游老楼。", "周斌"),
        ("检查设施。新华社发（费知夏摄）", "检查设施。", "费知夏"),
        ("检查设施。新华社发", "检查设施。", "新华社"),
        ("检查设施。周一帆 摄/光明图片", "检查设施。", "周一帆"),
        ("桥上的灯 视觉中国 图", "桥上的灯", "视觉中国"),
        ("桥上的灯。视觉中国 资料", "桥上的灯。", "视觉中国"),
        ("检查设施。图/IC photo", "检查设施。", "IC photo"),
        ("本报记者 闵小满 郝大力 摄", None, "闵小满、郝大力"),
        ("游客在湖边拍照。岚江+记者 闵小满 拍摄", "游客在湖边拍照。", "闵小满"),
        ("检查设施。通讯员 闵小满 供图", "检查设施。", "闵小满"),
        ("桥上的灯。岚江日报 图", "桥上的灯。", "岚江日报"),
        ("桥上的灯 环湖线路 图", "桥上的灯 环湖线路 图", None),
        ("鸟在湖边（无人机拍摄）", "鸟在湖边（无人机拍摄）", None),
        ("游客在湖边拍照。闵小满拍摄", "游客在湖边拍照。", "闵小满"),
        ("游客在湖边用手机拍摄", "游客在湖边用手机拍摄", None),
        ("图丨夜里的老楼", "图丨夜里的老楼", None),
        ("图丨岚川图库", None, "岚川图库"),
        ("游客在湖边拍照本报记者闵小满摄", "游客在湖边拍照", "闵小满"),
        ("桥上的灯 阿力木·买买提 摄", "桥上的灯", "阿力木·买买提"),
        ("桥上的灯（摄影 周小满）", "桥上的灯", "周小满"),
        # traditional characters
        ("老橋通車。霍桂蘭攝", "老橋通車。", "霍桂蘭"),
        ("老橋通車。[霍桂蘭攝]", "老橋通車。", "霍桂蘭"),
        ("老橋通車。圖：縣府提供", "老橋通車。", "縣府"),
        ("桥上的灯 图｜周小满", "桥上的灯", "周小满"),
        ("桥上的灯。周小满 摄（资料图片）", "桥上的灯。", "周小满"),
        ("老橋通車。（記者祝書言攝）", "老橋通車。", "祝書言"),
        ("老橋通車。記者晏靜／攝影", "老橋通車。", "晏靜"),
        ("警消到場。（圖／記者邱小滿攝）", "警消到場。", "邱小滿"),
        ("應該更自律。（取自王婉小臉書）", "應該更自律。", "王婉小臉書"),
        ("警消到場。[攝影：邱小滿]", "警消到場。", "邱小滿"),
        ("警消到場。照片提供：邱小滿", "警消到場。", "邱小滿"),
        ("警消到場。（圖由受訪者提供）", "警消到場。", "受訪者"),
        ("警消到場。（臉書截圖）", "警消到場。", "臉書"),
        ("路面積水。（網上圖片）", "路面積水。", "網上圖片"),
        ("路面积水。（互联网照片）", "路面积水。", "互联网"),
        ("茶農搶收。嵐央社記者邱小滿攝 113年4月8日", "茶農搶收。", "邱小滿"),
        ("茶農搶收。（邱小滿／嵐川日報）", "茶農搶收。", "邱小滿"),
        ("茶農搶收。（邱小滿／副理）", "茶農搶收。（邱小滿／副理）", None),
        ("桥上的灯。图 | 周小满", "桥上的灯。", "周小满"),
        ("橋上的燈。（資料照，記者邱小滿攝）", "橋上的燈。", "邱小滿"),
        ("橋上的燈。（示意圖／邱小滿攝）", "橋上的燈。", "邱小滿"),
        # 图 and a colon may open the description
        ("资料图：老桥还能走多远？", "资料图：老桥还能走多远？", None),
        ("图：孩子们在看书", "图：孩子们在看书", None),
        ("图：周小满", None, "周小满"),
        ("视频：老桥通车", "视频：老桥通车", None),
        ("问题来源：管网老化", "问题来源：管网老化", None),
        # no credit
        ("他在新华社", "他在新华社", None),
        ("学生在电视台 周小满 摄", "学生在电视台", "周小满"),
        ("图为新桥设计图", "图为新桥设计图", None),
    ],
)
def test_a_caption_and_who_took_the_picture(line: str, caption: str | None, credit: str | None) -> None:
    assert photo_credits.split_credit(line) == (caption, credit)


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("石匠给石阶编号。王 桥 摄", ("石匠给石阶编号。", "王桥")),
        ("图为大 桥 摄", ("图为大 桥 摄", None)),  # no name
        ("石匠给石阶编号图像来源: Wang Qiao/LS", ("石匠给石阶编号", "Wang Qiao/LS")),
        ("图像来源，Getty Images", (None, "Getty Images")),
        ("图像来源不明", ("图像来源不明", None)),
    ],
)
def test_credits_behind_a_caption(caption: str, expected: tuple[str | None, str | None]) -> None:
    assert photo_credits.split_credit(caption) == expected


@pytest.mark.parametrize(
    ("line", "caption"),
    [("1/12 石桥的早晨", "石桥的早晨"), ("（2/12）石桥的傍晚", "石桥的傍晚"), ("1/3的石块换过了", "1/3的石块换过了")],
)
def test_the_number_of_a_picture_in_its_set_is_no_part_of_the_caption(line: str, caption: str) -> None:
    assert photo_credits.split_credit(line) == (caption, None)
