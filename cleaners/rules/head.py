"""The lines between the headline and the body: dates, sources, labels, and lines that carry several of them at once."""

from __future__ import annotations

from cleaners.reading.han import HAN
from cleaners.rules import stamps
from cleaners.rules.controls import COUNT_ITEM, TOOL_ITEM
from cleaners.rules.credits import BYLINE, BYLINE_CUE, BYLINE_SHORT, FACT_PAIR, SURE_FACT_PAIR, SURNAMED
from cleaners.rules.roles import ANY_ROLE, NAMES_OUTLET
from cleaners.rules.rule import LONG, PARAGRAPH, Fact, Opens, Rule, Where
from cleaners.rules.stamps import plain
from cleaners.values import Label

_ENGLISH = "|".join(map(plain, stamps.ENGLISH))
_DAY = rf"(?:{plain(stamps.DAY)}|{plain(stamps.COMPACT)}|{plain(stamps.SPACED)}|{plain(stamps.REVERSED)}|{plain(stamps.REPUBLIC)}|{_ENGLISH})"
_CLOCK, _SHORT_DAY = plain(stamps.CLOCK), plain(stamps.SHORT)
STAMP = (
    rf"(?:{_DAY}{stamps.WEEKDAY}?(?:\s?[-–]?\s?{_CLOCK})?|{_SHORT_DAY}{_CLOCK}|{plain(stamps.NUMERALS)}{stamps.WEEKDAY}?(?:{_CLOCK})?"
    rf"|\d{{1,2}}\s?(?:小时|天|周|个月|年)前\s?\((?:{_DAY}|{_SHORT_DAY})\)"
    r"|\d{1,2}\s?(?:周|个月|年)前(?=\s?[·|])"
    rf"|(?:(?<=[期间]:)|(?<=[期间]:\s)){plain(stamps.REPUBLIC_SHORT)}(?:{_CLOCK})?"
    rf"|(?:\d{{1,2}}\s?(?:分钟|小时|天)前|刚刚|昨天|今天|前天)(?:{_CLOCK})?)"
)
#: A time of day before its day, as pages in Taiwan and Hong Kong print it.
_CLOCK_FIRST = rf"\d{{1,2}}:[0-5]\d(?::[0-5]\d)?\s{{1,3}}{_DAY}(?:\s?hkt)?"
_KEY = rf"(?:{stamps.LABEL})(?:于|時間)?\s*[:|@]?\s*"
#: What ends a value if the gap before the next fact was lost.
_NEXT = r"来源|稿源|作者|编辑|责编|责任编辑|记者|发布(?=[时日于人者单机部:]|\s?\d)|更新|时间|日期|点击|浏览|阅读|访问|查看|人气|次数|字号|字体|审核|审稿|校对|通讯员|统筹|监制|(?:采写|撰文|责校|收藏|转发|点赞|评论|热度|围观)(?=\s?[:\d(])|\d{1,8}\s?(?:人|次|条)|[一二三初复终]审|供稿|撰稿|摄影|文/|图/|打印|关闭|分享|(?:19|20)\d\d"
#: An outlet's account: `微信公众号“某某发布”`, `“某某发布”微信公众号`.
_ACCOUNT = r"(?:(?:官方)?(?:微信)?(?:公众号|订阅号|服务号|视频号))"
_QUOTED = rf"{_ACCOUNT}?\s?[“「《][^”」》。:]{{2,20}}[”」》]{_ACCOUNT}?"
#: The key of an article's source, without its colon.
SOURCE_KEY = r"(?:文章|信息|新闻|稿件|内容|本文|消息|资料)?(?:来源|來源|稿源|出处|转自|转载自|摘自|来自)"
_SOURCE_ITEM = rf"(?:(?:{SOURCE_KEY}|source)\s*[:|]\s*\[?\s*(?:{_QUOTED}|(?:(?!(?:{_NEXT})(?!{NAMES_OUTLET}))[^\s|,。;:\]]){{1,24}})\s?\]?)"
_KEYS_OF_VALUES = (
    rf"(?:(?:(?:文章|原文|新闻|稿件|信息)(?=作者))?{ANY_ROLE}|报[导道]|栏目|分类|频道|类别|所属栏目|文号|字数|编号|作者单位|发布者|发布人|发布单位|发布机构|发布部门|索引号|(?:投稿|(?:文章|信息)?录入|上传|供稿|审核)[者人员]?|(?:信息)?发布"
    r"|[供来投发]稿(?:单位|部门)|发稿|信息员|原作者|author|by|category|tags?|标签|关键词|关键字|ip属地|发布于|所属|文/|图/|共)"
)
_VALUE_ITEM = rf"(?:{_KEYS_OF_VALUES}\s*[:|]\s*(?:(?!{_NEXT})[^\s|。;:,]){{0,20}}(?:\s?[次人])?|(?:editor|author|by|photos?)\s*[:|]\s*[a-z.]{{2,15}}(?:\s[a-z.]{{2,15}}){{0,2}})"
_OUTLET_ITEM = rf"[{HAN}·]{{2,12}}(?:[报報网網社台]|[周週月]刊|杂志|雜誌|频道|客户端|新闻|融媒|发布|在线)(?!\w)"
#: The address of the site, which early portals printed before the date.
_HOST = r"(?:https?://|www\.)?[a-z][a-z0-9-]{1,20}(?:\.[a-z0-9-]{2,20}){1,3}"
#: Up to three bare names among other facts, and more of them with commas.
_NAMES_ITEM = rf"(?:{SURNAMED}(?>(?:(?:\s+|\s?[、/]\s?){SURNAMED}){{0,2}})(?>(?:、{SURNAMED}){{0,9}})(?!\w))"
#: The same items as named groups, one per kind, for lines that also contain other words.
ITEMS = (
    rf"(?P<moment>(?:{_KEY})?{STAMP})|(?P<source>{_SOURCE_ITEM}|(?:来源|稿源)(?:\s?/\s?|\s+)(?:{_QUOTED}|(?:(?!(?:{_NEXT})(?!{NAMES_OUTLET}))[^\s|,;:]){{2,20}}))"
    rf"|(?P<people>(?:本[报网台刊站])?{SURE_FACT_PAIR}(?!\w))|(?P<value>{_VALUE_ITEM})|(?P<count>{COUNT_ITEM})"
    rf"|(?P<tool>{TOOL_ITEM}|\[[^\[\]:]{{1,16}}\])|(?P<outlet>{_OUTLET_ITEM})|(?P<names>{_NAMES_ITEM})"
)
_FACT = rf"(?:{_DAY}|{_SHORT_DAY}{_CLOCK}|(?:来源|來源|稿源|作者|点击数?|浏览|阅读|时间|日期|编辑|发布|栏目|次数|人次|量)\s?[:|])"
#: Where an account wrote, as platforms state it behind the moment.
_REGION = "(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾)"
#: First characters of a day, with its year or without. A cue is tried at every character of a line; this makes it fail early.
_BEGINS = r"\d一二中民jfmasondJFMASONDſ"
_STAMP_CUE = rf"(?=[{_BEGINS}刚昨今前]){STAMP}"

#: Keys of the facts of an official document, in the match form: those that stand alone on a line, above or beside their value,
#: and on no other kind of page; then all of them.
_LONE_KEYS = (
    r"索 {0,4}引 {0,4}号|发文字号|文 {0,6}号|公文字号|发文机关|发文机构|制发机关|成文日期|生成日期|印发日期|发文日期|主题分类"
    r"|公文种类|体裁分类|公开方式|公开范围|效力状态"
)
DOCUMENT_KEYS = (
    rf"{_LONE_KEYS}|发布机构|发布日期|主 {{0,4}}题 {{0,4}}词|信息分类|有 {{0,4}}效 {{0,4}}性|标 {{2,6}}题|名 {{2,6}}称"
)

RULES = (
    Rule(
        "head.date",
        Label.DATE,
        rf"{plain(stamps.REPUBLIC_SHORT)}(?:{_CLOCK})?|(?:{_KEY})?[\[(]?{STAMP}[\])]?(?:\s*(?:发布|更新|发表|刊发|来源|北京时间|\|)|\s*\|?\s*(?:最后|最近)?更新(?:时间|于)?\s*:?\s*(?:{STAMP}|\d{{1,2}}:\d{{2}}))?"
        rf"|(?:{_KEY})?{_CLOCK_FIRST}(?:[\s|]{{1,3}}{_KEY}{_CLOCK_FIRST})?",
        drops=(
            "2025-03-25 10:20",
            "發佈時間：10:20 2026-03-01 HKT 更新時間：11:02 2026-03-01 HKT",
            "10:20 2026/03/01",
            "二〇二三年六月八日",
            "发布时间：2022-02-13 04:22:18",
            "2019年1月29日 10:00",
            "03-25 10:20",
            "更新于 2023/03/03 12:00",
            "2023年04月14日17:22 最後更新: 17:26",
            "最新更新：2016/03/19 10:48",
            "2024.05.06",
            "3小时前",
            "2周前 (03-20)",
            "发稿时间：2024-05-20 13:15:00",
            "2024年5月20日周一 下午2:05",
            "2017-12-2223:46",
            "发布日期：9/17/2004 5:54:13 AM",
            "Dec 28 Sat 2013 00:28",
            "Saturday, September 10th, 2005   10:56 am",
            "中華民國113年5月11日 星期六",
            "發布日期：113-05-11",
            "113/05/11",
        ),
        keeps=(
            "2019年1月29日，大桥合龙。",
            "民國113年5月11日大橋通車",
            "113-05",
            "113-0511-0000",
            "10:20 2026-03-01開船",
            "3月25日讯",
            "1949年10月",
            "10:20",
        ),
        where=Where.HEAD,
        about="date line",
    ),
    Rule(
        "head.byline_source",
        Label.BYLINE,
        rf"[(\[]?\s*(?:{BYLINE}|{BYLINE_SHORT})[\s,|;/]+{_SOURCE_ITEM}(?:\s+(?>{COUNT_ITEM}|{TOOL_ITEM})){{0,4}}[\s)\]]*",
        drops=(
            "某报·某某青年网记者 赵一鸣 来源：某某青年报",
            "文/赵一鸣 来源：某某青年报",
            "（记者 赵一鸣 来源：某某青年报）",
        ),
        keeps=("记者 赵一鸣 来源不明的那封信", "记者赵一鸣 来源：尚不清楚，警方正在调查"),
        states=Fact.SOURCE,
        about="byline and source in one line",
        cues=(BYLINE_CUE, "[来來稿]源|出处|转自|source"),
    ),
    Rule(
        "head.meta",
        Label.SOURCE,
        rf"(?=.*{_FACT})(?:(?:{_OUTLET_ITEM}\s+)?{_HOST}\s+)?[\[(|]?\s?(?>(?:(?>(?:{_KEY})?{STAMP}(?:\s?{_REGION}(?=\s|{_NEXT}))?|{_SOURCE_ITEM}|{FACT_PAIR}|{_VALUE_ITEM}|{COUNT_ITEM}|{_OUTLET_ITEM}|{TOOL_ITEM}|{_NAMES_ITEM})[\s|,·/;—\-_>:]{{0,8}}+){{1,20}})[\])|]?",
        drops=(
            "赵一鸣 钱二川 来源：某某日报 发布时间：2019-06-03 15:08",
            "某某新闻网 www.example.com　2009年11月06日 10:20　来源：某某晚报",
            "【 信息发布：办公室　作者：赵一鸣　时间：2023-10-09　阅读：95 】",
            "供稿单位：某某学院 供稿人：赵一鸣 审核人：钱二川 发布时间：2023-10-09",
            "来稿单位：某某学院 作者：赵一鸣 2023-10-09 被阅览数：95次",
            "录入者：admin 日期：2023-10-09 人气：95",
            "2022-02-13 04:22:18 来源：某某日报 作者：赵一鸣",
            "来源：某某网 发布时间：2020-01-02 10:00 编辑：赵一鸣 浏览：100次",
            "文章来源：宣传科　文章作者：赵一鸣　发布时间：2020-01-02 10:00　点击数：33",
            "时间：2019-01-02 作者：赵一鸣 点击：",
            "编辑：赵一鸣 01-02 10:20 4518 阅读量：",
            "2019-01-02 10:20　转载自：某某晚报　作者：赵一鸣",
            "2005年05月13日14:15 来源：某某晚报",
            "【字号：大 中 小】 发布时间：2020-01-02",
            "2024-05-20 10:20 编辑：赵一鸣 来源：某某日报 浏览量：12",
            "2024-05-20 10:20 1.2万阅读",
            "瀏覽人次：482",
            "更新时间：2024-05-21 08:00　首次发布：2024-05-20 10:20",
            "首发：2024-05-20 10:20 更新：2024-05-21 08:00",
            "作者：赵一鸣　　来源：某某日报　　编辑：钱二川　　发布时间：2024-05-20　　浏览次数：[ 1203 ]次",
            "发布时间：2024-05-20 来源：某某日报 作者：赵一鸣 浏览次数：203",
            "创建时间：2024-05-20 10:20　人气：33　撰稿人：赵一鸣 钱二川",
            "[打印本页] [关闭窗口] 点击量：[] 2024-05-20",
            "发布者: admin|查看: 532|评论: 0|原作者: 赵一鸣|来自: 某某日报",
            "发布于 2024-05-20 10:20 · 阅读 3203 · 约6分钟",
            "某某报 记者 赵一鸣 编辑 钱二川2024-05-20 10:20",
            "文/赵一鸣 图/钱二川 2024-05-20 10:20 某某日报",
            "2023-11-20 10:22:14 出处：某某科技 作者：赵一鸣 编辑：赵一鸣 评论(0) 点击可以复制本篇文章的标题和链接",
            "2009年02月07日 21:28:21  来源：某某青年报  【字号：大 中 小】【留言】【打印】【关闭】",
            "次数：33发布日期：2024年05月20日审核人：赵一鸣来源： 宣传部打印本文",
            "2024年5月20日 週一 上午10:20·1 分鐘 (閱讀時間)",
            "作者：赵一鸣 | Editor: Zhao Yiming",
            "NEWS.EXAMPLE.COM　　2005年5月20日10:20　　来源：[ 某某日报 ]　作者：赵一鸣",
        ),
        keeps=(
            "时间不等人。",
            "作者：为什么要写这本书？",
            "阅读：一种生活方式的回归与重建，正在小城悄悄发生",
            "编辑部里的灯还亮着",
            "作者在书中写道：时间是最好的老师。",
            "阅读让人丰富",
            "来源：一条河的名字从哪里来，编辑部收到的信里这样问。",
            "阅读：2024-05-20那天他读完了最后一页。",
        ),
        where=Where.HEAD,
        states=Fact.SEVERAL,
        max_chars=LONG,
        about="several facts in one line: date, source, author, views",
        cues=(rf"(?=[{_BEGINS}来來稿作点浏阅时日编发栏次人量]){_FACT}",),
    ),
    Rule(
        "head.tags",
        Label.NAVIGATION,
        r"(?:文章|新闻|本文)标签|(?:本文|文章|新闻|相关)?(?:(?:个人)?分类\s?:\s?[^\s,，。:]{1,12}[\s|]+)?(?:标签|关键词|关键字|tags?|话题|(?<=相关)(?:字词|热词))(?:阅读|搜索)?(?:\s*:.{0,120}|(?:\s[^\s,，。]{1,12}){1,10})|[^\s|,。]{2,10}(?:\|[^\s|,。]{2,10}){2,10}"
        r"|\[关键[词字]\]\s?[^。!?]{2,120}|\[?(?:中图)?分类号\]?\s?:?\s?[a-z][\d.]{1,9}[^。!?]{0,40}|doi\s?:\s?10\.\S{4,60}"
        r"|收录于(?:合集|话题|专辑)(?:\s[^。!?]{1,60})?|#[^\s#@,。!?;:]{1,20}\s+\d{1,4}\s?个(?:内容)?"
        r"|(?:#[^\s#@,。!?;:]{1,14}#[\s、]*+){2,12}|(?:#\s?[^\s#@,。!?;:]{1,14}[\s、]++){1,12}#\s?[^\s#@,。!?;:]{1,14}",
        drops=(
            "标签：科技 创新",
            "关键词: 通车",
            "标签 科技 创新",
            "分类：城市 标签：民生",
            "本文关键词：科技 创新",
            "关键词阅读：科技",
            "相关热词搜索：通车 老桥",
            "20200101|经济|增长|全球",
            "#漁港 #落水 #救援",
            "#渔港# #救援#",
            "文章標籤",
            "收录于合集 #老街手艺",
            "【关键词】石桥 修缮 “年轮”",
            "【中图分类号】F113 【文献标识码】A",
            "分類號：C932.2",
            "DOI: 10.00000/j.cnki.issn.0000-0000.2018.05.04",
            "#老街手艺 12个",
        ),
        keeps=(
            "标签化的偏见需要打破。",
            "关键词有三个，一是稳",
            "【关键词】这个栏目开了三年。",
            "分类号是F开头的书搬到了二楼",
            "相关热词搜索量翻了一番，书店说",
            "#漁港",
            "收录于集子的有十二篇",
            "#1号泵站 12个月",
            "#某某团# @某某",
            "#1号泵站今天恢复运行，#2号还在修",
        ),
        states=Fact.TAGS,
        max_chars=LONG,
        about="tags or keywords",
    ),
    Rule(
        "head.byline_date",
        Label.BYLINE,
        rf"(?:{BYLINE}|{BYLINE_SHORT})(?:[\s|·/]+|(?=(?:19|20)\d\d[-/.年])|(?=《))(?:《[^《》]{{2,12}}》\s?\(?\s?)?(?:{_KEY})?{STAMP}(?:[\s,]*第?\s?[a-z]?\d{{1,3}}\s?版)?\s?\)?(?>(?:[\s|,·/]*(?:{_KEY}{STAMP}|{_SOURCE_ITEM}|{_VALUE_ITEM}|{COUNT_ITEM})){{0,5}})|(?:{_KEY})?{STAMP}[\s|·/]+(?:{BYLINE}|{BYLINE_SHORT})"
        rf"|(?=.*{_STAMP_CUE})(?=.*(?:{BYLINE_CUE}))(?>(?:(?>(?:{_KEY})?{STAMP}|{_SOURCE_ITEM}|{BYLINE}|{COUNT_ITEM}|{_OUTLET_ITEM}|{TOOL_ITEM})[\s|,·/]{{0,8}}+){{2,9}})",
        drops=(
            "读特首席记者 赵一鸣 通讯员 钱二川 来源：某某日报 2019/02/20 17:02",
            "10-16 08:21 来源 某某商报 某报首席记者 赵一鸣/文 钱二川/图 浏览量：3203 字号：大 中 小",
            "某某客户端 发布时间：2025-09-07 16:00 某报记者 赵一鸣 文/图",
            "深圳特区报记者 赵一鸣 2022-04-13 07:30",
            "读特记者 赵一鸣 通讯员 钱二川　2025-06-02 06:48",
            "赵一鸣 文/图　2022-05-08 09:00",
            "本报记者　赵一鸣《某某日报》（2022年05月08日　第 13 版）",
            "作者：青石市博物馆　2022-06-21 10:00",
            "2025-06-02 06:48 读特记者 赵一鸣",
            "读特记者 赵一鸣/文 发布时间：2019-03-07 09:12 更新时间：2019-03-07 10:40 来源：某某商报 浏览 5210",
        ),
        keeps=(
            "记者 2022-04-13 07:30 从市交通局获悉，新线路下月开通。",
            "读特记者 赵一鸣 2022年获得新闻奖",
            "某某晚报 2022-04-13 07:30 特刊",
        ),
        where=Where.HEAD,
        max_chars=LONG,
        about="byline and date in one line",
        cues=(BYLINE_CUE, _STAMP_CUE),
    ),
    Rule(
        "head.document",
        Label.OTHER,
        rf"(?:{DOCUMENT_KEYS})\s*:\s*(?:(?!(?:来源|稿源|作者|记者|编辑)[\s:|]).){{0,80}}|[{HAN}]{{1,14}}\s?[\[(](?:19|20)\d\d[\])]\s?第?\d{{1,5}}号"
        rf"|{_LONE_KEYS}",
        drops=(
            "索引号",
            "文 号",
            "发文字号：某政发〔2024〕12号",
            "发文机关：",
            "索 引 号：000014349/2024-00031",
            "标　　题：某县人民政府关于渡口夜航的通知",
            "成文日期：2024年05月20日",
            "某政发〔2024〕12号",
        ),
        keeps=(
            "标题：一封没有寄出的信",
            "某政发〔2024〕12号文件规定，渡口夜航一律凭票。",
            "发文机关应当及时公布",
            "发布日期",
            "主题词",
            "门牌：12号",
        ),
        where=Where.HEAD,
        states=Fact.DOCUMENT,
        about="reference data of an official document: number, issuer, date",
        cues=(rf"{DOCUMENT_KEYS}|号",),
    ),
    Rule(
        "head.outlet_date",
        Label.SOURCE,
        rf"(?!.*(?:ip\s?属地[{HAN}]{{2,8}}$|\s回[复覆](?:\W|$)|\d\s上传$))(?:https?://\S{{4,60}}\s*)?(?:[^\s。,;:!?<>|]{{2,20}}?(?:\s+(?:[·|/]\s*)?|(?=20\d\d[-./年]\d|\d\d-\d\d \d\d:\d\d)|\s(?={_KEY}\d)))?(?:{_KEY})?{STAMP}(?:{_DAY})?(?>(?:[\s|·/]+(?:来源\s*[:]?\s*|由\s?)?[^\s。,;:!?]{{2,20}}){{0,5}})(?>(?:\s*(?>{COUNT_ITEM}|{TOOL_ITEM})){{0,6}})"
        rf"|《[^《》]{{2,14}}》\s?\(\s?{STAMP}(?:[\s,]*第?\s?[a-z]?\d{{1,3}}\s?版)?\s?\)"
        rf"|[{HAN}]{{2,4}}(?:发布|发表|上传)于\s?:\s?{STAMP}"
        rf"|[\[(]\s*《?[^\s。,;:!?<>|《》()]{{2,14}}》?[\s,(]*{stamps.ISSUE}[\s)\]]+|[{HAN}]{{2,12}}[报刊]\s?{stamps.ISSUE}"
        rf"|(?:{_KEY})?\[{STAMP}\]\s?-{{1,2}}\s?[{HAN}]{{2,12}}报\s?-{{1,2}}\s?版次\s?:\s?\[?[a-z]?\d{{1,3}}\]?"
        rf"|(?:当前位置\s?:\s?)?[{HAN}]{{2,10}}报{STAMP}期?\s第\s?[a-z]?\d{{1,3}}\s?版(?:\s?:\s?[{HAN}·/]{{2,12}})?"
        rf"|《[^《》]{{2,14}}》\s?{STAMP}[\s,]*第?\s?[a-z]?\d{{1,3}}\s?版(?:\s*版名\s?:\s?[{HAN}·/]{{2,12}})?",
        drops=(
            "《某某日报》（2024年05月20日 第 17 版）",
            "《 某某日报 》（ 2024年05月20日 14 版）",
            "《某某日报》2024年05月20日第4版 版名：要闻",
            "日期：[2024年05月20日] -- 某某商报 -- 版次：[J2]",
            "当前位置：某某晚报2024年05月20日期 第A31版：国际",
            "某某日报05-20 10:201.2万",
            "赵一鸣发布于:2019/11/25",
            "发表于 2024年5月20日 2024年5月21日 由 赵一鸣 城市 3条评论",
            "发表于 2024年5月20日2024年5月21日 由 赵一鸣城市3条评论",
            "老渡口 发表于 2005-3-12 8:30:00",
            "posted @ 2006-03-12 08:30 老渡口 阅读(231) 评论(2) 编辑 收藏",
            "发稿时间：2024-05-20 13:15:00 来源：某某广播客户端 某某青年网",
            "2005年05月13日14:15 某某晚报",
            "某某新闻网 2020-01-02 10:00",
            "2020-01-02 10:00 某某网 某某频道",
            "某某日报 · 2024-05-20 10:20 · 1.2万阅读",
            "某某编辑部 3 年前 (2021-04-11) 手艺 1.2k 阅读",
        ),
        keeps=("2005年05月13日，我们出发了", "某某厂 3年前停产了", "2020-01 号文件"),
        where=Where.HEAD,
        states=Fact.OUTLET,
        about="date and outlet in one line, without labels such as 来源：",
        cues=(_STAMP_CUE,),
    ),
    Rule(
        "head.account",
        Label.SOURCE,
        rf"原创(?:\s*:\s*|\s+)[^\s。,;:!?]{{2,24}}(?:\s+[^\s。,;:!?]{{2,24}}){{0,2}}(?:\s+{STAMP})?(?:\s+(?:发表于|发布于)?\s?[{HAN}]{{2,4}})?"
        rf"|原创\s*[^。,;:!?\d]{{2,40}}{STAMP}\s*,?\s*(?:[{HAN}]{{2,4}})?|(?:发布于|发表于)\s*:\s*[{HAN}]{{2,8}}",
        drops=(
            "原创 沈渡 渡口的钟",
            "原创：沈渡 渡口的钟 昨天",
            "原创 渡口编辑部 渡口的钟 2024-03-01 10:20 浙江",
            "原创 沈渡 渡口的钟 2024-03-01 10:20 发表于浙江",
            "原创： 沈渡",
            "原创沈渡渡口的钟2024年03月01日 10:20，",
            "发布于：某某市",
        ),
        keeps=(
            "原创舞剧定于2024年3月1日 20:00在渡口剧场首演",
            "原创 是这家出版社的立身之本，也是它的难处。",
            "原创音乐 渡口的钟",
        ),
        where=Where.HEAD,
        states=Fact.ACCOUNT,
        about="account row of a platform: 原创, author, account",
    ),
    Rule(
        "head.label",
        Label.ABSTRACT,
        r"[\[(■□◆*\s]{0,2}(?:摘要|内容摘要|新闻提要|核心提示|内容提要|提要|导读|核心阅读|新闻摘要|文章摘要|阅读提示|内容导读|本文摘要|本文导读|(?:ai|智能)\s?(?:生成|自动|重点|阅读)?的?(?:摘要|速读|总结|速览|划重点)(?:\s?·\s?全文.{2,24})?|要点|摘 要)[\])*\s]{0,2}:?",
        drops=(
            "摘要",
            "核心提示：",
            "【新闻提要】",
            "AI生成摘要",
            "AI阅读摘要",
            "智能摘要",
            "AI速读",
            "AI划重点 · 全文约1203字，阅读需4分钟",
        ),
        keeps=("摘要写得很短。", "导读员带着孩子们走进展厅"),
        opens=Opens.ABSTRACT,
        about="the label of an abstract, alone on its line",
    ),
    Rule(
        "head.column_label",
        Label.OTHER,
        rf"[\[(]?[{HAN}]{{0,6}}(?:新闻|阅读|链接|资讯|观察)\s?\+[\])]?",
        drops=("读特新闻+", "【某某阅读+】"),
        keeps=("新闻+的路还很长", "数字阅读"),
        about="the name of a column, alone on its line",
    ),
    Rule(
        "head.abstract",
        Label.ABSTRACT,
        r"[\[(■□◆*\s]{0,2}(?:摘要|内容摘要|新闻提要|核心提示|内容提要|提要|导读|核心阅读|新闻摘要|文章摘要|阅读提示|内容导读|本文导读|(?:ai|智能)\s?(?:生成)?(?:摘要|速读|总结|速览|导读)|摘 要)[\])*]{0,2}\s*:\s*\S.{6,600}|[\[(](?:摘要|内容摘要|新闻提要|核心提示|内容提要|提要|导读|核心阅读)[\])]\s*\S.{6,600}"
        r"|(?:摘要|内容摘要|新闻摘要|文章摘要|本文摘要|新闻提要|核心提示|内容提要) \S.{6,600}",
        drops=(
            "摘要：新桥明日通车，两岸通行时间缩短到十分钟。",
            "摘要 新桥明日通车，两岸通行时间缩短到十分钟",
            "[核心提示] 新桥明日通车，两岸通行时间缩短到十分钟。",
        ),
        keeps=("摘要写得很短，正文却很长，读起来并不轻松。",),
        where=Where.HEAD,
        max_chars=PARAGRAPH,
        sentences=True,
        about="abstract that begins with its label",
    ),
)
