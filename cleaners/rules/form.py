"""The match form of a line, which rules are written for.

Full-width punctuation, digits and letters are folded to ASCII, NBSP and U+3000 to a space, traditional characters to
simplified ones, capitals to lower case. Only rules are matched against this form; the output keeps the author's characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from cleaners.reading.patterns import lazy

_SIGNS = {
    "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": " ", "【": "[", "】": "]", "〔": "[",
    "〕": "]", "丨": "|", "│": "|", "┃": "|", "︱": "|", "»": ">", "›": ">", "＞": ">", "〉": ">", "→": ">", "﹥": ">", "•": "·", "・": "·", "‧": "·",
    "﹕": ":", "∶": ":", "︰": ":", "。": "。",
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
    "購购 買买 賣卖 優优 獎奖 勵励 郵邮 線线 談谈 諮谘 詢询 殺杀 飲饮 過过 滿满 歲岁 絕绝 愛爱 決决 難难 礙碍 駕驾 蹤踪 帳帐 馬马 張张 師师 給给 幫帮 險险 絲丝 顧顾 週周 興兴 聽听 "
    "於于 問问 參参 車车 預预 費费 觀观 約约 職职 錯错 結结 氣气 進进 欄栏 裝装 產产 詳详 創创 訴诉 設设 萬万 語语 盤盘 態态 "
    "獲获 項项 試试 統统 運运 質质 紹绍 遊游 邊边 圍围 鐘钟 軟软 換换 課课 醫医 風风 調调 賬账 認认 糾纠 錢钱 賞赏 餘余 徵征 "
    "戲戏 納纳 積积 護护 壇坛 謝谢 東东 範范 搶抢 狀状 貨货 陸陆 覺觉 銷销 顯显 細细 藥药 況况 輕轻 帶带 誤误 暫暂 討讨 遞递 "
    "額额 賽赛 誌志 側侧 達达 刪删 塊块 饋馈 勢势 黨党 紀纪 劇剧 廠厂 庫库 適适 匯汇 籌筹 環环 競竞 曬晒 連连 測测 雜杂 僅仅 "
    "練练 親亲 園园 釋释 鎖锁 樣样 確确 剛刚 掛挂 觸触 嚴严 徑径 鏡镜 義义 獻献 滾滚 縮缩 紅红 診诊 誠诚 駐驻 勝胜 變变 績绩 "
    "兒儿 遠远 離离 擴扩 尋寻 異异 響响 凍冻 彈弹 賓宾 讓让 腦脑 靜静 願愿 強强 啟启 雙双 嗎吗 輸输 斷断 蘋苹 貴贵 講讲 雲云 "
    "虛虚 鄭郑 婦妇 儲储 養养 衛卫 諾诺 橫横 鮮鲜 驚惊 遺遗 攔拦 兌兑 禮礼 繳缴 撥拨 純纯 歸归 謹谨 緊紧 託托 訓训 騰腾 敗败 "
    "縱纵 娛娱 譽誉 暢畅 緩缓 較较 煩烦 擇择 錦锦 懷怀 臨临 緒绪 擔担 擬拟 繪绘 鑑鉴 順顺 補补 減减 趕赶 誦诵 負负 "
    "數数 種种 復复 衆众 臺台 爲为 並并 啓启 樓楼 遷迁 丟丢 屬属 億亿 鍾钟 羣群 準准 鄉乡 鎮镇 詩诗 夢梦 寵宠 艦舰 寶宝 貝贝 "
    "鋪铺 稅税 飛飞 層层 終终 戰战 輪轮 齡龄 贈赠 夥伙 媽妈 輔辅 擾扰 畢毕 貫贯 貢贡 黃黄 漲涨 鈔钞 溫温 溼湿 濕湿 壓压 陰阴 "
    "陣阵 顏颜 駛驶 軍军 農农 籃篮 蒞莅 盡尽 儘尽 鈕钮 煙烟 傷伤 碩硕 賢贤 淨净 榮荣 鴻鸿 築筑 綠绿 鐵铁 驅驱 龍龙 銀银 極极 "
    "崗岗 誘诱 綱纲 溝沟 賃赁 倉仓 櫃柜 臥卧 籲吁 煉炼 闢辟 謠谣 襲袭 驟骤 訃讣 獅狮 蠍蝎 魚鱼 懸悬 貯贮 牀床 幀帧 叢丛 釣钓 "
    "鋒锋 藍蓝 亞亚 瑪玛 簽签 麥麦 誰谁 騎骑 鵬鹏 佔占 係系 寧宁 宮宫 迴回 賜赐 盜盗 燈灯 菸烟 陽阳 "
    "滬沪 閩闽 贛赣 遼辽 隴陇 陝陕 蘇苏 魯鲁 晉晋 瓊琼 瀋沈 "
    # surnames: the two characters of one must be folded alike
    "豐丰 喬乔 蘭兰 馮冯 劉刘 盧卢 葉叶 呂吕 吳吴 婁娄 孫孙 龐庞 莊庄 楊杨 欒栾 歐欧 湯汤 竇窦 繆缪 羅罗 聶聂 蘆芦 蕭萧 薩萨 "
    "蔣蒋 諸诸 諶谌 譚谭 賀贺 賈贾 賴赖 趙赵 遲迟 鄧邓 鄺邝 鄒邹 閆闫 閔闵 閻阎 闞阚 陳陈 韋韦 韓韩 饒饶 駱骆 鮑鲍 龔龚 荊荆 "
    # what Hong Kong and converters write in the place of some of these
    "覈核 産产 奬奖 録录 綫线 説说 証证 閲阅 絶绝 顔颜 査查 舘馆 併并 幇帮 衞卫 脇胁 麪面 麵面 喫吃"
)

_SIMPLIFIED = {pair[0]: pair[1] for pair in _TRADITIONAL.split()}

#: What each character is folded into. Full-width forms stand 0xFEE0 above those of ASCII.
FOLDED = {
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},
    **_SIGNS,
    **_SIMPLIFIED,
}
#: The first and the last character of the private use area, where the glyphs of icon fonts are: those are dropped.
DROPPED = ("\ue000", "\uf8ff")
_TO_FOLD = lazy(f"([{re.escape(''.join(FOLDED))}{'-'.join(DROPPED)}])")

_ONE_TRADITIONAL = lazy(f"[{''.join(_SIMPLIFIED)}]")
_TO_SIMPLIFIED = str.maketrans(_SIMPLIFIED)
_ONE_IN = 20

#: Characters of a long line that are folded at a time.
_PIECE = 4_096


def fold_line(line: str) -> str:
    """The match form of a line: ASCII punctuation, lower case, stripped, without the glyphs of icon fonts."""
    return _fold(line).lower().strip()


def _fold(text: str) -> str:
    """Replace the characters to be folded. They are few, so finding them costs a tenth of `str.translate`, which looks up every
    one."""
    pieces = _TO_FOLD.split(text)
    if len(pieces) > 1:
        # Every other piece is one to fold; what is not in the table is of the private use area.
        pieces[1::2] = [FOLDED.get(character, "") for character in pieces[1::2]]
        text = "".join(pieces)
    return text


def fold_long_line(line: str, longest: int) -> str | None:
    """The match form of a line that is longer than ``longest``; None if its form is longer, too. A whole page may be one line,
    so no more of it is read than needed."""
    form = ""
    for start in range(0, len(line), _PIECE):
        form = (form + _fold(line[start : start + _PIECE])).lstrip()[: longest + 1]
        if len(form.rstrip()) > longest:
            return None
    form = form.lower().strip()
    return form if len(form) <= longest else None


def is_traditional(text: str) -> bool:
    """Whether at least one in twenty characters of a text is folded into a simplified one. In traditional texts it is one in
    four, in simplified ones only those of a name or a quotation."""
    return len(_ONE_TRADITIONAL.findall(text)) * _ONE_IN > len(text)


def simplified(text: str) -> str:
    """A text with its traditional characters replaced by simplified ones, as far as the table has them; the length stays the
    same."""
    return text.translate(_TO_SIMPLIFIED)


def in_both_scripts(words: Iterable[str]) -> tuple[str, ...]:
    """Words in simplified characters, each with every way to write it in traditional ones too: for what is looked for in a page's
    own text. Most of those ways nobody writes (關註), but which one is the usual only a dictionary knows."""
    return tuple(
        "".join(form) for word in words for form in product(*(_FORMS.get(character, character) for character in word))
    )


def either_script(word: str) -> str:
    """The same as a regular expression."""
    return "".join(f"[{_FORMS[character]}]" if character in _FORMS else character for character in word)


#: Each simplified character with the traditional ones that are folded into it.
_FORMS: dict[str, str] = {}
for _full, _simple in _SIMPLIFIED.items():
    _FORMS[_simple] = _FORMS.get(_simple, _simple) + _full
