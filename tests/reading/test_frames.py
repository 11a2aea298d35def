"""Players of videos in frames, by their addresses; other frames are none."""

from __future__ import annotations

import pytest

from cleaners.reading.frames import player_in
from tests.walks import differences, walked

PLAYERS = (
    "https://v.qq.com/txp/iframe/player.html?vid=a1",
    "https://v.qq.com/iframe/preview.html?vid=a1&width=500",
    "//player.bilibili.com/player.html?bvid=BV1&page=1",
    "https://www.bilibili.com/blackboard/html5mobileplayer.html?bvid=BV1",
    "https://player.youku.com/embed/XMQ==",
    "http://open.iqiyi.com/developer/player_js/coopPlayerIndex.html?vid=1",
    "https://www.youtube.com/embed/abc",
    "https://media.example.cn/films/1.mp4",
)
OTHERS = (
    "https://www.example.com/maps/embed?pb=1",
    "https://map.example.com/embed/1",
    "https://music.example.com/outchain/player?id=1",
    "https://pos.example.cn/ads/1.html",
    "https://www.example.cn/comment/frame.html",
    "/video.html",
    "about:blank",
    "",
)


@pytest.mark.parametrize("url", PLAYERS)
def test_a_frame_with_a_player_is_a_video(url: str) -> None:
    expected = f"https:{url}" if url.startswith("//") else url
    assert player_in({"src": url}) == expected
    assert player_in({"src": "about:blank", "data-src": url}) == expected
    page = f'<p>上文。<iframe width="9" src="{url}">不见</iframe>下文。</p>'
    assert [block.video.url if block.video else block.text for block in walked(page).blocks] == [
        "上文。",
        expected,
        "下文。",
    ]
    assert differences(page) == []


@pytest.mark.parametrize("url", OTHERS)
def test_other_frames_are_none(url: str) -> None:
    assert player_in({"src": url}) == ""
    assert differences(f'<p>上文。<iframe src="{url}">不见</iframe>下文。</p>') == []


def test_a_frame_in_a_hidden_element_is_hidden() -> None:
    page = f'<div style="display:none"><iframe src="{PLAYERS[0]}"></iframe></div><p>正文。</p>'
    assert [block.hidden for block in walked(page).blocks if block.video] == [True]
    assert differences(page) == []


@pytest.mark.parametrize(
    "element",
    [
        '<embed src="{}" width="9">',
        '<object data="{}" width="9"></object>',
        '<object type="application/x-shockwave-flash" data="{}">不见</object>',
    ],
)
@pytest.mark.parametrize(
    "url", ["/vod/20161003.wmv", "https://vod.example.cn/a.mp4?x=1", "https://player.example.cn/v.swf"]
)
def test_a_plug_in_with_a_video_is_one(element: str, url: str) -> None:
    page = f"<p>上文。{element.format(url)}下文。</p>"
    assert [block.video.url if block.video else block.text for block in walked(page).blocks] == [
        "上文。",
        url,
        "下文。",
    ]
    assert differences(page) == []


def test_an_embed_inside_an_object_is_seen_and_nothing_else_of_it() -> None:
    url = "http://player.example.cn/v.swf"
    page = f'<p>上文。<object width="9"><param name="movie" value="{url}"><embed src="{url}"></embed>不见</object>下文。</p>'
    assert [block.video.url if block.video else block.text for block in walked(page).blocks] == [
        "上文。",
        url,
        "下文。",
    ]
    assert differences(page) == []


@pytest.mark.parametrize("element", ['<embed src="/ad/1.swf">', '<object data="/doc/1.pdf"></object>', "<embed>"])
def test_other_plug_ins_are_none(element: str) -> None:
    assert [block.text for block in walked(f"<p>上文。{element}下文。</p>").blocks if block.video] == []
    assert differences(f"<p>上文。{element}下文。</p>") == []


@pytest.mark.parametrize(
    "page",
    [
        '<p>上文。<embed src="/music.mid" hidden="true">下文。</p>',
        '<p>上文。<embed style="display:none">下文。</p>',
        '<embed style="font-size:0"><p>上文。下文。</p>',
        "<style>embed{display:none}</style><p>上文。<embed>下文。</p>",
        "<style>.a{display:none}</style><p>上文。<embed class=a>下文。</p>",
    ],
)
def test_a_hidden_embed_hides_nothing_but_itself(page: str) -> None:
    """Old pages play music so; the parser puts what follows into the element, since nobody closes it."""
    assert [(block.text, block.hidden) for block in walked(page).blocks] == [("上文。下文。", False)]
    assert differences(page) == []


@pytest.mark.parametrize("words", range(1, 6))
@pytest.mark.parametrize("tag", ["iframe", "object", "embed", "svg"])
def test_a_button_with_a_frame_in_it_is_as_long_for_both_walks(tag: str, words: int) -> None:
    """A button of more elements and texts than a control has is a block: one walk counted the frame."""
    page = f"<div>上文<button>字{'<f>字' * words}<{tag}></{tag}></button>下文</div>"
    assert differences(page) == []


def test_a_frame_that_is_never_closed_in_a_button() -> None:
    assert differences("<<button>><f><f>e<f>e<iframe/>e") == []
