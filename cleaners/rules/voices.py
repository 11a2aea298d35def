"""Words that show whether a text addresses its reader, makes rules or reports about others: closed lists of pronouns and
verbs."""

from cleaners.reading.patterns import lazy

#: A quotation: what others said or wrote, which is not the page's own voice.
QUOTED = lazy(r"[“「][^“”「」]{0,400}[”」]")

#: A name or motto in quotation marks: it is no sentence, and no speaker follows.
MOTTO = lazy(r"[“「][^“”「」。！？!?]{1,30}[”」](?![他她]|[^，。]{0,6}[说說])")

_OWN = r"本[网站页](?!络)|本(?:公司|平台|协议|规则|条款|应用|软件|服务|规范|公约|声明|政策|社区|页面|节目)|我司|请.{0,3}填写"

#: The site or its rules, as the author of rules or of a form: 本平台, 本协议.
OWN = lazy(_OWN)

#: A sentence addressed to the reader: by 您, in the name of the site or its rules, or by an instruction for this page.
SPEAKS = lazy(
    rf"您|{_OWN}|^(?:请|点击|打开|登录|输入|复制|长按|扫描)|"
    r"请(?:稍[后候]|打开|在.{0,6}(?:客户端|浏览器|微信)|点击|刷新|返回|重试|重新|下载|升级|更新|登录|输入|联系客服)"
)

#: What such a page also says; articles say it, too.
SPEAKS_TOO = lazy(r"我们|请|点击|敬请|欢迎|[你妳]")

#: Words that set rules for users.
REGULATES = lazy(
    r"不得|(?<![适反响供相回效感呼对])应当|应(?=[及按如在向依予遵提自])|禁止|严禁|有权|无权|视为|视情节|须|不承担|承担.{0,8}责任|解释权|施行|生效|鼓励|用户|会员(?!国)|参与(?:者|方式)|主办方"
)

#: Words of a report: a reporter, what somebody said, or that it happened lately.
TELLS = lazy(
    r"[记記]者(?!编辑|站|证|[一二三四五六七八九十百\d])|(?<![^随当立旋]即)表示(?!您)|介[绍紹]|[说說][，：。]|(?<![重馨])提醒[，：]|坦言|指出|告诉记者|回忆[道说，]|据悉|據悉|(?<![\d一二三四五六七八九十])日前|近日|本[报報]|[“「][^“”「」]{8,}"
)

#: Characters that turn 我 into everyone in a country, place or institution: 我国, 我市.
_OURS = "国省市县区校院司"
_I = rf"我(?![们{_OURS}])"

#: The first person, singular or plural.
FIRST_PERSON = lazy(rf"我(?![{_OURS}國縣區镇鎮乡鄉村军軍党黨])|[咱俺]")

#: A person in the text: addressed, speaking or spoken of.
PERSON = lazy(rf"[您你]|{_I}|(?<!其)他|她|[“「]|咱|谁")

#: A person other than the reader; pages that say what somebody gets or must do address the reader.
OTHERS = lazy(rf"{_I}|(?<!其)他(?!人)|她|[“「]|咱|谁")

#: A line that is a name with its form of address: the writer of a letter, or of a question.
ADDRESSED = lazy(r"(?:读者|市民|居民|网友)?[\s:：]*\w{1,3}(?:先生|女士|同志|同学|大爷|阿姨|师傅)[:：]?")

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"

#: A day on which something happened. A day from which rules apply, or until which an offer lasts, does not match.
OCCURRED = lazy(
    rf"(?:[昨前]|(?<![到至])今)[天日晚晨早](?!起)|[上本]周|上个?月|{_NUMBER}月{_NUMBER}日(?![之以]?[起前止内至—~-])"
)

#: A narrative: its persons, and words for the time of its events.
NARRATED = lazy(rf"{_I}|(?<!其)他(?!人)|她|咱|去年|今年|凌晨")

#: Words of a reader's post that news does not use: about its writer, and to its readers.
POSTED = lazy(rf"{_I}|咱|大家(?![都纷])|各位|有没有|[求请]问|求助|求推荐|[楼吧坛网]友们")
