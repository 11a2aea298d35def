"""Words by which a text speaks to its reader or tells of others: pronouns and verbs of few, closed sorts."""

from cleaners.reading.patterns import lazy

#: What others said or wrote; their words are not the page's.
QUOTED = lazy(r"[“「][^“”「」]{0,400}[”」]")

#: Who speaks to a reader: with his pronoun, in the name of the site, or with what he does on the page.
SPEAKS = lazy(r"您|本[网站页](?!络)|本(?:公司|平台|协议|规则|条款|应用|软件|服务)|我司|^(?:请|点击|打开|登录|输入)")

#: What such a page says beside that.
SPEAKS_TOO = lazy(r"我们|请|点击|敬请|欢迎")

#: What tells of others.
TELLS = lazy(r"记者|表示|介绍|说[，：。]|告诉记者|据悉|日前|近日|本报|[“「][^“”「」]{8,}")

#: Somebody of whom or by whom something is told.
PERSON = lazy(r"[您你]|我(?![们国省市县区校院司])|他|她|[“「]|咱|谁")
