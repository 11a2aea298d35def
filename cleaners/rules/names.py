"""The vocabulary of newsroom roles and the shape of a Chinese name: data that credit and byline rules are made of."""

from __future__ import annotations

# Roles of production, printed after the body. A line of these ends the article.
CREDIT_ROLES = (
    "编辑 责任编辑 责编 审读 审核 审校 审签 审稿 审定 核稿 编审 一审 二审 三审 初审 复审 终审 校对 校审 责校 编校 责审 统筹 策划 主编 副主编 执行主编 "
    "总编 总编辑 副总编辑 值班编委 值班主任 值班编辑 值班总编 值班总编辑 值班主编 值班副总编 值班领导 轮值编委 轮值总编 当班编委 编委 签发 监制 总监制 出品 出品人 "
    "总策划 总统筹 执行统筹 产品监制 执行策划 策划人 策划统筹 内容统筹 统筹策划 制作 制作人 美编 版面 版式 组版 排版 视觉 视觉设计 海报 海报设计 设计 制图 绘图 美术 "
    "插画 剪辑 视频剪辑 配音 播音 主播 出镜 拍摄 后期 后期制作 整理 翻译 编译 选稿 原创 实习编辑 新媒体编辑 网络编辑 网编 图片编辑 图编 视频编辑 文字编辑 "
    "融媒编辑 融媒体编辑 全媒体编辑 微信编辑 本版编辑 见习编辑 助理编辑 首席编辑 资深编辑 高级编辑 栏目编辑 栏目主编 内容编辑 运营编辑 页面编辑 本期编辑 本文编辑 "
    "责任校对 值班校对 责任审核 编辑审核 内容审核 供稿 编发 录入 上传 发布 发布人 审核人 责任人 编排 二校 一校 三校 监审 总监 终审人 "
    "責任編輯 編輯 責編 審核 校對 編審 監製 責任校對 總編輯 執行編輯 執行主編 策劃 設計 製作 翻譯 撰稿人 執行编辑 执行编辑"
).split()

# Roles of authorship: printed before or after the body; a line of these is a byline and ends nothing.
BYLINE_ROLES = (
    "作者 记者 首席记者 高级记者 资深记者 主任记者 见习记者 实习记者 特约记者 特派记者 融媒记者 融媒体记者 全媒体记者 全媒记者 多媒体记者 摄影记者 视频记者 "
    "文字记者 图片记者 驻站记者 评论员 特约评论员 首席评论员 通讯员 特约通讯员 实习生 实习 撰文 撰稿 撰稿人 文字 采写 采访 摄影 摄像 摄影报道 摄 图 文 图文 文图 供图 图片 视频 "
    "報導 記者 攝影 通訊員 特約記者 實習生 特派員 特派员 观察员 主笔 首席 作者单位 文/图 图/文 文/摄 摄影/报道 整理"
).split()

# The commonest surnames (public name statistics: the first 300 cover over 98 % of bearers) and the double surnames.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛"
    "邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹"
    "关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阚由元齐佟苟敖牧代褚娄滕应冀全计占佘卓利丘晏匡"
    "蒙明党符晋闫肖付阎邝麦池饶储巩商郎银仲廉宗晁禹原冒封楚练宫沙燕尚习仇农迟扈窦瞿阳岑籍蔺米戚鄢麻慕奚弓桑揭逄巫苑喻古娜才邰暴栾操隆鞠粟端丰虞惠"
    "門張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許鄧葉蘇盧賈閻餘鐘范鄒陸顧龍萬錢湯喬賴龔龐蘭顏倪嚴蘆魯韋畢聶叢齊莊塗時關費紀歐項遊陽衛單寧閔華車邊應計佔利"
)

DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "南宫", "歐陽")

# How a role and a name are set beside each other on a page.
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
NAME = rf"(?:{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:·{_HAN}{{1,8}}){{1,3}}|{_HAN} {_HAN})"
NOTE = r"(?:\s?\((?:见习|实习|实习生|特约|兼)\))?"
LOOSE_NAME = rf"(?:{NAME}|[a-z][a-z0-9_.·-]{{1,19}}|[a-z]+ [a-z]+|{_HAN}{{2,5}}[_a-z0-9]{{1,12}}|[\w·]{{1,12}})"


def alternation(words: tuple[str, ...] | list[str]) -> str:
    """A regular expression of one of the words, the longest first."""
    return "(?:" + "|".join(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))) + ")"


ANY_ROLE = alternation([*CREDIT_ROLES, *BYLINE_ROLES])
CREDIT_ROLE = alternation(CREDIT_ROLES)
BYLINE_ROLE = alternation(BYLINE_ROLES)
