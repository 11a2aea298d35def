"""Pages in traditional characters are judged by the words of the patterns, which are written in simplified ones."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.judgement import caption_lines
from cleaners.rules import first_rule
from cleaners.rules.form import FOLDED, is_traditional, simplified

MENU = "<div><a href=/>首頁</a> <a href=/n>新聞</a> <a href=/l>生活</a> <a href=/q>問答</a> <a href=/m>財經</a></div>"


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{MENU}<div>{body}</div><div>河光網 版權所有</div></body></html>"


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        (
            "正在審核",
            "<h2>內容審核中，暫時無法查看</h2><p>作者修改了這篇內容，平台正在重新審核，通過之後會自動恢復顯示，請過一會兒再來看看。</p>",
            "soft_404",
        ),
        (
            "提示",
            "<h2>該專頁已被遷移</h2><p>這個專頁換了新的名字，原來的內容都已經搬到新的地方去了，請到新專頁查看。</p>",
            "soft_404",
        ),
        (
            "深度｜海島診所的最後一張處方",
            "<h1>深度｜海島診所的最後一張處方</h1><p>2024-01-18 06:00　來源：河光新聞</p><p>登入後查看全文</p>"
            "<p>本文為會員專享內容，請登入後繼續閱讀。</p><button>手機登入</button>",
            "login_wall",
        ),
        (
            "怎樣關閉不需要的推送",
            "<h1>怎樣關閉不需要的推送</h1><p>您可以隨時在設置裡關閉這項功能，關閉之後不再收到此類信息，賬號不受影響。</p>"
            "<p>打開客戶端，點右上角的頭像，進入設置，再點推送，把不需要的一項一項關掉。</p>"
            "<p>關閉之後如果仍然收到短信，請把短信轉給我們，我們會在三天之內處理。</p>",
            "service_page",
        ),
        (
            "家裡的綠蘿葉子發黃怎麼救",
            "<h1>家裡的綠蘿葉子發黃怎麼救</h1><p>放在朝北的窗台上，一個月澆兩次水，最近從下面的葉子開始黃。</p>"
            "<ul><li><div>茶壺蓋 3小時前</div><p>冬天水要少，十天半個月一次就夠了，先把黃葉子剪掉。</p></li>"
            "<li><div>阿橋 5小時前</div><p>多半是根爛了，脫盆看一看，黑的根剪掉，換新土再種。</p></li></ul>",
            "question_page",
        ),
    ],
)
def test_what_is_no_article(title: str, body: str, reason: str) -> None:
    article = clean(page(title, body))
    assert not article.is_article
    assert reason in article.flags


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        # A reader is spoken to in an interview, too: only the words of one who tells keep it from being a page of service.
        (
            "對話修橋人：最怕的是霧",
            (
                "問：您修過多少座橋？",
                "答：三十九座，這是最難的一座，江底是流沙，第一根樁打了四十七天，您看那邊的第三個橋孔就是。",
                "問：您最怕什麼？",
                "答：怕霧，怕看不見對岸，也怕工人看不見腳下，請您站到燈下面來，這裡風小一些，也看得清楚一些。",
            ),
        ),
        (
            "無法登入的那一年",
            (
                "他說，那一年全村的人都無法登入，電話打到縣裡，接電話的人也說不清。",
                "直到冬天，鎮上才接好了線，他教每個人登入，一個一個地教。",
            ),
        ),
    ],
)
def test_what_is_one(title: str, lines: tuple[str, ...]) -> None:
    article = clean(page(title, f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in lines)))
    assert article.is_article
    assert article.text.split("\n") == list(lines)


def test_a_text_keeps_its_length_and_its_other_characters() -> None:
    assert simplified("臺灣「關於」ＡＢ：網誌") == "台湾「关于」ＡＢ：网志"
    assert is_traditional("网誌")
    assert not is_traditional("关于我们 ABC：")
    assert not is_traditional("村口的石碑上刻着一个“橋”字，字口里填了红漆，三十年没有掉过颜色。")


def test_no_character_is_folded_into_one_that_is_folded() -> None:
    assert not {character for character in FOLDED.values() if is_traditional(character)}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("關於我們", "legal.site_link"),
        ("論壇", "controls.bar"),
        ("語音朗讀", "controls.bar"),
        ("字級設定：小 中 大", "controls.bar"),
        ("首頁即時兩岸運動港聞焦點評論", "navigation.bar"),
        ("轉寄友人 列印", "controls.bar"),
        ("友善列印", "controls.bar"),
        ("▶ 收聽本文", "controls.read_aloud"),
        ("加入最愛 追蹤 已讀", "controls.bar"),
        ("點閱數：123", "controls.counter"),
        ("閱讀時間：約3分鐘", "controls.read_aloud"),
        ("▶ 本文共768字，閱讀約需3分鐘", "controls.read_aloud"),
        ("技術支援：某公司", None),
        ("他把網誌關於老橋的部分都刪掉了。", None),
    ],
)
def test_rules_match_a_line_in_either_script(line: str, rule: str | None) -> None:
    found = first_rule(line)
    assert (found.name if found else None) == rule


LINES = (
    "石橋封了三個月，今天早上重新開通，第一個走上去的是每天送孩子上學的董奶奶，她走得很慢。",
    "橋頭的茶館今天也重新開門，老闆娘把三張桌子擺到了江邊，第一壺茶送給了石匠們喝。",
    "區交通局表示，試運行三個月後會根據客流調整站點，乘客可以在站牌上掃碼留言。",
)


def with_picture(line: str) -> str:
    first, *others = (f"<p>{text}</p>" for text in LINES)
    return page(
        "石橋今天重新開通",
        f"<h1>石橋今天重新開通</h1><p>2024-05-20 10:20</p>{first}<p><img src=/a.jpg></p><p>{line}</p>{''.join(others)}",
    )


@pytest.mark.parametrize("line", ["製圖：隋小窗", "插畫：隋小窗", "剪輯：隋小窗　海報：李大同", "設計：隋小窗"])
def test_who_made_a_picture_does_not_end_the_text(line: str) -> None:
    assert clean(with_picture(line)).text.split("\n") == list(LINES)


@pytest.mark.parametrize("line", ["全媒體記者 隋小窗 攝", "實習記者 隋小窗 攝"])
def test_the_role_of_who_took_a_picture_is_no_caption(line: str) -> None:
    article = clean(with_picture(line))
    assert [(image.caption, image.credit) for image in article.images] == [(None, "隋小窗")]


@pytest.mark.parametrize("line", ["這座橋他走了四十年", "後來橋拆了", "該橋去年動工"])
def test_what_is_tied_to_the_text_above_is_no_caption(line: str) -> None:
    assert caption_lines.TIED.match(line)


@pytest.mark.parametrize("age", ["1小時前", "5分鐘前", "2天前"])
def test_readers_posts_with_their_age_are_no_text(age: str) -> None:
    posts = "".join(
        f"<div><a>{name}</a><p>{words}</p><span>{age}</span> <span>回覆</span> <span>讚</span></div>"
        for name, words in (
            ("閔大力", "寫得真好，看得我眼眶都濕了，這樣的報道請多來一些。"),
            ("黎燕", "我就住在附近，每天都路過，說實話變化真的很大。"),
            ("郝快", "支持！早就該這樣做了，希望能一直堅持下去，不要一陣風。"),
        )
    )
    title = "石橋今天重新開通"
    text = "".join(f"<p>{line}</p>" for line in LINES)
    article = clean(
        page(title, f"<h1>{title}</h1><p>2024-05-20 10:20</p><div>{text}</div><div><h3>評論 532</h3>{posts}</div>")
    )
    assert article.is_article
    assert article.text.split("\n") == list(LINES)
