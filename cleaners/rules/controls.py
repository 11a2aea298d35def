"""Controls around an article: share bars, font sizes, print, counters; and the places for comments."""

from __future__ import annotations

from cleaners.rules.roles import alternation
from cleaners.rules.rule import Effect, Rule, Strength, Where
from cleaners.values import Label

_SHARE = (
    r"分享|分享到|分享至|分享给|转发到?|微信|微博|新浪微博|腾讯微博|qq|qq空间|qq好友|qzone|空间|朋友圈|微信好友|微信朋友圈|好友|人人网?|开心网?|豆瓣|百度贴吧|贴吧|网易微博|搜狐微博|复制链接|一键复制|复制|链接|facebook|twitter|x|linkedin|line|telegram|weibo|wechat|email|邮件|今日头条|抖音|更多平台|海报|生成海报|点赞|赞|踩|顶|收藏|已收藏|推荐|举报|投诉|评论|收听|听新闻|"
    r"打印|关闭|纠错|我要纠错|打印本页|关闭窗口|打印文章|我要打印|发送|保存|字号|字体|大|中|小|大号|中号|小号|默认|超大|特大|标准|阅读|浏览|播报|朗读|语音播报|语音朗读|人工智能朗读|阅读模式|护眼模式|夜间模式|a\+|a-|\+|-|t|扫一扫|手机查看|手机阅读|手机看|用手机看|在手机上看|扫码|全文|原文|查看原文|阅读原文|阅读全文|展开全文|点击展开全文|展开阅读全文|展开剩余\d{0,3}%?|展开更多|收起全文|显示全文|查看全文|加载全文|继续阅读|app内打开|打开app|返回|加入书签|订阅|关注|\+关注|已关注|取消关注|私信|打赏|赞赏|编辑|删除|引用|回复|0|播放|×|x"
)
# The longest word first, and none tried again: a line of words that are made of others has countless readings.
_CONTROL = f"(?>{alternation(_SHARE.split('|'))})"
_COUNT = r"(?:\s*[:(\-—]?\s*\d{1,8}(?:\.\d+)?[万w+]{0,2}\s*[)人次条]{0,3})?+"

# A counter before or after its number. Every part that may be absent begins with a character that no other begins with.
_COUNTER = (
    r"(?:阅读|浏览|点击|查看|播放|收听|访问|围观|人气|热度|评论|跟帖|回复|转发|点赞|收藏|参与|关注)(?:次数|人数|量|数|率)?"
    r"(?:\s*[:(])?(?:\s*\d{1,9}(?:\.\d)?)?[万w+]{0,2}(?:\s*[)次人]{1,2})?"
)
_COUNTED = (
    r"\d{1,9}(?:\.\d)?[万w+]{0,2}\s?(?:次|人|条)?\s?"
    r"(?:阅读|浏览|点击|查看|播放|评论|跟帖|人参与|参与|观看|点赞|赞|转发)"
)

RULES = (
    Rule(
        "controls.bar",
        Label.SHARE,
        rf"(?=.*[^\d\s\-+x×])[\[(【<]?(?:[\[(]?{_CONTROL}[\])]?+{_COUNT}\s?+[:|/·,、>\]\[()\-—\s]{{0,5}}+){{1,20}}+[\])】>]?",
        drops=(
            "分享到：微信 微博 QQ空间",
            "字号：大 中 小",
            "【打印】【关闭】",
            "字体：大|小",
            "点赞 12 收藏 3",
            "阅读原文",
            "展开全文",
            "人工智能朗读：",
            "【字号 大 中 小】",
            "分享",
            "评论(0)",
        ),
        keeps=("分享会在周六举行", "大中小企业", "关闭的学校重新打开了大门", "打印机"),
        about="share bar, font sizes, print and the like",
    ),
    Rule(
        "controls.counter",
        Label.SHARE,
        rf"(?>{_COUNTER}|{_COUNTED})(?:[\s|,·/]++(?>{_COUNTER}|{_COUNTED}))*+",
        drops=("阅读 1234", "浏览次数：56", "点击数:1.2万", "3条评论", "1024人参与"),
        keeps=("阅读1200本书的少年", "播放量超过三百万次。", "点击鼠标就能办事"),
        about="counter",
    ),
    Rule(
        "controls.number",
        Label.SHARE,
        r"[+\-]?\d{1,6}\+?|[|/·\-—_=*.。…、,~<>«»×\[\]()\s]{1,60}",
        drops=("0", "128", "|", "——————"),
        keeps=("第1", "1、"),
        where=Where.HEAD,
        about="a bare number or rule before the body, left by a counter",
    ),
    Rule(
        "controls.report_error",
        Label.SHARE,
        r"[\[(]?(?:我要)?(?:纠错|报错|举报|投诉|反馈)(?:此文|本文|内容)?[\])]?\s*[:]?|.{0,20}(?:纠错|报错)(?:电话|邮箱|热线|请).{0,40}",
        drops=("[我要纠错]", "【纠错】", "举报"),
        keeps=("纠错机制逐步完善", "举报人说"),
        effect=Effect.END,
        strength=Strength.WEAK,
        where=Where.TAIL,
        max_chars=60,
        about="report an error",
    ),
    Rule(
        "controls.read_aloud",
        Label.SHARE,
        r".{0,6}(?:您的浏览器|你的浏览器|当前浏览器|your browser).{0,80}|.{0,10}(?:不支持|请安装|请升级|请开启|请更新).{0,16}(?:flash|浏览器|播放器|javascript|video).{0,60}|(?:正在|内容)?(?:加载中|努力加载|加载|loading)[.…。]{0,6}|自动播放(?:开关)?(?:\s自动播放)?|play video|视频加载失败.{0,20}|(?:点击|轻触)?(?:播放|收听|观看|听)(?:视频|音频|全文|本文|文章)(?:\s*[:约]?\s?\d{1,3}\s?(?:分钟?|秒|\'|min))?|(?:点击|轻触)?(?:播放|收听|观看)",
        drops=("您的浏览器不支持video标签", "加载中...", "Play Video"),
        keeps=("浏览器大战落幕", "加载货物的卡车排起长队"),
        max_chars=120,
        about="words of a player or a browser notice",
    ),
    Rule(
        "controls.player",
        Label.SHARE,
        r"(?:(?:直播|倍速|画质|清晰度|超清|高清|标清|蓝光|流畅|原画|自动|静音|音量|弹幕|循环播放|跳过片头|跳过广告|全屏播放|小窗|\d(?:\.\d{1,2})?x|\d{3,4}p|\d{1,3}%)[\s|/]{0,3}){1,8}"
        r"|\d{1,3}\s?秒\s*(?:后)?(?:开通|跳过|关闭).{0,12}|了解详情\s?>{0,3}|(?:画质|清晰度|线路)切换中.{0,8}|.{0,30}时长\s?:\s?\d{1,2}:\d{2}(?:\s.{0,10}流量.{0,16})?"
        r"|.{0,16}(?:流量|非wifi|移动网络)(?:较大|环境|播放).{0,16}(?:wifi|无线网?|继续播放|流量)?",
        drops=(
            "倍速",
            "2.0X",
            "超清 高清 标清",
            "5秒 开通会员免看",
            "时长：01:45 流量较大，宜连无线网",
            "《守渡人》短片 时长：01:45",
        ),
        keeps=("高清摄像头装进了村口", "100% 的人都签了字", "直播间里，他第一次卖光了梨", "流量费降了一半，村民说。"),
        where=Where.HEAD,
        max_chars=60,
        about="controls of a player, above the text",
    ),
    Rule(
        "comment.heading",
        Label.COMMENT,
        r"[\[(■◆>·|*\s]{0,3}(?:(?:网友|最新|热门|精彩|全部|用户|读者|文章|新闻|相关|精选|所有|查看|发表|我要|写|参与|立即|更多|我来)?(?:评论|跟帖|留言|点评|回复|热评)(?:区|列表|专区|一下|全部)?(?:\s*[:(]?\s*\d{0,7}\s*[)条]{0,2})?|我来说两句|说两句|我有话说|网友热议|网友评论(?:仅供|只代表|不代表).{0,30}|文明上网.{0,60}|(?:请|需)?(?:先)?(?:登录|登陆)(?:后)?(?:才)?(?:可以|可|再|才能|能)?(?:发表|发布|进行|参与)?(?:评论|留言|回复).{0,20}|还可以?输入\s?\d+\s?(?:个)?字.{0,10}|已有\s?\d+\s?(?:人|条)(?:参与|评论|跟帖).{0,20}|共\s?\d+\s?(?:人|条)(?:参与|评论|跟帖|评).{0,10}|\d+\s?条(?:评论|跟帖|留言)|暂无评论.{0,20}|还没有(?:人)?评论.{0,20}|抢沙发|快来抢沙发.{0,6}|匿名(?:发表|评论)?|发表|提交评论|发布评论|评论须知.{0,10}|写下您?的评论.{0,20}|comments?|leave a comment|post a comment)[\])>:·|!.。\s]{0,4}(?:更多|查看全部|全部)?",
        drops=(
            "我来说两句",
            "网友评论",
            "发表评论",
            "立即评论",
            "登录后才可以发布评论",
            "3条评论",
            "最新评论(12)",
            "文明上网理性发言",
        ),
        keeps=("评论员文章", "网友评论说，这座桥像一把竖琴。", "留言簿上写满了祝福", "回复函已寄出"),
        effect=Effect.WIDGET,
        max_chars=80,
        about="place for comments",
    ),
)
