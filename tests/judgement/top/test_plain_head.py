"""A head of plain lines that no title names."""

from __future__ import annotations

import pytest

from cleaners import clean

TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "凌晨四点，江岸菜市场的灯先亮一半，卖鱼的到得最早，卖豆芽的最晚。",
        "市场改造以后，摊位的台面高了十厘米，卖菜的人不用再弯腰，买菜的人也不用。",
        "管理员说，改造前量了二百一十三个人的身高，取了中间的数。",
    )
)
PICTURE = "<div><img src='/a.png'></div>"


def _headline(above: str, name: str) -> str | None:
    head = f"{above}<div>{name}</div><div>2021-05-20 06:10:00</div>"
    return clean(f"<html><head><title>分享</title></head><body>{head}<div>{TEXT}</div></body></html>").headline


@pytest.mark.parametrize("name", ["菜场观察", "白露未晞", "申屠雪"])
@pytest.mark.parametrize("title", ["台面高了十厘米", "凌晨四点的灯光", "江岸菜市场的台面为什么高了十厘米"])
def test_an_account_under_its_picture_is_no_headline(title: str, name: str) -> None:
    assert _headline(f"<div>{title}</div>{PICTURE}", name) == title


@pytest.mark.parametrize(
    "above", ["", PICTURE, f"<div>江岸网</div>{PICTURE}", f"<div><a href='/'>看得见的事</a></div>{PICTURE}"]
)
def test_a_short_line_above_the_facts_without_a_title_over_its_picture_is_the_headline(above: str) -> None:
    assert _headline(above, "台面高了十厘米") == "台面高了十厘米"


HOT = ("全县小麦机收进度过九成", "老船厂里开起了咖啡馆", "这条断头路终于要打通了", "夜市摊位费降了三成")
RANKS = "".join(f"<div><i>{rank}</i><span>{name}</span></div>" for rank, name in enumerate(HOT, 1))
VIDEOS = "".join(f"<div><span>0{number}:24</span><p>{name}</p></div>" for number, name in enumerate(HOT[:3]))


def _below_column(column: str, title: str, *, is_inside: bool = True) -> str | None:
    head = f"<div>{title}</div><div>2021-05-20 06:10:00</div>"
    main = f"<div>{head}{TEXT}</div>" if is_inside else f"{head}<div>{TEXT}</div>"
    return clean(f"<html><head><title></title></head><body><div>{column}</div>{main}</body></html>").headline


@pytest.mark.parametrize("is_inside", [True, False])
@pytest.mark.parametrize("column", [f"<div>热榜</div>{RANKS}", f"<div>视频</div>{VIDEOS}", RANKS])
def test_the_last_line_of_a_column_above_is_no_headline(column: str, is_inside: bool) -> None:
    """The last title of a hot list, or what a video shows, was the headline, at .99."""
    assert _below_column(column, "江岸菜市场的台面高了十厘米", is_inside=is_inside) == "江岸菜市场的台面高了十厘米"


@pytest.mark.parametrize("lines", [("江岸日报", "江岸菜市场的台面高了"), ("江岸菜市场的台面高了",)])
def test_a_line_above_the_container_is_the_headline_over_a_deck_in_it(lines: tuple[str, ...]) -> None:
    above = "".join(f"<div>{line}</div>" for line in lines)
    body = f"<div><div>量了二百一十三个人的身高</div><div>2021-05-20 06:10:00</div>{TEXT}</div>"
    article = clean(f"<html><head><title></title></head><body><div>{above}</div>{body}</body></html>")
    assert article.headline == "江岸菜市场的台面高了"


def test_what_a_video_shows_is_no_headline_of_posts_below() -> None:
    said = (
        "今天在菜场门口捡到一个钱包，里面有身份证和三百块钱，失主看到请联系菜场管理处，我已经交给他们了，他们会打电话。",
        "提醒大家一下，最近电瓶车被偷的多，晚上一定要上两把锁，我店里这周就来了四个配钥匙的。",
        "寻狗，黄色土狗，左耳缺一角，昨晚在江边走丢，有看到的邻居请告诉我，必有酬谢。",
    )
    posts = "".join(f"<div><b>小镇姑娘</b><i>05-02 1{at}:30</i><p>{line}</p></div>" for at, line in enumerate(said))
    page = f"<html><head></head><body><div>{VIDEOS}</div><div><div>邻里圈</div>{posts}</div></body></html>"
    assert not clean(page).is_article


def test_who_took_the_pictures_is_no_headline_below_one_that_ends_as_a_site_does() -> None:
    title = "一位守钟人写给岚川日报"
    for taken in ("摄影 陈中秋", "摄影：陈中秋"):
        page = f"<title>{title}</title><h1>{title}</h1><div>{taken}</div><p>岚川渡口的老钟楼今天上午敲响了修缮以后的第一声，守钟人在楼上站了半个小时。</p>"
        article = clean(page)
        assert (article.headline, [person.name for person in article.authors]) == (title, ["陈中秋"])
    assert clean(page.replace(taken, "摄影 老街的早晨")).headline == "摄影 老街的早晨"
