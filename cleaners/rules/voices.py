"""Words by which a text speaks to its reader, makes rules or tells of others: pronouns and verbs of few, closed sorts."""

from cleaners.reading.patterns import lazy

#: What others said or wrote; their words are not the page's.
QUOTED = lazy(r"[“「][^“”「」]{0,400}[”」]")

#: A name or a motto in quotation marks: no sentence, and nobody says it.
MOTTO = lazy(r"[“「][^“”「」。！？!?]{1,30}[”」](?![他她]|[^，。]{0,6}[说說])")

_OWN = r"本[网站页](?!络)|本(?:公司|平台|协议|规则|条款|应用|软件|服务|规范|公约|声明|政策|社区|页面|节目)|我司|请.{0,3}填写"

#: Who makes rules or has one fill in a form: the site and its rules, by their names.
OWN = lazy(_OWN)

#: Who speaks to a reader: with his pronoun, in the name of the site or of its rules, or with what he does on the page.
SPEAKS = lazy(
    rf"您|{_OWN}|^(?:请|点击|打开|登录|输入|复制|长按|扫描)|"
    r"请(?:稍[后候]|打开|在.{0,6}(?:客户端|浏览器|微信)|点击|刷新|返回|重试|重新|下载|升级|更新|登录|输入|联系客服)"
)

#: What such a page says beside that.
SPEAKS_TOO = lazy(r"我们|请|点击|敬请|欢迎|[你妳]")

#: What makes rules for those who use something.
REGULATES = lazy(
    r"不得|(?<![适反响供相回效感呼对])应当|应(?=[及按如在向依予遵提自])|禁止|严禁|有权|无权|视为|视情节|须|不承担|承担.{0,8}责任|解释权|施行|生效|鼓励|用户|会员(?!国)|参与(?:者|方式)|主办方"
)

#: What tells of others.
TELLS = lazy(
    r"[记記]者(?!编辑|站|证|[一二三四五六七八九十百\d])|(?<![^随当立旋]即)表示(?!您)|介[绍紹]|[说說][，：。]|(?<![重馨])提醒[，：]|坦言|指出|告诉记者|回忆[道说，]|据悉|據悉|(?<![\d一二三四五六七八九十])日前|近日|本[报報]|[“「][^“”「」]{8,}"
)

#: What 我 stands before where it means everybody of a place or a house: 我国, 我市.
_OURS = "国省市县区校院司"
_I = rf"我(?![们{_OURS}])"

#: Who writes of himself, alone or with others.
FIRST_PERSON = lazy(rf"我(?![{_OURS}國縣區镇鎮乡鄉村军軍党黨])|[咱俺]")

#: Somebody of whom or by whom something is told.
PERSON = lazy(rf"[您你]|{_I}|(?<!其)他|她|[“「]|咱|谁")

#: Such a one who is not the reader: pages that say what somebody gets or has to do speak to him.
OTHERS = lazy(r"我(?![们国省市县区校院司])|(?<!其)他(?!人)|她|[“「]|咱|谁")

#: Somebody by his name and how he is addressed, as a line of its own: who wrote a letter, or asked.
ADDRESSED = lazy(r"(?:读者|市民|居民|网友)?[\s:：]*\w{1,3}(?:先生|女士|同志|同学|大爷|阿姨|师傅)[:：]?")

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"

#: A moment at which something happened; rules hold from a day on, offers up to one.
OCCURRED = lazy(
    rf"(?:[昨前]|(?<![到至])今)[天日晚晨早](?!起)|[上本]周|上个?月|{_NUMBER}月{_NUMBER}日(?![之以]?[起前止内至—~-])"
)

#: Somebody of whom something is told, or who tells it himself.
NARRATED = lazy(rf"{_I}|(?<!其)他(?!人)|她|咱|去年|今年|凌晨")

#: What a reader's post says that news does not: of whoever writes it, and to those who read it.
POSTED = lazy(rf"{_I}|咱|大家(?![都纷])|各位|有没有|[求请]问|求助|求推荐|[楼吧坛网]友们")
