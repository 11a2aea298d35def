"""What pages that are no articles say: that something is gone, that the reader must log in or may be a machine, whose profile
this is, how often a video was played, what is on offer."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy
from cleaners.rules import stamps

#: Words of a notice that the requested page is gone; an article may use them too.
GONE = lazy(
    r"(?:页面|网页|内容|文章|稿件|新闻|信息|您?访问的\S{0,6})(?:已经?|不)?\s?(?:不存在|已?下线|已?删除|被删除|找不到|"
    r"无法访问|走丢|失踪|不见了|未找到|已过期|已失效)"
    r"|^[^\w\n]*404[^\w\n]*$"
    r"|\b404\s*(?:not found|error|错误|页)|(?:error|错误|代码)\s*[:：]?\s*404(?!\d)|not found|page not found"
    r"|找不到(?:页面|网页|该页|您)"
    r"|(?:出错|错误)了|(?:访问|请求)(?:的)?(?:页面|地址)(?:出错|有误)"
    r"|(?:服务器?|系统|网络|网站)\S{0,2}(?:错误|繁忙|内部错误|开小?差|异常|不可用|正忙|无响应|走神)|403 forbidden|^405$|method not allowed|抱歉[，,].{0,16}(?:不存在|删除|下线|找不到)",
    re.I | re.M,
)

_THING = (
    "(?:页面|网页|内容|文章|稿件|新闻|信息|帖子|主题|视频|微博|动态|图文|链接|问题|回答|专栏|作品|资源|文件|栏目|图集|直播|"
    "[帐账]号|公众号|频道|頁面|網頁|內容|新聞|資訊|貼文|贴文|影片|連結|连结|帳號|專頁|专页)"
)
_GONE_STATE = (
    "(?:(?:已经?|已經|被|不|暂时|暫時|目前|可能|或许|暂|也许)\\s?)*"
    "(?:(?:因|由于|經|经).{1,16}?[，,]?\\s?(?:已|被|而|暂时)*)?"
    "(?:(?:被|由)(?:.{0,8}?(?:者|方|主|人|員|员|平台|用户|系统|管理员))?(?:投诉|投訴)?.{0,16}?)?"
    "(?:存在|下线|下線|下架|删除|刪除|撤回|撤销|屏蔽|封禁|封停|移除|移走|关闭|關閉|失效|过期|過期|注销|冻结|停用|迁移|隐藏|"
    "找不到|未找到|不见|不見|走丢|失踪|审核中|設為私密|设为私密|(?:无法|不能|無法|未能|禁止)(?:被)?(?:查看|访问|显示|打开|浏览|瀏覽|顯示|開啟|开启|瀏覽))"
)

#: A whole line that tells the reader that the requested page is gone, hidden or moved; it refers to that page (该, 此, 您访问的) or
#: apologises (抱歉).
NOTICE = lazy(
    rf"(?:(?:抱歉|对不起|對不起|很抱歉|非常抱歉|很遗憾|哎呀|糟糕|提示)[\s!,，。:：~…]*(?:您|你)?(?:所|要|想)?(?:访问|查看|找|浏览|瀏覽|存取)?的?"
    rf"|(?:该|此|本|这个|这篇|此篇|該|這篇|這個|當前|当前)"
    rf"|(?:您|你)(?:所|想|要|正在)*(?:访问|查看|寻找|找|浏览|请求|打开|瀏覽|存取|尋找)的)"
    rf"(?:该|此|本|这个|这篇|該|這篇|這個)?{_THING}{_GONE_STATE}(?:了|[，,]?\s?或(?:者)?.{{0,16}})?[\s。.!！~,，]*(?:无法查看|無法查看|查看帮助)?[\s。.!！]*"
    rf"|(?:系统|网站|服务器|平台|系統|網站)(?:正在)?(?:升级维护|维护升级|升级|维护|升級維護|維護)(?:中|,.{{0,16}})[\s。.!！]*"
    rf"|{_THING}(?:已经?|已經)?(?:不存在|失效|过期|過期|审核中|被(?:作者|发布者|發布者|楼主)?(?:删除|刪除))(?:[，,](?:暂时)?无法查看)?[\s。.!！]*",
    re.I,
)

#: Words that ask for a login or a payment to read on.
READ_ON = lazy(
    r"(?:请|需要?|需先|请先)(?:先)?(?:登[录陆入]|注册)(?:后)?(?:才能|再|可|即可|查看|阅读|继续|访问|浏览)(?!.{0,4}(?:评论|回复|留言))"
    r"|登[录入]后(?:查看|阅读|继续|可见|才能)(?!.{0,4}(?:评论|回复|留言))|立即订阅.{0,10}(?:全文|阅读)|付费(?:阅读|内容)",
    re.I,
)
#: Words right below a text that is cut off there.
REST = lazy(
    r"(?:试读|免费阅读|预览)(?:部分)?(?:已)?(?:结束|到此)|(?:剩余|余下|以下)(?:的)?(?:内容|部分|\s?\d+\s?%).{0,8}(?:付费|订阅|会员|购买|登录|解锁)|(?:本文|本篇|此文)(?:为|是|系)(?:付费|会员|订阅)"
    r"|(?:开通|订阅|购买|成为).{0,10}(?:阅读全文|看全文|继续阅读|查看全文|解锁全文)|已(?:阅读|显示)全文的?\s?\d+\s?%"
)
LOGIN = lazy(
    r"(?:请|需要?|需先|请先)(?:先)?(?:登[录陆入]|注册)(?:后)?(?:才能|再|可|即可|查看|阅读|继续|访问|浏览)|登[录入]后(?:查看|阅读|继续|可见|才能)|会员(?:专享|专属|限定|登[录入])"
    r"|(?:加入|成为|订阅)(?:会员|订户)?(?:即可|才能|就能)[^。，]{0,4}(?:观看|阅读|看|读)(?:全文|完整)"
    r"|(?:用户|账号|扫码|手机|密码)登[录入]|立即订阅.{0,10}(?:全文|阅读)|付费(?:阅读|内容)",
    re.I,
)
_FIELD = "(?:姓名|称呼|手机号?码?|联系(?:电话|方式|地址)|电话|身份证号?码?|(?:电子)?邮箱(?:地址)?|密码|用户名|[账帐]号|标题|.{0,4}内容|地址|主题|附件|性别)"

#: A label of a form field other than the verification code. A form that asks for more than the code is no test for machines.
FIELD = lazy(rf"[*＊\s]*(?:您的|真实)?{_FIELD}(?:[/、或]{_FIELD})*[*＊：:\s]*")

#: The labels of the two fields of a login form, with the mailbox's host and the link to a new password beside them.
ACCOUNT = lazy(
    r"(?:用\s*户\s*名|[账帐]\s*[号户]|用户[账帐]号|登录名|手机号码?|邮箱(?:地址|[账帐]号)?)\s*[:：]?\s*(?:@[\w.]+)?"
)
PASSWORD = lazy(r"密\s*码\s*[:：]?\s*(?:(?:忘记|忘了|找回|重置)密码\s*[?？]?)?")
CAPTCHA = lazy(
    r"(?<!获取)(?<!短信)验证码|人机验证|安全验证|请完成(?:安全)?验证|(?:当前)?环境异常[,，]完成验证|完成验证后即可继续访问|滑动(?:滑块|验证)|拖动滑块|访问(?:过于)?频繁|异常访问|captcha"
    r"|拖动.{0,6}(?:滑块|拼图)|访问验证|身份验证|(?:点击|点选).{0,8}(?:文字|图[片案]|图形)(?:完成|进行)?验证|确认(?:您|你)(?:不是|是|并非)(?:机器人|真人)"
    r"|checking your browser|are you (?:a )?(?:human|robot)|just a moment|(?<![a-z])waf(?![a-z])"
    r"|请求(?:被|已被)(?:拦截|阻断)|访问被(?:拒绝|拦截|阻断)",
    re.I,
)

_NUMBER = r"\s*[:：]?\s*[\d.,]+\s*[万亿wkm+]*"

_COUNTED = "(?:粉丝|关注|获赞|作品|文章|动态|被收藏|获赞与收藏|订阅|投稿)"

#: A line of an account's card that says who it is and counts its readers, several to a line.
CARD_COUNTS = lazy(
    rf"{_COUNTED}{_NUMBER}(?:\s*[|·/、]?\s*{_COUNTED}{_NUMBER})+"
    rf"|[\d.,]+\s*[万亿wk]*\s*{_COUNTED}(?:\s*[|·/、]?\s*[\d.,]+\s*[万亿wk]*\s*{_COUNTED})+",
    re.I,
)

#: A whole line of an account's card: what is registered, or what is counted.
CARD = lazy(
    r"(?:微信号|(?:帐|账)号主体|认证主体|认证类型|账号类型|原创内容|客服电话|注册时间|服务类别|名称记录|公众号简介|个人简介|授权第三方服务|IP\s?属地"
    r"|昵称|用户名|用户组|会员组|用户等级|会员等级|注册日期|(?:最后|上次)(?:登录|访问|活动|发表)(?:时间)?|在线时间|个性签名)"
    rf"(?:\s*[:：].{{0,30}})?|(?:粉丝|关注|获赞|作品|文章|动态|被收藏|获赞与收藏|订阅|投稿){_NUMBER}|[\d.,]+\s*[万亿wk]*\s*(?:粉丝|获赞|关注者)",
    re.I,
)

#: Words beside a player: how often and how long, and what plays next.
PLAYED = lazy(
    rf"次(?:播放|观看)|播放(?:量|次数|数)?{_NUMBER}|(?:时长|片长)\s*[:：]?\s*\d|弹幕|选集|接下来播放|自动连播|相关视频|^简介\s*[:：]|^(?:视频|节目|影片)简介\s*[:：]?$|^本期节目主要内容"
    r"|^.{0,12}\d[\d.,]*\s?万?\s?人次?(?:观看|在看|在线|参与)$",
    re.M,
)

#: The opening of the note on a broadcast that a page holds.
PROGRAMME_NOTE = lazy(r"\W{0,2}本期(?:节目|视频)的?主要内容\s?[:：]")

#: Whole lines on the page of a live broadcast that has not begun: that it has not, how many wait, and how to be reminded.
NOT_BEGUN = (
    lazy(
        r"(?:直播)?(?:还?未开始|尚未开始|即将(?:开始|开播)|待开播)(?:[^。，]{0,24})|(?:距离?|离)(?:直播|开播|开始)[^。，]{0,24}"
    ),
    lazy(
        r"(?:已有?\s?)?\d[\d.,]*\s?[万wW]?\s?人?(?:已)?预约(?:观看)?|(?:立即|我要)?预约(?:提醒|观看|直播)|开播提醒我?"
    ),
)

#: A hashtag in the words of someone who shares something.
TAGGED = lazy(r"[#＃][^\s#＃,，。!！?？]{2,16}")

#: The headline of a place where readers write.
TOPIC = lazy(r"\s*#[^#]{1,40}#\s*|.{0,20}(?:话题|話題|超话|圈子|讨论区|討論區|小组|贴吧|论坛|社区|广场)\s*|.{1,12}吧")

#: How many take part in a topic.
TAKING_PART = lazy(
    rf"(?:讨论|參與|参与|帖子|成员|主题|话题|围观|关注){_NUMBER}|{_NUMBER}\s*(?:讨论|參與|参与|人参与|帖子|成员|人讨论|条讨论)"
)

#: The link behind a teaser.
MORE = lazy(
    r".*(?:继续阅读|阅读全文|查看全文|阅读更多|查看详情|详细内容|繼續閱讀|閱讀全文|read more|\[详细\]|\[全文\]|【详细】|【全文】|\[详情\]|【详情】|(?:(?<=\.\.\.)|(?<=……))(?:看更多|更多|more))[\s>»→.…\])】]*",
    re.I,
)

#: A line that says how long ago something was.
AGO = lazy(rf".{{0,24}}?(?:{stamps.AGO}|\d{{1,3}}\s?日前|刚刚|剛剛|昨天|前天|今天)(?:\s*\d{{1,2}}:\d{{2}})?.{{0,16}}")

#: A line that opens with month and day, as the line below a post does; counts may follow.
MONTH_DAY = lazy(r"(?:0[1-9]|1[0-2])[-/.](?:[0-2]\d|3[01])(?:\D.*)?")

#: The opening of a search result's excerpt: the date or age of the page, and a dash.
EXCERPTED = lazy(r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,3}\s?(?:分钟|小时|天)前)\s{0,2}[-–—·]\s?\w")

#: The title of a page that offers an app for download.
DOWNLOADS = lazy(
    r".{1,20}(?:客户端|客戶端|app|手机版|手機版|软件|軟件|应用|應用)\s?(?:官方|免费|安装)?下[载載](?:页|頁|中心|安装)?",
    re.I,
)

#: Whole lines of a page that offers something, by kind: a price, a cart, a subscription, an app for one system, its version, a
#: visit.
OFFERS = (
    lazy(
        r"(?:[^。]{0,8}(?:价|價|售|:|：))?\s*[¥￥]\s?\d[\d.,]*(?:\s?[/元起万].{0,6})?(?:\s*[¥￥]\s?\d[\d.,]*)?"
        r"|[^。]{0,10}(?:NT|HK|US|SG?)?\$\s?\d[\d.,]*(?:元|起)?\s?[/／]\s?[年月季周期篇].{0,40}"
    ),
    lazy(r"(?:(?:加入|放入)购物车|加入(?:購物車|购物车)|立即(?:购买|抢购|下单|領取|领取)|马上抢|去购买|联系客服|\s)+"),
    lazy(
        r"(?:[您你])?(?:已经?|已經)是(?:付费|本刊)?(?:会员|订户)\s?(?:了吗)?\s?[?？]?\s?请?(?:先|点此)?登[录入]|(?:单篇|本篇)(?:付费)?购买"
        r"|(?:立即|马上|免费|我要)(?:订阅|试阅|加入会员|升级会员|成为会员)"
    ),
    lazy(
        r"(?:(?:立即|免费|点击)?(?:app\s?store|android|安卓|ios|iphone|ipad|苹果|鸿蒙|pc|mac|windows|(?:扫码|本地)(?=下载|安装))(?:版|客户端|手机)*(?:下载|安装)?[\s|/]*)+",
        re.I,
    ),
    lazy(
        r"(?:当前)?版本(?:号)?\s*[:：]?\s*v?\d.{0,60}|.{0,30}(?:安装包)?大小\s*[:：]\s*\d[\d.]*\s?[mg]b?.{0,30}|开发者\s*[:：].{0,60}",
        re.I,
    ),
    lazy(
        r"(?:在线|立即|免费|马上)?(?:预约(?:看房|试驾|参观|体验|咨询|到店)|咨询底价|获取底价|申请试用|领取优惠|索取资料|立即咨询|免费试听)"
    ),
    lazy(r"(?:贵宾|售楼|销售|咨询|订购|招商|加盟|预约|服务)(?:热线|电话|专线)\s*[:：]?\s*[\d\s\-—转()（）]{7,30}"),
)

#: Controls that open the rest of a text: those that just open it, and those that ask for an account or for money.
OPENS_REST = lazy(r"(?:展开|阅读|查看|显示|加载|打开)\S{0,12}?(?:全文|剩余|更多|余下)|继续阅读|余下全文|全文展开")
ASKS_FOR_MORE = lazy(r"登[录入錄]|付费|付費|会员|會員|购买|購買|充值|解锁")
#: The end of a text that was cut off: dots, a comma, or a last line of 31 characters or more without a punctuation mark.
BROKEN_OFF = lazy(r"(?:…|\.{3}|[，、,])\s*\Z|(?<![^\n])[^\n]{30,}\w\Z")

#: What shows to listen to call themselves, anywhere in a title.
SHOW_WORDS = ("播客", "电台", "電台", "有声", "有聲", "听书", "聽書")

#: What readers write below an article or a post, in either script.
ANSWERED = "(?:[评評][论論]|留言|跟[帖贴]|回[复復覆应應])"

#: A heading of comments that other rules take for a heading of other pages, or for a control. Group ``whose``: the readers or the
#: selection that the heading names.
COMMENTS = lazy(
    r"(?:共|已有)?\s?(?:\d+\s?条)?(?P<whose>最新|最热|最熱|热门|熱門|全部|所有|网友|網友|精彩|精选|精選|读者|讀者|用户)?(?:的)?"
    r"(?:评论|評論|跟[帖贴]|留言|回[应應]|热评|熱評)(?:区|區|列表|精选)?\s?(?:[(（]\s?\d+\s?条?[)）]|\d+\s?条?)?\s?[:：]?"
)
#: What a form for a comment says and no button says: a part of the rule for headings of comments.
COMMENT_FORM = (
    r"文明上网.{0,60}|(?:发表|参与)?(?:评论|留言|跟帖)(?:时)?(?:请|须|应)(?:自觉)?遵守.{0,40}|还可以?输入\s?\d+\s?(?:个)?字.{0,10}"
    r"|抢沙发|快来抢沙发.{0,6}|(?:评论|留言)(?:须知|规[则范]).{0,10}|写下您?的评论.{0,20}|提交评论|发布评论"
)
WRITES_COMMENT = lazy(COMMENT_FORM)
#: A count of the comments on a story that quotes its title, as blog themes print it: a part of the same rule.
COMMENTS_ON = (
    r"(?:在|对|关于)?[《〈“「<\"\[].{1,80}[》〉”」>\"\]](?>(?:[上中下]|一文|目前|已|共|的|[:,])*)\s?(?:有|收到)?\s?(?:\d{1,5}|一)\s?[条个则]\s?"
    r"(?:评论|留言|回应|回复|想法|跟帖)|有\s?\d{1,5}\s?条(?:评论|留言|跟帖)|(?:\d{1,5}|one|no)\s(?:thoughts?|comments?|responses?|repl(?:y|ies))"
    r"(?:\s(?:on|to)\s.{1,90})?"
)

#: The part of a title that names a page of comments. The name of an opinion column does not match.
COMMENTS_PAGE = lazy(
    r"(?:最新|最热|热门|全部|所有|网友|精彩|精选|读者)(?:的)?(?:评论|跟帖|留言|評論)|(?:文章|新闻)?(?:评论|評論)(?:列表|页面?|查看|显示)|查看(?:评论|評論)"
)

# The length of the text, and the time it takes to read or hear it.
_READING = (
    r"(?:预计|大约|约|完整|全文|本文)*(?:阅读|读完|收听|朗读|听完)(?:时间|时长|本文|全文)?(?:预计|大约|大概|约)?(?:需要?|为|用时)?:?(?:大?约)?\s?"
    r"\d{1,3}\s?(?:分钟?|min|秒)(?:\d{1,2}秒)?(?:左右)?|\d{1,3}\s?分[钟鐘]\s?\(?(?:阅读|閱讀)(?:时间|时长|時間)?\)?"
)
_LENGTH_ALONE = (
    rf"[▶►\s]*(?:(?:听新闻|听全文|收听)[\s|,·]*)?(?:(?:本篇文章|本文|全文|文章)(?:约|共计?|总计|大约|合计|字数)?[约:]?\s?\d[\d,]{{1,6}}\s?[余多]?个?字"
    rf"|(?:本文|全文|文章)?字数\s?[:约]\s?\d[\d,]{{1,6}}字?)(?:左右)?(?:[,\s|·;/]*{_READING})?"
    rf"|{_READING}"
)
#: The same with a word of advice, in the match form.
LENGTH = rf"(?:{_LENGTH_ALONE})(?:[,\s]*(?:建议|欢迎|值得|请)?(?:收藏|转发|细读|慢读|慢慢看|保存){{1,3}})?!?"
#: A line that says how long the text below is.
TELLS_LENGTH = lazy(rf"(?:{LENGTH})。?")
