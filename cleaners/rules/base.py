"""The rule value: one form of boilerplate, where it may stand, what follows from it, and its own proof.

Rules are matched against the *match form* of a line: full-width punctuation, digits and letters folded to ASCII, NBSP and
U+3000 to a space, lower case. Only the matching sees that form; outputs keep the author's characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from cleaners.article import Label

#: A line longer than this is running text for every rule that does not say otherwise.
MAX_CHARS = 100

_FOLD: dict[int, int | str] = {0xFF01 + n: 0x21 + n for n in range(94)}
_FOLD |= {
    ord(a): b
    for a, b in {
        "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": " ", "【": "[", "】": "]", "〔": "[",
        "〕": "]", "丨": "|", "│": "|", "┃": "|", "︱": "|", "»": ">", "›": ">", "＞": ">", "〉": ">", "→": ">", "﹥": ">", "•": "·", "・": "·", "‧": "·",
        "﹕": ":", "∶": ":", "︰": ":", "。": "。",
    }.items()
}  # fmt: skip


# Traditional characters of the newsroom's and the footer's vocabulary: rules are written once, in Simplified.
_TRADITIONAL = (
    "備备 粵粤 網网 聞闻 報报 發发 佈布 編编 輯辑 責责 審审 讀读 關关 閱阅 點点 擊击 瀏浏 覽览 "
    "時时 間间 來来 記记 圖图 攝摄 評评 論论 條条 鏈链 鍊链 聲声 權权 許许 證证 號号 導导 薦荐 "
    "熱热 門门 視视 頻频 專专 題题 頁页 頂顶 載载 戶户 掃扫 碼码 長长 識识 別别 維维 眾众 訂订 "
    "轉转 廣广 隱隐 聯联 繫系 絡络 違违 舉举 話话 電电 為为 們们 這这 個个 歡欢 請请 錄录 註注 "
    "冊册 驗验 動动 標标 籤签 鍵键 詞词 內内 體体 簡简 選选 檔档 檢检 傳传 機机 構构 單单 資资 "
    "訊讯 劃划 計计 製制 監监 總总 譯译 對对 執执 筆笔 實实 習习 員员 館馆 團团 華华 國国 際际 "
    "財财 經经 濟济 樂乐 區区 縣县 灣湾 兩两 歷历 學学 術术 藝艺 書书 畫画 讚赞 贊赞 臉脸 閉闭 "
    "還还 複复 級级 舊旧 後后 裡里 裏里 麼么 沒没 見见 現现 開开 會会 說说 當当 應应 該该 無无 "
    "與与 從从 將将 隨随 貼贴 領领 辦办 務务 業业 營营 協协 議议 規规 則则 須须 隊队 組组 織织 "
    "處处 廳厅 場场 獨独 節节 類类 續续 繼继 寫写 採采 訪访 據据 稱称 綜综 頭头 紙纸 幣币 價价 "
    "購购 買买 賣卖 優优 獎奖 勵励 郵邮"
)
_FOLD |= {ord(pair[0]): pair[1] for pair in _TRADITIONAL.split()}


class Where(StrEnum):
    """The part of a page in which a rule may speak: before the body, from the body's start on, or in both."""

    HEAD = "head"
    TAIL = "tail"
    ANYWHERE = "anywhere"


class Effect(StrEnum):
    """What a match means for the lines around it."""

    LINE = "line"  # this line only
    END = "end"  # the article ended before this line
    WIDGET = "widget"  # heading of a block of other things; after the body it ends the article


class RuleError(ValueError):
    """A rule without proof, or one whose proof fails."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of boilerplate. ``pattern`` must match the whole match form of a line of at most ``max_chars``.

    Unless ``sentences`` is set, lines that hold a full stop or a question mark are left: boilerplate seldom speaks in
    sentences, articles do. ``drops`` are lines it must take, ``keeps`` the nearest true lines that it must leave; a rule without both is refused.
    Raises RuleError when a proof is missing or fails, re.error when the pattern is no regular expression.
    """

    name: str
    label: Label
    pattern: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]
    where: Where = Where.ANYWHERE
    effect: Effect = Effect.LINE
    max_chars: int = MAX_CHARS
    sentences: bool = False
    about: str = ""
    regex: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regex", re.compile(self.pattern))
        if not self.drops or not self.keeps:
            raise RuleError(f"rule {self.name}: a rule needs both drops and keeps")
        for line in self.drops:
            if not self.matches(match_form(line)):
                raise RuleError(f"rule {self.name} does not take {line!r}")
        for line in self.keeps:
            if self.matches(match_form(line)):
                raise RuleError(f"rule {self.name} takes {line!r}, which it must leave")

    @property
    def family(self) -> str:
        """The part of the name before the dot, which is the file the rule stands in."""
        return self.name.partition(".")[0]

    def matches(self, form: str) -> bool:
        """Whether the rule takes a line, given in its match form."""
        if len(form) > self.max_chars or (not self.sentences and ("。" in form or "?" in form)):
            return False
        return self.regex.fullmatch(form) is not None


_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def match_form(line: str) -> str:
    """A line as rules see it: ASCII punctuation, lower case, stripped, without the glyphs of icon fonts."""
    return _PRIVATE_USE.sub("", line.translate(_FOLD)).lower().strip()
