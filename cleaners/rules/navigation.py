"""Breadcrumbs, links to the previous and next article, pagers, and links back to the top."""

from __future__ import annotations

import re

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.head import STAMP
from cleaners.rules.rule import LONG, SHORT, Effect, Fact, Rule, Strength, Where
from cleaners.values import Label

_ITEM = r"[^>|。!?,;:]{1,24}"
_NAME = r"[^\s/>|。!?,;:]{1,12}"
_SEE_MORE = rf"(?:查看|看)更多(?:精彩)?(?:[{HAN}]{{0,4}}(?:内容|新闻|资讯|报道|文章))?"
_STEP = r"[^>|/\\。!?,;:]{1,24}"

# Channels of news sites, as their navigation prints them, with nothing in between.
_CHANNEL = (
    "(?:新闻|要闻|动态|资讯|公告|通知|公示|学会|协会|中心|时政|时评|国内|国际|社会|社区|民生|财经|经济|体育|娱乐|文化|科技|教育|健康|军事|汽车|房产|旅游|视频|直播|图片|评论|观点|"
    "高层|人事|专题|特稿|深度|数据|访谈|影像|地方|本地|生活|党建|理论|法治|环保|公益|人物|副刊|读书|时尚|美食|游戏|股票|基金|证券|法治|纪实|人文|专栏|下载app|app下载|足球|篮球|水上|推荐|热点|"
    rf"滚动|港澳|台湾|海外|网友|论坛|博客|客户端|数字报|政务公开|政务服务|互动交流|政民互动|走进[{HAN}]{{2,4}}|无障碍(?:浏览)?|长者模式|"
    "焦點|評論|國際|財經|體育|娛樂|社會|科技|影音|專題|時政|要聞|新聞|兩岸|副刊|即時|運動|全球|港聞|政治|股市|焦点|两岸|即时|运动|港闻)"
)

_CHANNELS = lazy(rf"{_CHANNEL}|首页|首頁|登[录錄]|注册|关注|搜索|更多|头条|快讯")


def is_channel(word: str) -> bool:
    """Whether a word is the name of a channel, or a control that sites place among their channels."""
    return _CHANNELS.fullmatch(word) is not None


#: What sites call their first page: the first word of a menu, and the end of a site's name in a breadcrumb.
HOME = ("首页", "首頁")
#: Two or more controls for the visitor's account after the channels of a bar, glued together as a browser copies adjacent
#: elements.
_ACCOUNT = lazy(
    r"(?:(?:账号|帐号|帳號)(?:设置|管理|設定)?|个人中心|會員中心|会员中心|登[录錄入]|注[册冊]|註冊|搜索|搜尋|退出|投稿|订阅|訂閱|客户端|English){2,}",
    re.I,
)


#: A breadcrumb that does not begin at home: `评论 > 海外观察`.
_STEPS = lazy(rf"[{HAN}A-Za-z0-9]{{2,8}}(?:\s*>+\s*[{HAN}A-Za-z0-9]{{2,12}}){{1,4}}\s*>?")


def is_channel_bar(text: str) -> bool:
    """Whether a line is mostly names of channels: a navigation bar that was flattened into one line."""
    if ">" in text and _STEPS.fullmatch(text) is not None:
        return True
    end = next(_ACCOUNT.finditer(text), None)
    if end is not None and end.end() == len(text):
        return True
    names = _CHANNELS.findall(text)
    # If the bar begins with the first page, half of it may be words that only this site uses.
    fewest, share = (2, 0.5) if text.startswith(HOME) else (3, 0.6)
    return len(names) >= fewest and sum(map(len, names)) >= share * len(text)


#: Steps of a breadcrumb that name no section: names of the first page, and words for the article itself.
WAYS_HOME = frozenset("首页 首頁 主页 主頁 网站首页 網站首頁 返回首页 Home HOME home".split())
NO_SECTIONS = WAYS_HOME.union(
    (
        "正文 内容 內容 详情 文章 内容页 详情页 文章正文 文章详情 文章内容 "
        "新闻详情 新闻正文 信息详情 查看内容 查看详情 阅读全文 阅读文章 正文页 浏览文章 查看文章 本页 全文"
    ).split()
)

RULES = (
    Rule(
        "navigation.breadcrumb",
        Label.NAVIGATION,
        r"[\[(]?(?:>|◎|·|\s)*(?:(?:您|你)?(?:的)?(?:当前|现在|所在)?(?:的)?(?:所在)?(?:的)?(?:位置|栏目|路径)(?:是|为|在)?\s*[:>]"
        rf"|来到\s*:)\s*[>:]*\s*(?>(?:{_ITEM}[>/|\-]*){{0,8}}).{{0,80}}"
        rf"|>?\s?(?:首页|主页|网站首页|首頁|[{HAN}]{{2,8}}(?:网|网首页|首页|新闻网))\s*(?>(?:(?>(?:[>/|\\]\s*)+){_STEP}){{1,7}})[>/\s]*"
        rf"|(?:{_ITEM}>){{1,6}}\s*(?:正文|内容|详情)(?:页)?|>\s?正文|正文|{_ITEM}(?>(?:>++{_ITEM}){{2,6}})|(?=.* / {_CHANNEL} / ){_NAME}(?: / {_NAME}){{2,5}}",
        drops=(
            "当前位置：首页>新闻>正文",
            "首页 > 要闻 > 正文",
            "您所在的位置：某某网 > 深圳",
            "首页>坪山",
            "您当前所在的位置： 首页 → 政务动态 → 部门动态",
            "> 首页 > 要闻 > 民生",
            "某某新闻网 > 新闻 > 社会 > 正文",
            "某某 / 要聞 / 某某灣區",
        ),
        keeps=("作词 / 作曲 / 演唱", "位置决定视野。", "首页大图是一张黑白照片", "当前位置偏远的村小仍缺音乐老师。"),
        states=Fact.SECTION,
        max_chars=LONG,
        about="breadcrumb",
    ),
    Rule(
        "navigation.neighbours",
        Label.NAVIGATION,
        r"[\[(<>«·/]{0,2}\s*(?:阅读|查看|继续阅读)?(?:上一篇|下一篇|上一条|下一条|上一章|下一章|前一篇|后一篇|上篇|下篇|上一则|下一则|前一则|后一则|上一個|下一個|上一组|下一组|上一图集|下一图集)(?:文章|新闻|稿件|报道)?"
        r"(?:\s*[:>|\])/]+\s*.{0,80}|\s+.{0,60}|)"
        r"|\d?\s?上一[篇版]\s?\d?\s*\d?\s?下一[篇版]\s?\d?|\d\s?上一篇|下一篇\s?\d"
        r"|(?:本|此|该)(?:条目|文章?|日志|篇)\s?(?:由.{1,24}?)?(?:发布|发表|张贴|归档|归类|收录)(?:[于在]|到).{1,60}?(?:分类|标签|固定链接).{0,60}",
        drops=(
            "/阅读下一篇/",
            "上一篇：新桥通车",
            "下一篇",
            "3上一篇 下一篇4",
            "下一篇4",
            "上一篇下一篇",
            "<上一篇 没有了",
            "上一条： 某某新闻 下一条：没有了",
            "本条目发布于2022年5月1日。属于乡土分类，被贴了 母亲 标签。",
            "此条目由渡船人发表在未分类分类目录，并贴了老屋标签。将固定链接加入收藏夹。",
            "此條目發表在城事分類。",
        ),
        keeps=(
            "前一篇报道发出后，咨询电话响个不停",
            "下决心改",
            "上一篇下一篇都写渡口",
            "本条目发布于馆刊，后来收进了文集。",
            "该文章发表在县报上，标题是《渡口》",
        ),
        where=Where.TAIL,
        effect=Effect.END,
        strength=Strength.WEAK,
        max_chars=LONG,
        sentences=True,
        about="links to the previous and next article, and where a blog files a text",
    ),
    Rule(
        "navigation.pager",
        Label.NAVIGATION,
        r"(?!\d{1,6}$)(?:共\s?\d+\s?页\s*)?"
        r"(?>(?:(?>首页|上一页|下一页|最后一页|第一页|尾页|末页|前页|后页|上页|下页|前一页|后一页|当前(?:页|第\s?\d+\s?页)|第\s?\d+(?:/\d+)?\s?页|共\s?\d+\s?页|\[?\d\]?|…|\.\.\.|余下全文"
        r"|全文阅读|阅读全文|单页阅读|显示全文|在本页阅读全文|[<>]|跳转|go|/)[\s|·]*+){2,100})"
        r"|(?:[上下]一版\s?[»>]{0,2}\s?)?本期共\s?\d+\s?版[,\s]{0,2}当前第\s?\d+\s?版(?:\s?pdf)?"
        r"|(?:上一页|下一页|尾页|末页|余下全文|全文阅读|单页阅读|在本页阅读全文|剩余全文|第\s?\d+\s?页|\(?\d+/\d+\)?页?)",
        drops=(
            "上一页 1 2 3 下一页",
            "下一页",
            "1 2 3 4 下一页 尾页",
            "共3页 第1页",
            "共3页 当前第1页 下一页 尾页",
            "下一页  最后一页",
            "下一版»本期共4版, 当前第1版 PDF",
            "余下全文",
        ),
        keeps=("1", "01", "第1页写着她的名字"),
        about="pagination of a long article",
    ),
    Rule(
        "navigation.site",
        Label.NAVIGATION,
        # Marks may stand only between the words: otherwise, a row of 更多> could be read in as many ways as it has marks.
        r"[>«<]{0,4}\s?(?:(?:首页|主页|返回首页|返回前页|回首页|返回主页|返回|返回页首|返回顶部|回到顶部|回顶部|返回列表|返回上页|返回上一页|回上一?页|回顶端|回最上[面层]|回(?:新闻)?列表页?|(?:友善)?列印"
        r"|看更多|返回栏目|返回频道|网站首页|顶部|top|back to top|设为[首主]页|加入收藏"
        r"|收藏本[站页]|设首页|导航|菜单|请?输入(?:您?要?(?:搜索|查询|查找|检索)的?)?(?:关键[词字]|内容)|搜索|全站搜索|站内搜索|登录|注册|登陆|请登录|立即登录|免费注册|退出|手机版|电脑版|触屏版|繁体|简体|繁體中文|english|无障碍|长者版|适老版|关怀版|无障碍浏览"
        r"|个人中心|用户中心|更多|more|查看更多|加载更多|点击加载更多|展开|收起|换一换|换一批|滚动到顶部|上一张|下一张|查看原图|查看大图|图集|播放|暂停|重播|全屏"
        r"|(?:文章|本文|内容)目录|目录|关闭)[\s|·/>]{0,6}){1,12}"
        rf"|[{HAN}]{{2,8}}首页"
        rf"|[\[(]?回(?:首页|主页|网站),?\s?{_SEE_MORE}"
        rf"|[\[(]?(?:返回|回到|进入)[^\s。,!?;:]{{1,10}}?(?:,\s?{_SEE_MORE}|(?:首页|主页|频道|专题)(?:,?\s?{_SEE_MORE})?)[>\])\s]*"
        rf"|返回[^\s。,!?;:]{{1,10}}>+",
        drops=(
            "首页",
            "返回顶部",
            "登录 | 注册",
            "设为首页 加入收藏",
            "設為主頁收藏本頁",
            "请输入关键词 搜索",
            "请输入您要查询的内容",
            "查看更多",
            "返回某某，查看更多",
            "返回某某网首页>>",
            "回到某某首页，查看更多内容",
            "返回某某号，看更多精彩",
            "回首頁看更多氣象新聞",
            "目录",
            "某某网首页",
            "某浪首页",
            "友善列印 回上一頁",
            "« 返回前頁列印",
            "回新聞列表",
            "看更多＞",
        ),
        keeps=(
            "首页大图",
            "请输入关键词的老人犯了难",
            "搜索持续到凌晨",
            "更多人",
            "回上一頁的感覺，像倒撥時鐘。",
            "返回村里的路上，查看更多的是哪块田进了水",
            "返回某某的船",
            "回到某某首页的那一晚，看更多的是留言",
            "返回老屋，看更多星星",
            "目录学的门径",
        ),
        about="site navigation: home, login, back to top, more",
    ),
    Rule(
        "navigation.bar",
        Label.NAVIGATION,
        rf"(?:网站首页|回首页|首页|首頁|主页)(?:(?>(?:\s*(?:[|·>/-]\s*)?{_CHANNEL}){{1,30}})|"
        rf"(?=.*{_CHANNEL}.*{_CHANNEL})[{HAN}]{{4,60}}"
        rf"|(?:\s*[|·]\s*|\s+)[^\s|。,;:!]{{2,6}}(?>(?:(?:\s*[|·]\s*|\s+)[^\s|。,;:!]{{2,6}}){{0,30}}))",
        drops=(
            "首页新闻时政财经体育",
            "首页 特稿",
            "首页 | 要闻 | 坪石里",
            "首頁焦點地方生活評論",
            "网站首页政务公开政务服务互动交流",
        ),
        keeps=("首页大图", "首页上的那张照片", "首页 打开的时候，他愣住了"),
        about="channels of the site in one line",
    ),
    Rule(
        "navigation.greeting",
        Label.NAVIGATION,
        r"(?:今天是.{0,40}|(?:您|你|大家)好[,!]?\s?)?(?:热烈)?[欢歡]迎(?:您|你|各位)?(?:来到|來到|光临|光臨|莅临|蒞臨|访问|訪問|登录|登錄|浏览|瀏覽|进入|關注|关注)"
        r"[^。!?,]{2,24}(?<!互联)(?<!物联)(?<!关系)(?:网|網|网站|網站|平台|客户端|门户|社区|论坛|論壇|主页|首页|数字报|电子报"
        r"|(?<=[省市县区旗州乡镇])(?:人民)?(?:政府|法院|检察院)|(?<=[省市县区旗州])[^。!?,]{2,10}(?:委员会|局)(?=[!\d]))[!。~]{0,3}"
        r"(?:\s?今天是.{0,40}|\d{4}年\d{1,2}月\d{1,2}日(?:\s?星期[一二三四五六日天])?)?",
        drops=(
            "今天是2026年11月28日 星期六 欢迎访问某某新闻网！",
            "欢迎光临某某市人民政府网站",
            "您好，欢迎来到某某网",
            "欢迎访问某某县人民政府！",
            "欢迎访问某某市某某区人民法院2019年1月1日 星期一",
        ),
        keeps=(
            "欢迎来到我的书房，这里没有门牌",
            "欢迎来到互联网",
            "欢迎访问团的孩子们挥着小旗。",
            "欢迎来到北方的县城",
        ),
        sentences=True,
        about="greeting to the visitor",
    ),
    Rule(
        "navigation.paper",
        Label.NAVIGATION,
        rf"(?:(?:{STAMP}\s+)?(?:第\s?[a-z]?\d{{1,3}}\s?版|版[次面]\s?:\s?第?\s?[a-z]?\d{{1,3}}(?:\s?版)?)\s*[::]?\s*[{HAN}·/]{{0,12}}"
        rf"|版面导航|标题导航|版面目录|往期(?:报纸|回顾)?|手机看报|数字报(?:首页)?"
        rf"|本版(?:列表)?(?:新闻|标题|导读)(?:列表)?|今日导读|本报新闻|昔日新闻"
        rf"|[{HAN}]{{2,10}}报\s(?:数字报纸?|电子[报版])|0\d{{3,4}}\s?版\s?:\s?[{HAN}·/]{{2,16}}|[a-d]\d{{2}}"
        rf"|\d{{2}}\s?版?\s?:\s?(?:[一二三四五六七八九十]{{1,2}}版)?(?:(?:综合|国内|国际)?(?:要\s?闻|新闻)|时事|副刊)"
        rf"|放大[+⊕]?\s*[缩縮]小[-⊖]?(?:\s*(?:默认|[预預][设設])[o○]?)?|[上下]一[版期](?:[面>])?)(?:\s+.{{0,40}})?",
        drops=(
            "第A01版：要闻",
            "2024年05月20日 星期一 第A02版：某闻 上一版 下一版",
            "版面导航",
            "手机看报",
            "版次：A08　2023年06月10日",
            "放大+ 缩小-",
            "放大⊕ 缩小⊖ 默认○",
            "上一期 下一期",
            "本版列表新闻",
            "01:一版要闻",
            "02版:要 闻",
            "某某晚报 数字报纸",
            "00015版：人文·社会",
            "A03",
            "今日導讀",
        ),
        keeps=(
            "10:时事评论员说",
            "本版新闻由渡口小学的孩子们采写。",
            "上一期的灯谜有人猜中了",
            "第3版的故事，",
            "数字报告显示，",
            "手机看报纸的老人",
            "某某晚报数字报纸上线了",
            "2015版：新旧两种",
            "A3纸",
        ),
        max_chars=SHORT,
        states=Fact.ISSUE,
        about="page navigation of an e-paper",
    ),
)
