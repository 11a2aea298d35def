"""The article's own videos: addresses, captions and durations, in the record and in what is rendered."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

BEFORE = "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>"


def article(inside: str) -> Article:
    page = (
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div><h1>旧渡口的石阶修好了</h1><p>2024-05-20 10:20 来源：河光日报</p>"
        f"<div class=wz>{BEFORE}{inside}{BEFORE}</div></div></body></html>"
    )
    return clean(page, "https://www.example.cn/a/1.html")


def videos(inside: str) -> list[tuple[str | None, str | None, int | None]]:
    return [(video.url, video.caption, video.duration) for video in article(inside).videos]


def test_addresses_are_absolute() -> None:
    assert videos('<video src="v/1.mp4"></video>') == [("https://www.example.cn/a/v/1.mp4", None, None)]


def test_what_a_script_made_has_no_address() -> None:
    assert videos('<video src="blob:https://www.example.cn/1"></video>') == [(None, None, None)]


def test_a_video_with_a_caption_or_a_duration_is_rendered() -> None:
    figure = '<figure><video src="/1.mp4"></video><figcaption>石阶上的灯</figcaption></figure>'
    assert "▶ [石阶上的灯](https://www.example.cn/1.mp4)" in article(figure).to_markdown()
    assert '<video controls preload="none" src="https://www.example.cn/1.mp4">' in article(figure).to_html()
    timed = article('<div><video src="/1.mp4"></video><span>02:35</span></div>')
    assert "▶ [视频](https://www.example.cn/1.mp4) (02:35)" in timed.to_markdown()


@pytest.mark.parametrize(
    ("line", "caption"), [("视频：石阶上的灯亮了", "视频：石阶上的灯亮了"), ("播放 00:00 / 01:12 倍速 全屏", None)]
)
def test_the_line_below_a_video(line: str, caption: str | None) -> None:
    assert videos(f'<p><video src="/1.mp4"></video></p><p>{line}</p>') == [
        ("https://www.example.cn/1.mp4", caption, None)
    ]
    assert line not in article(f'<p><video src="/1.mp4"></video></p><p>{line}</p>').text


def test_a_line_with_the_names_of_who_filmed_it_is_no_caption() -> None:
    assert videos('<p><video src="/1.mp4"></video></p><p>视频：周小渡 林一帆</p>') == [
        ("https://www.example.cn/1.mp4", None, None)
    ]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<div class=v><div><video src='/1.mp4'></video></div>@</div>", ["https://www.example.cn/1.mp4"]),
        ("<div><video src='/live.mp4'></video></div><div class=v>@</div>", []),
    ],
)
def test_a_player_that_opens_the_element_of_the_article_is_its_own(above: str, expected: list[str]) -> None:
    story = f"<h1>旧渡口的石阶修好了</h1><p>2024-05-20 10:20 来源：河光日报</p><div>{BEFORE}{BEFORE}</div>"
    page = f"<html><head><title>旧渡口的石阶修好了</title></head><body>{above.replace('@', story)}</body></html>"
    assert [video.url for video in clean(page, "https://www.example.cn/a/1.html").videos] == expected
