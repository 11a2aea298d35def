"""Who wrote, edited and first published it: lines that leave the text and become fields."""

from __future__ import annotations

from cleaners.reading.han import HAN
from cleaners.rules.controls import ASIDE_BEHIND, TOOL_BEHIND
from cleaners.rules.roles import (
    ANY_ROLE,
    BYLINE_ROLE,
    COLLEAGUES,
    CREDIT_ROLE,
    DESKS_OF_ROLE,
    FAMILY,
    HANDS,
    LOOSE_NAME,
    MEDIUM,
    NAME,
    NOTE,
    OUTLETS_OF_ROLE,
    PLACED_BYLINE,
    RANK,
    RUN,
    SIDE_ROLE,
    SPACED_NAMES,
    SURNAME,
    WORKPLACE,
)
from cleaners.rules.rule import LONG, SHORT, Effect, Fact, Opens, Rule, Strength, Where
from cleaners.values import Label

_END = r"(?=\s|:|/|$|、|\||[)\]])"
# `文/图` can be read as one role or as two. Ten parts at most: a longer row could be read in too many ways.
_ROLES = rf"{ANY_ROLE}(?:\s?[/、&|]\s?(?:{ANY_ROLE}|{SIDE_ROLE}(?=\s?[:/|]))){{0,9}}"
_HAND = rf"(?:文\s?[/、&+]\s?图|图\s?[/、&+]\s?文|文\s?[/、]\s?摄|采写\s?/\s?摄影|{'|'.join(HANDS)})"
_NOT_ROLE = rf"(?!{ANY_ROLE}{_END}|{SIDE_ROLE}\s?[:/|])"
# The end of a name is unambiguous: a list of names is read in one way.
_NAME_END = rf"(?:(?!\w|\s?:|·{_NOT_ROLE})|(?={_HAND}|(?:19|20)\d\d[-/.年]\d))"
_PLAIN = rf"{_NOT_ROLE}{NAME}{_NAME_END}{NOTE}"
# What is no name compiles to thousands of instructions: a list has its item once, the first without a separator before it.
_FIRST = r"(?<![\w)])"
_PLAIN_NAMES = rf"(?=\w)(?>(?:(?:\s*[、,/&]\s*|\s+|{_FIRST}){_PLAIN})+)"
# The same if a role may touch the names: before them, as in 文图甲乙, or at the end of what is read as the only name, as in 甲乙摄.
_GLUED_NAMES = rf"{_PLAIN}(?>(?:(?:\s*[、,/&]\s*|\s+){_PLAIN})*)"
_LOOSE = rf"{_NOT_ROLE}{LOOSE_NAME}(?!\w|\s?:|[.\w-]*@|·{_NOT_ROLE}){NOTE}"
_LOOSE_NAMES = rf"(?=[\w·])(?>(?:(?:\s*[、,/;]\s*|\s+|{_FIRST}){_LOOSE}){{1,8}})"
_FOUND = rf"{_NOT_ROLE}{NAME}(?!\s?:){NOTE}"
#: A name of two to four characters that opens with a surname and is no common word.
SURNAMED = rf"(?!文章|文件|文化|方面|方向|何时|时常|石油|高度|高校|全国|单位|解读|解说|强调|安全|关注|关于|常年|于是|从事|向前){SURNAME}[{HAN}]{{1,3}}"

#: role and names: `编辑 甲乙`, `责编:甲乙、丙丁`; group 1 the roles, group 2 the names
PAIR = rf"({_ROLES})(?:\s*[:|]\s*(?=\S)|\s+)(?:实习生[、,]\s?)?({_FOUND}(?:(?:\s*[、,/&]\s*|\s+){_FOUND})*)"
#: The same among other facts of one line, where a name ends before the next key: `编辑：甲乙 发布时间：…`, `文/甲乙`.
FACT_PAIR = rf"{_ROLES}\s*(?:[:|/]\s*)?{_GLUED_NAMES}"
#: The same where counts and controls may follow behind a space: a name there opens with a surname.
SURE_FACT_PAIR = (
    rf"{_ROLES}\s*(?:[:|/]\s*)?{_PLAIN}(?>(?:\s?[、,/&]\s?{_PLAIN}|\s+{_NOT_ROLE}{SURNAMED}(?!\w|\s?:)){{0,5}})"
)
_BYLINE_ROLES = rf"{BYLINE_ROLE}(?:\s?[/、&+]\s?{BYLINE_ROLE}){{0,4}}"
_BYLINE_PAIR = rf"{_BYLINE_ROLES}(?:\s*:\s*{_LOOSE_NAMES}|\s*[/|]\s*{_PLAIN_NAMES})"
_SIDE_PAIR = rf"{SIDE_ROLE}(?:\s*[:|/]\s*|\s+){_PLAIN_NAMES}"
_ANY_PAIR = rf"(?:{_ROLES}(?:\s*[:|/]\s*(?:实习生\s?[、,]\s?)?{_LOOSE_NAMES}|\s+{_PLAIN_NAMES})|{_SIDE_PAIR})"
_MARKS = "■□◆◇●○◎▲▍▌▎┃▶►★☆※•"
_PICTURED = r"(?:[题头首]图|封面图?|图片)(?:来源|来自)\s?:\s?[^\s。,;:]{2,16}"
_ANY_PAIRS = rf"(?:(?:[\s,;|/·、\])\[({_MARKS}]++|(?<=\))|{_FIRST})(?:{_ANY_PAIR}|{_PICTURED}(?!\S)))+"
_LATIN = r"[a-z][a-z0-9_.-]{1,15}(?!\w)"
_OPEN, _CLOSE = rf"[\[({{<{_MARKS}*|—-]{{0,3}}\s*", r"\s*[\])}>■]?(?:\s?[#◇◆■])?"

_JOINS = rf"(?<=[报网社台刊端体闻])(?:\s?/\s?|\s&\s|、)(?=[{HAN}])"  # `某某日报/某端记者`
_OUTLETS = rf"[{HAN}]{{2,8}}\s?&\s?[{HAN}]{{2,8}}\s+(?=记者)"
_OUTLET = rf"(?:《[^《》]{{2,14}}》|[{HAN}]{{1,12}}{MEDIUM}\s+|{_OUTLETS})?(?:[{HAN}·a-z0-9+&]|\([^()]{{1,8}}\)|{_JOINS}){{0,14}}?"
_AUTHORS = r"(?:记者|通讯员|评论员|特派员|实习生|撰稿人|观察员|記者|通訊員|撰文|采写|摄影报道|主笔)"
_REPORTER = rf"{_OUTLET}(?:{RANK}|摄影|文字|视频|本报|驻[{HAN}]{{1,6}}){{0,3}}{_AUTHORS}"
_UNIT = rf"(?:(?:整合|综合|编译|采写|统稿)\s+)?(?:{_HAND}\s*[:/|]?\s*)?{_REPORTER}(?:\s*[:/]\s*|\s+){WORKPLACE}{_PLAIN_NAMES}{COLLEAGUES}(?:\s*[/|(]?\s*{_HAND}(?:\s*\))?)?"
_SURE_NAME = rf"{FAMILY}[{HAN}]{{1,2}}(?!\w)"
_SURNAMED_NAMES = rf"(?=\w)(?>(?:(?:[\s、,/]+|{_FIRST}){_SURE_NAME})+)"
_TIGHT = rf"{SURNAMED}(?=\W|$|发自|{_HAND})"
_UNIT_TIGHT = rf"{_REPORTER}{_TIGHT}(?>(?:(?:\s*[、,/]\s*|\s+){_TIGHT}){{0,5}})(?:\s*[/|(]?\s*{_HAND}(?:\s*\))?|\s+[{HAN}、]{{2,12}}报道(?!\w))?"

#: A whole byline: reporters with their names, each with or without what they contributed. head.py joins it with a date.
BYLINE = rf"(?>(?:{_UNIT}|{_UNIT_TIGHT})(?:[\s,;|/、]++(?:{_UNIT}|{_UNIT_TIGHT}|{_HAND}\s*[:/]?\s*{_GLUED_NAMES}|{_GLUED_NAMES}\s*[/|(]?\s*{_HAND}(?:\s*\))?))*)(?:\s*[/|(]?\s*{_HAND}\)?)?"
#: A name without a role before it and what that person contributed, or an author's name with its key: `甲乙 文/图`, `作者：甲乙`.
BYLINE_SHORT = (
    rf"(?:{_GLUED_NAMES}\s*[/|(]?\s*{_HAND}\)?|(?:作者|文|撰文)\s*[:/|]\s*[{HAN}·]{{2,20}}(?:[\s、]{_PLAIN_NAMES})?)"
)
#: A role of authorship in brackets, its names behind it: `【记者】甲乙`.
_BRACKETED_BYLINE = rf"\[\s?[{HAN}]{{0,8}}?(?:{_AUTHORS}|作者|采写|摄影|摄像|执笔|撰稿)\s?\]\s*:?\s*{_SURNAMED_NAMES}"
#: What every match of `BYLINE` and `BYLINE_SHORT` contains.
BYLINE_CUE = rf"{_AUTHORS}|{_HAND}|作者"

#: The control beside a credit line in which a reader reports a mistake.
_WRONG = r"(?:\[(?:我要)?(?:纠错|报错)\]\s*|(?:我要)?(?:纠错|报错)\s+)?"
# What may follow a credit line: controls, then the article's tags or a link to the next article.
_BEHIND = rf"(?>(?:[\s,;|/]*+(?>{ASIDE_BEHIND}|{TOOL_BEHIND})){{0,8}})(?:[\s,;|/]*+(?:(?:标签|关键[词字])\s?:|[上下]一[篇条])[^。]{{1,100}})?[\s>→]*"

RULES = (
    Rule(
        "credits.line",
        Label.CREDIT,
        rf"(?:(?=.*{CREDIT_ROLE}\s?[:|/、&\s])(?!原创\s*:?\s+\S+\s+\S+){_WRONG}{_OPEN}(?:[^\s。,;:]{{2,24}}供稿\s+)?(?=\w)"
        rf"|(?=.*{CREDIT_ROLE}[\s:|/]){_OPEN}(?:(?:{_UNIT}|{_UNIT_TIGHT})[\s,;|/、]++){{1,4}}"
        rf"|[{HAN}]{{2,8}}?{CREDIT_ROLE}(?:\s*[:|]\s*|\s+){_PLAIN_NAMES})(?>{_ANY_PAIRS})(?:\s?\([a-z]{{1,3}}\d{{2,8}}\)|\s[\w.-]{{2,24}}@[\w.-]{{4,30}})?{_CLOSE}(?:(?<=\))\s?\d{{7,8}})?{_BEHIND}"
        rf"|[\[(]\s*(?:{OUTLETS_OF_ROLE}|{DESKS_OF_ROLE}){CREDIT_ROLE}(?:\s?[/、&]\s?{ANY_ROLE}){{0,3}}(?:\s*:\s*|\s+){_PLAIN_NAMES}\s*[\])]"
        rf"|{OUTLETS_OF_ROLE}(?:责任|值班)?(?:编辑|责编)\s*:\s*{_SURNAMED_NAMES}"
        rf"|(?=[{HAN}]{{2,6}}(?:记者\s|(?:记者|编辑)\s*[:|]))(?:[{HAN}]{{2,6}}?记者(?:\s*[:|]\s*|\s+){_SURNAMED_NAMES}[\s,;|/]++)?"
        rf"[{HAN}]{{2,6}}?编辑(?:\s*[:|]\s*|\s+){_SURNAMED_NAMES}"
        rf"|(?>(?:\[\s?{CREDIT_ROLE}\s?\]\s*:?\s*{_SURNAMED_NAMES}\s*){{1,6}})"
        rf"|{_OPEN}(?:责任编辑|责编|编辑|校对|审核)\s?:{_CLOSE}|{_SURNAMED_NAMES}\s?/\s?(?:核稿|责任|执行|责任校)?(?:编辑|校对)"
        rf"|{_OPEN}{CREDIT_ROLE}\s+{_LATIN}(?>(?:\s+{CREDIT_ROLE}\s+(?:{_LATIN}|{_PLAIN_NAMES}))+)",
        drops=(
            "编辑 赵一鸣",
            "编辑 赵𬸚 审读 孙䶮",
            "编辑 赵一鸣 审读 钱二 二审 孙三川 三审 李四维",
            "趙一鳴／核稿編輯",
            "（责编：赵一鸣、钱二）",
            "编辑：小明 审校：阿依古丽·买买提（见习）",
            "编辑 赵一鸣 （实习）审读 钱二川",
            "总监制：赵一鸣 监制：钱二川 统筹：孙三川 李四维",
            "责任编辑：NB1234",
            "責任編輯：趙一鳴",
            "作者：赵一鸣 编辑：钱二川",
            "【编辑:赵一鸣】 返回某某，查看更多",
            "责任编辑：",
            "[某某客户端、某某新闻网编辑：赵一鸣]",
            "（某某网编辑 赵一鸣）",
            "某某党支部、某某科供稿  摄影/赵一鸣  编辑/钱二",
            "文案 赵一鸣 航拍 钱二川 编辑 孙三川",
            "编辑：赵一鸣 技术支持：钱二川 校对：孙三川",
            "编辑|赵一鸣 数据|钱二川",
            "（編輯：趙一鳴）1130520",
            "▍编辑：赵一鸣 ▍审核：钱二川",
            "编辑 Lily 审核 钱二川",
            "一审一校：赵一鸣 二审二校：钱二川",
            "剪辑/包装：赵一鸣 监制：钱二川",
            "某特新媒体编辑 赵一鸣 审读 钱二川",
            "【纠错】 【责任编辑:赵一鸣 钱二川】",
            "责任编辑：赵一鸣　电子邮箱：000000@qq.com",
            "每某记者：赵一鸣 每某编辑：钱二川",
            "每某记者 赵一鸣    每某编辑 钱二川",
            "某面新闻编辑 | 赵一鸣",
            "核稿編輯：趙一鳴",
            "责任编辑：赵一鸣 | 版面编辑：钱二川",
            "某京报记者 赵一鸣 编辑 钱二川 校对 孙三川",
            "某京报记者 赵一鸣 实习生 李四维 编辑 钱二川 校对 孙三川",
            "责任编辑：赵一鸣 【字号：大 中 小】",
            "编辑：赵一鸣 | 校对：钱二川 | 来源：某某日报 | 微信号：ab_cd1",
            "责编：赵一鸣 审核：钱二川 浏览量：1024",
            "编辑：赵一鸣 [打印] [关闭] 阅读 1.2万 | 点赞 12 分享到： 微信",
            "编辑：赵一鸣 上一篇：江上的桥 下一篇：桥下的船",
            "（编辑：赵一鸣）举报电话：12377",
            "某外网编辑：赵一鸣",
            "【策划】赵一鸣 钱二川",
            "题图来源：某某图库 图片编辑：赵一鸣",
            "栏目主编：赵一鸣 题图来源：某某图库 图片编辑：钱二川",
        ),
        keeps=(
            "编辑部的灯亮到深夜。",
            "二审法院认为，原判认定事实清楚。",
            "审读工作从清晨开始，持续到傍晚。",
            "一审判决后，双方都没有上诉",
            "编辑：您当时为什么选择这条路？",
            "（某某晚报编辑：这是一封读者来信）",
            "校对一部词典，要用十年时间。",
            "设计 让生活更美好，从细节开始",
            "技术 产品 运营 设计",
            "直播 赵一鸣",
            "设计 iPhone",
            "城市设计 让生活更美好 策划",
            "时装设计 赵一鸣的第一年",
            "原创 赵一鸣 某某圈",
            "【策划】三天走完一条江",
            "某京报记者 赵一鸣 编辑部的灯亮到深夜",
            "每某记者 赵一鸣 每天编辑 一本小册子",
            "某某网编辑：这是一封读者来信",
            "【纠错】 编辑：您当时为什么选择这条路？",
        ),
        effect=Effect.END,
        strength=Strength.STRONG,
        weight_after=0.1,
        max_chars=LONG,
        about="credit line: roles followed by names, and nothing else",
        cues=(CREDIT_ROLE, rf"{ANY_ROLE}(?:[\s:|/\]]|$)"),
    ),
    Rule(
        "credits.tight",
        Label.CREDIT,
        rf"[\[(]\s*(?:责任编辑|责编|编辑|校对|责任校对|審核|责審)\s*{SURNAMED}(?:[\s、,]+{SURNAMED})*\s*[\])]|(?:责任编辑|责编)\s?{SURNAMED}|[\[(]?{RUN}[\])]?",
        drops=(
            "（责编张三丰）",
            "[责任编辑李四、王五光]",
            "责编张三丰",
            "编辑石小竹审读丛雪二审殷禾禾三审戚望舒",
            "编辑石小竹审读丛雪",
            "责任编辑：石小竹校对：丛雪、殷禾禾（见习）审核：阿依古丽",
            "航拍：石小竹编辑：丛雪、殷禾禾",
            "（撰文：石小竹 阿依古丽新媒体编辑：丛雪）",
        ),
        keeps=(
            "（编辑部设在老城区）",
            "责任编辑制度",
            "编辑张三丰的办公桌",
            "编辑部审读工作",
            "一审二审三审",
            "设计制作流程",
            "策划方案审核意见",
            "记者：石桥修好了吗作者：还没有",
        ),
        effect=Effect.END,
        strength=Strength.STRONG,
        about="credit line without a space between role and name",
    ),
    Rule(
        "credits.staff_heading",
        Label.CREDIT,
        r"[\[(—-]{0,2}\s*(?:演职人员表?|主创人员|制作团队|主创团队|本期主创|制作名单|策划团队|采写团队|报道组|工作人员名单|staff)\s*[\])—:-]{0,2}",
        drops=("主创团队", "【制作团队】", "演职人员表"),
        keeps=("主创团队昨日与观众见面。", "采写团队三次走进大山"),
        where=Where.TAIL,
        effect=Effect.END,
        opens=Opens.STAFF,
        strength=Strength.STRONG,
        about="heading of a list of staff",
    ),
    Rule(
        "credits.byline",
        Label.BYLINE,
        rf"{_OPEN}{BYLINE}(?:\s*发自[{HAN}]{{2,8}}(?:[、/]\s?[{HAN}]{{2,8}}){{0,3}})?{_CLOSE}|[\[(]{_REPORTER}\s+{_SURNAMED_NAMES}\s+(?:摄像|摄影|航拍|视频)\s+{_SURNAMED_NAMES}[\])]|[{_MARKS}]\s?{SPACED_NAMES}\s+{BYLINE}",
        drops=(
            "本报记者赵一鸣发自北京",
            "某财全媒体记者赵一鸣、钱二川 上海、广州报道",
            "整合 某某日报·某某点记者 赵一鸣",
            "读特记者 赵一鸣",
            "读特记者 郭𬭎 通讯员 陆𫘧",
            "读特记者 赵一鸣 通讯员 钱二川 孙三",
            "深圳特区报首席记者 赵一鸣/文 钱二川/图",
            "文/图 记者 赵一鸣",
            "(读特记者 赵一鸣 通讯员 钱二川 文/图)",
            "（读特&某某新闻网记者 赵一鸣 通讯员 钱二川 文/图）",
            "（某某日报/读特记者 赵一鸣 文/图）",
            "某某晚报 & 读特记者 赵一鸣",
            "（某某晚报&读特 记者 赵一鸣）",
            "本报记者 赵一鸣 摄影报道",
            "记者张三丰 通讯员李四",
            "■赵 鸣 某某报记者 钱二川",
            "新华社记者 赵一鸣、钱二川",
            "（记者 赵一鸣 摄像 钱二川）",
            "深圳特区报记者 赵一鸣 /文 钱二川 /图",
        ),
        keeps=(
            "记者 从市交通局获悉，新线路下月开通。",
            "记者来到村口时，天刚蒙蒙亮",
            "通讯员队伍建设座谈会召开",
            "深圳特区报讯（记者 赵一鸣）昨日，大桥通车。",
            "评论员文章引发热议",
            "■赵 鸣的记者证",
            "记者赵一鸣 从江边发回的报道，",
            "赵 鸣 某某报记者 钱二川",
        ),
        strength=Strength.STRONG,
        about="byline: reporters, correspondents or commentators, by name",
        cues=(_AUTHORS,),
    ),
    Rule(
        "credits.byline_place",
        Label.BYLINE,
        PLACED_BYLINE,
        drops=(
            "（趙一鳴／台北報導）",
            "〔記者趙一鳴、錢二川／綜合報導〕",
            "【南灣報╱記者趙一鳴╱報導】",
            "生活中心／趙一鳴報導",
            "即時中心／台北報導",
            "南灣報 記者趙一鳴／台北即時報導",
            "實習編輯趙一鳴／綜合報導",
            "南灣網south | 趙一鳴 綜合報導",
            "文／記者趙一鳴",
            "报道：赵一鸣 摄影：钱二川",
            "赵一鸣 钱川 北京报道",
            "赵一鸣 (南湾晚报)",
        ),
        keeps=("記者會／報導內容尚未確認，縣府今天說明。", "市民中心／圖書館今天開放", "报道：王家村通车"),
        strength=Strength.STRONG,
        max_chars=SHORT,
        about="byline in the style of Hong Kong, Taiwan and Malaysia: reporter, place, 報導",
        cues=(r"记者|报[导道]|外电|特稿|采访|报\)|专电",),
    ),
    Rule(
        "credits.byline_role",
        Label.BYLINE,
        rf"{_OPEN}(?:(?={BYLINE_ROLE})|(?:(?:本文)?作者|撰稿|撰文)\s*[:|/]\s*{NAME}\s*(?:\([^()。!?]{{2,30}}\)|,\s*(?:系|为|现任|单位|[^,。!?]{{2,16}}(?:教授|研究员|院长|作家|学者))[^。!?]{{0,60}}。?)|(?:作者|撰文|撰稿|采写|文/图|图/文|文图|文/摄|文并[摄图]|文\s?[/|]\s?[{HAN}]{{0,12}}(?:作者|作家|评论员|撰稿人|主笔|记者))\s+{_PLAIN_NAMES})"
        rf"(?>(?:(?:[\s,;|/、]++|{_FIRST})(?:{_BYLINE_PAIR}|{_UNIT}))*){_CLOSE}"
        rf"|{_OPEN}本文作者\s*[:|]\s*{_PLAIN_NAMES}{_CLOSE}|(?>(?:{_BRACKETED_BYLINE}\s*){{1,6}})|[{HAN}]{{2,6}}?记者\s*\|\s*{_SURNAMED_NAMES}",
        drops=(
            "【记者】赵一鸣 钱二川",
            "某面新闻记者 | 赵一鸣",
            "【通讯员】赵一鸣【摄影】钱二川",
            "作者：赵一鸣",
            "本文作者： 赵一鸣",
            "文/赵一鸣 图/钱二川",
            "（作者:赵一鸣)",
            "撰文：赵一鸣 摄影：钱二川",
            "文|赵一鸣",
            "【文/某某网专栏作者 赵一鸣】",
            "作者： 赵一鸣 (James Zhao)",
            "撰稿 / 赵一鸣 (媒体人)",
            "作者：赵一鸣，系某某大学教授",
        ),
        keeps=(
            "记者：您怎么看这件事？",
            "文/武双全的老校长今年七十岁了",
            "作者：为什么要写这本书？",
            "本文作者是一位老船工",
            "图/文并茂的展板立在路边，引人驻足",
            "作者：赵一鸣，你为什么不写小说了？",
            "【记者】手记",
            "【摄影】江上的灯",
        ),
        strength=Strength.STRONG,
        about="byline that begins with a role: 作者：, 文/, 撰文：",
        cues=(rf"{BYLINE_ROLE}[\s:|/\]]",),
    ),
    Rule(
        "credits.byline_again",
        Label.BYLINE,
        r"[(\[]\s*(?:本文)?作者\s*[:为系]?\s*[^。!?]{2,60}[)\]]|[*※]\s?(?:本文)?作者\s?[为系是][^。!?:]{2,40}。?"
        rf"|(?:本文)?作者\s*:\s*{NAME}\s*,\s*(?:系|为|现任|现居|[^,。!?]{{0,12}}(?:教授|研究员|院长|作家|学者|媒体人|撰稿人|评论员|律师))[^。!?]{{0,60}}。?"
        rf"|[(\[]\s*[{HAN}]{{1,12}}{MEDIUM}\s+{_SURNAMED_NAMES}\s*[)\]]",
        drops=("（某外网 赵一鸣）", "(作者:读特记者 赵一鸣)", "※作者為撰稿人", "作者：赵一鸣，现居某市。"),
        keeps=("（作者：赵一鸣）推门而入。", "作者系大学教授"),
        where=Where.TAIL,
        strength=Strength.STRONG,
        sentences=True,
        about="bracketed line after the body that repeats the byline or introduces the author",
    ),
    Rule(
        "credits.source",
        Label.SOURCE,
        r"[\[(—-]{0,2}\s*(?:(?:本文|文章|内容|信息|稿件|资料|新闻|图文|文字|消息|素材|综合|视频)?(?:来 {0,2}源|來源|稿 {0,2}源|信源(?=\s?:)|source(?=\s?:)|(?<=文章)出处(?=\s?:)|(?<=新闻)提供(?=\s?:))|综合自(?!然|身|己|我|治|动|主|由)|来自|原载|首发|转自|转载自|摘自)\s*(?::|\||/|于|\]:?|\s|(?<=合自))\s*/?\s*"
        r"[^。!?;,]{2,40}[)\]]?|综合\s?:\s?[^。!?;,:]{1,24}(?:报|新闻|网|社|客户端|电视台)"
        r"|[\[(](?:本[报刊网台])?综合(?:报道|整理|消息)?[\])]|[(\[](?:摘自|选自|原载|载于|转自|转载自|来源)\s*:?\s*[^。!?]{2,50}[)\]][^。!?]{0,16}"
        rf"|[(\[]据\s?(?:《[^《》]{{2,14}}》|[{HAN}]{{2,12}}[社报网台])(?:[{HAN}\d]{{2,14}}[电讯]|报道|消息)?[)\]]"
        r"|以下文章来源于\s?:?[^。!?,;]{2,30}(?:,\s?作者\s?:?[^。!?,;]{2,20})?|本文(?:来自|来源于?|转载自|转自|首发于)[^。!?,;]{2,44}(?:,\s*(?:作者|编辑|责编|原标题|原文标题|题图|头图|封面|撰文|文)[^,。;:]{0,4}:(?:\s?《[^《》]{1,80}》|[^,。;]{1,40}))+(?:,[^。!?,]{2,24}(?:授权|首发)[^。!?,]{0,8})?。?",
        drops=(
            "本文来自微信公众号：某某周刊，作者：赵一鸣，编辑：钱二川，题图来自：视觉中国",
            "本文来自微信公众号“某某周刊”（ID：moumou），作者：赵一鸣，36某经授权发布。",
            "本文来自微信公众号：某某周刊 (ID：moumou)，作者：赵一鸣，原文标题：《新桥通车，两岸：十年之后》，题图来自：视觉中国",
            "（摘自《某某学刊》2000年第2期，有删节）",
            "以下文章来源于某某发布 ，作者小发",
            "（据某某社某市5月28日电）",
            "（来源:某某日报）",
            "（本报综合）",
            "综合：某某晚报",
            "来源 某某新闻网",
            "稿源：某某晚报",
            "来自 / 某某早报",
            "【来源】 某某传媒集团某方+客户端",
        ),
        keeps=(
            "来源：尚不清楚，警方正在调查。",
            "消息来源可靠吗？",
            "来自四面八方的游客挤满了广场。",
            "综合：三个月的数据说明，线路可以延长",
            "本文来自一位老船工的口述，由他的孙女记录。",
        ),
        states=Fact.SOURCE,
        strength=Strength.STRONG,
        max_chars=LONG,
        sentences=True,
        about="source: who published the article first",
    ),
    Rule(
        "credits.original_headline",
        Label.SOURCE,
        r"[(\[]?\s*(?:本文)?(?:原标题|原標題|原题|原文标题|杂志标题)\s*(?::|为|\s)?\s*(?:《[^》]{1,120}》|[^。]{2,120}?)\s*[)\]]?",
        drops=("（原标题《新桥通车》）", "原标题：新桥通车 两岸十分钟可达", "(原标题:新桥通车)", "杂志标题：新桥通车"),
        keeps=("原标题党的套路该收场了。", "这幅画的原标题已不可考"),
        strength=Strength.STRONG,
        max_chars=LONG,
        sentences=True,
        about="headline of the original publication",
    ),
    Rule(
        "credits.picture_source",
        Label.CAPTION,
        r"[(\[*▲△↑图]{0,2}\s*(?:注\s?:\s?)?(?:本文|文中|本版|文内|本组|以上|除署名外|除注明外|部分|封面|题图|配图|首图|头图|资料)?\s*(?:图片|照片|配图|图源(?=\s?:)|[题头首]图|封面图|图|视频|资料图|摄影|影[片音](?=来源\s?:)|photos?(?: by| credit)?(?=\s?:))\s*(?:均)?(?:提供(?=\s?:)|由|为|来源|来自|均由|均为|[:|]|/(?!文))\s*:?\s*[^。!?;]{1,30}"
        rf"(?:提供|供图|摄|图|网络|拍摄|资料图片?|截图)?\s*[)\]]?|[(\[]?\s*(?:[{HAN}]{{2,16}}|受访者|受访单位|受访对象)\s?供图\s*[)\]]?|[(\[]\s*(?:示意图|相关资料图|资料照片?|档案照片?)(?:[,、/]\s?[^。,]{{1,10}})?\s*[)\]]|[(\[]?\s*资料图片?\s*[)\]]?",
        drops=(
            "（图片由市图书馆提供）",
            "受访单位供图",
            "图片来源：市水务局",
            "本文图片均由受访者提供",
            *"题图来自：Unsplash 头图来源：视觉中国 图源：某某发布 (受访者供图) 资料图 （相关资料图）".split(),
        ),
        keeps=("图片由近及远，层次分明。", "照片里的他笑得很开心", "图为新桥通车现场。"),
        where=Where.TAIL,
        strength=Strength.STRONG,
        max_chars=SHORT,
        about="source of the pictures",
    ),
)
