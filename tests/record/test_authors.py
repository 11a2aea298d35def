"""Authors in the forms that pages print, and what is none."""

from __future__ import annotations

import pytest

from cleaners import Article, clean, clean_text
from cleaners.evidence.people import bylines, pairs
from cleaners.evidence.places import without_dateline
from cleaners.values import Person

FIRST = "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。"
LAST = "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号，村里人都来看。"
TITLE = "石桥今天重新开通"


def page(facts: str = "", *, before: str = "", behind: str = "", below: str = "", head: str = "") -> Article:
    return clean(
        f"<html><head><title>{TITLE}_岚川网</title>{head}</head><body><div><h1>{TITLE}</h1><p>2024-05-20 10:20</p>{facts}"
        f"<div><p>{before}{FIRST}</p><p>{LAST}{behind}</p></div>{below}</div></body></html>"
    )


def names(article: Article) -> list[str]:
    return [person.name for person in article.authors]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("（本报记者王小桥北京报道）", ["王小桥"]),
        ("（本报记者王小桥临江报道）", ["王小桥"]),
        ("（本报记者 王小桥 北京报道）", ["王小桥"]),
        ("（记者王小桥、李大同上海报道）", ["王小桥", "李大同"]),
        ("（记者李平成都报道）", ["李平"]),
        ("（记者欧阳小桥发自北京）", ["欧阳小桥"]),
        ("（嵐川社記者盧子晏嵐川縣12日電）", ["盧子晏"]),
        ("（嵐川社記者盧子晏、王大同東京5月12日專電）", ["盧子晏", "王大同"]),
        ("〔記者盧子晏／台東報導〕", ["盧子晏"]),
        ("【南灣報╱記者盧子晏╱綜合報導】", ["盧子晏"]),
        ("岚川日报讯（记者 王小桥 通讯员 李大同）", ["王小桥", "李大同"]),
        ("岚川社临江5月20日电（记者王小桥、李大同）", ["王小桥", "李大同"]),
        ("岚川日报讯（记者 王小桥 昨日，", ["王小桥"]),
        ("岚川日报讯 记者 王小桥）", ["王小桥"]),
        ("（记者阿依古丽·买买提）", ["阿依古丽·买买提"]),
        ("岚川社临江5月20日电 (王小桥 李大同)", ["王小桥", "李大同"]),
        ("嵐川社臨江5月20日電（王小橋）", ["王小橋"]),
        ("岚川社临江5月20日电 (王小桥 李大同)监测员早上看到，", ["王小桥", "李大同"]),
        ("岚川社临江5月20日电 (岚社财经 王小桥)", ["王小桥"]),
        ("岚川社临江5月20日电 (综合报道)", []),
        ("岚川社临江5月20日电 (完)", []),
        ("石桥5月20日电站停机（王小桥）", []),
        ("（记者 王𬸚）", ["王𬸚"]),
        ("（记者 王小桥 通讯员 县住建局 李大同）", ["王小桥", "李大同"]),
        ("（记者 王小桥 通讯员 县住建局 公羊高）", ["王小桥", "公羊高"]),
        ("（记者注：", []),
        ("（记者会现场）", []),
    ],
)
def test_datelines(before: str, expected: list[str]) -> None:
    assert names(page(before=before)) == expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("（王小桥）", ["王小桥"]),
        ("（王小桥 上海报道）", ["王小桥"]),
        ("（王煌中／台中報導）", ["王煌中"]),
        ("（嵐川新聞陳韻平、郭文海台北報導）", ["陳韻平", "郭文海"]),
        ("（编译/林靖东）", ["林靖东"]),
        ("(总台记者 张倩)", ["张倩"]),
        ("（完）", []),
        ("（资料图）", []),
        ("（视频）", []),
    ],
)
def test_signatures(behind: str, expected: list[str]) -> None:
    assert names(page(behind=behind)) == expected


@pytest.mark.parametrize("who", ["编译/林靖东", "撰稿：王小桥", "执笔：王小桥", "記者王煌中", "王煌中／台中報導"])
def test_a_signature_says_the_work_of_every_role_that_signs(who: str) -> None:
    assert bylines.says_work(who)
    assert bylines.read_signature(who)


@pytest.mark.parametrize("who", ["王小桥", "撰稿人大会", "执笔三十年", "文化馆"])
def test_a_bracket_without_a_role_says_no_work(who: str) -> None:
    assert not bylines.says_work(who)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>记者 王小桥 发自北京</p>", ["王小桥"]),
        ("<p>本报记者 王小桥 北京报道</p>", ["王小桥"]),
        ("<p>岚川日报&岚川网记者 王小桥</p>", ["王小桥"]),
        ("<p>（岚川日报/岚川网记者 王小桥 文/图）</p>", ["王小桥"]),
        ("<p>岚川晚报 & 岚川网记者 王小桥 通讯员 李大同</p>", ["王小桥", "李大同"]),
        ("<p>（岚川晚报&岚川通 记者 王小桥）</p>", ["王小桥"]),
        ("<p>文｜王小桥 编辑｜李大同</p>", ["王小桥"]),
        ("<p>文丨王小桥</p>", ["王小桥"]),
        ("<p>王小橋、李大同／台北報導</p>", ["王小橋", "李大同"]),
        ("<p>王小橋、李大同台北報導</p>", ["王小橋", "李大同"]),
        ("<p>記者王小橋／台北報導</p>", ["王小橋"]),
        ("<p>作者：王小桥，系岚川大学教授</p>", ["王小桥"]),
        ("<p>作者： 王小桥 (James Wang)</p>", ["王小桥"]),
        ("<p>王小桥/岚川青年报</p>", ["王小桥"]),
        ("<p>岚川商报记者王小桥/文 受访者供图</p>", ["王小桥"]),
        ("<p>执笔/叨叨姐、胡一刀&李小飞刀</p>", ["叨叨姐", "胡一刀", "李小飞刀"]),
        ("<ul><li><a href='/1'>华语</a></li><li><a href='/2'>周小良</a></li></ul>", []),
        ("<p>图：123rf</p>", []),
        ("<p>王小桥/文 李大同/图　2024-05-20</p>", ["王小桥", "李大同"]),
        ("<p>岚川晚报记者 王小桥 通讯员 市公交集团 李大同 文/摄</p>", ["王小桥", "李大同"]),
        ("<p>岚川网记者 王小桥 通讯员 县农业农村局 李大同 稻香合作社 周小良</p>", ["王小桥", "李大同", "周小良"]),
        ("<p>2024-05-20　记者：王小桥　供稿单位：社区中心　发稿编辑：李大同</p>", ["王小桥"]),
        ("<p>本报记者 王小桥　《岚川日报》2024年05月20日 03版</p>", ["王小桥"]),
        ("<p>2024-05-20　特約記者：王小橋　發稿：嵐川社</p>", ["王小橋"]),
        ("<p>王小桥 张 敏/文 李大同/图</p>", ["王小桥", "张敏", "李大同"]),
        ("<p>報導：歐陽小橋</p><p>攝影：李大同</p>", ["歐陽小橋", "李大同"]),
        ("<p>地方中心／范姜小橋報導</p>", ["范姜小橋"]),
        ("<p>■ 阿依古丽·买买提 巴特尔</p>", ["阿依古丽·买买提", "巴特尔"]),
        ("<p>記者：王小橋 (Daisy Wang)　編輯：李大同</p>", ["王小橋"]),
        ("<p><a href='/byline/12'>王小桥</a> <a href='/byline/12/all'>更多报道</a></p>", ["王小桥"]),
        ("<dl><dt>采写</dt><dd>拓跋小桥</dd><dt>编辑</dt><dd>尔朱大同</dd></dl>", ["拓跋小桥"]),
        ("<p>王小桥 李大同/文 周小良/图</p>", ["王小桥", "李大同", "周小良"]),
        ("<p>文/王小桥 图/李大同</p>", ["王小桥", "李大同"]),
        ("<p>王小桥 李大同 | 来源：岚川日报</p>", ["王小桥", "李大同"]),
        ("<p>时政 要闻 | 来源：岚川日报</p>", []),
        ("<p>责任编辑：王小桥</p>", []),
        ("<p>2023-11-20 10:22　来源：岚川日报 王小桥</p>", ["王小桥"]),
        ("<p>2023-11-20 10:22　来源：岚川日报 石家庄</p>", []),
        ("<p>2023-11-20 10:22　来源：岚川日报 安徽频道</p>", []),
        ("<p><a href='/u'>王小桥</a><span>·2023年11月20日 10:22</span></p>", ["王小桥"]),
        ("<p>【记者】王小桥 【通讯员】李大同</p>", ["王小桥", "李大同"]),
        ("<p>本报记者　王小桥<span>《岚川日报》（2024年05月20日　第 13 版）</span></p>", ["王小桥"]),
        ("<p>2023-11-20 10:22:14 出处：岚川科技 作者：王小桥 编辑：李大同 评论(0) 点此复制链接</p>", ["王小桥"]),
        ("<p>2023-11-20 10:22:14 出处：岚川科技 编辑：李大同 评论(0) 点此复制链接</p>", []),
    ],
)
def test_lines_of_the_head(facts: str, expected: list[str]) -> None:
    assert names(page(facts)) == expected


def test_what_a_reporter_did_is_the_role() -> None:
    below = "<p>采写：岚川新闻记者 王小桥</p><p>摄影：岚川新闻记者 李大同</p><p>编辑：闵乐</p>"
    article = page(below=below)
    assert [(one.name, one.role) for one in article.authors] == [("王小桥", "岚川新闻记者")]
    assert [(one.name, one.role) for one in article.credits] == [("李大同", "摄影"), ("闵乐", "编辑")]
    assert article.text == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize("line", ["作者：王小桥，媒体人，现居岚川。", "作者：王小桥，律师"])
def test_what_is_told_of_the_author_is_no_name(line: str) -> None:
    article = page(below=f"<p>{line}</p><p>＊作者為自由撰稿人</p>")
    assert (names(article), article.text) == (["王小桥"], f"{FIRST}\n{LAST}")


def test_several_names_below_the_text() -> None:
    below = "<p>（岚川日报记者 王小桥 通讯员 李大同 丛雪）</p><p>编辑 石小竹 审读 戚望舒</p>"
    assert [(one.name, one.role) for one in page(below=below).authors] == [
        ("王小桥", "岚川日报记者"),
        ("李大同", "通讯员"),
        ("丛雪", "通讯员"),
    ]


@pytest.mark.parametrize(
    ("head", "below", "expected"),
    [
        ('<meta name="author" content="王小桥">', "", ["王小桥"]),
        ('<meta name="author" content="王小桥">', "<p>责任编辑：王小桥</p>", []),
        ('<meta name="author" content="岚川校园王小桥">', "<p>[责任编辑:王小桥]</p>", []),
        ('<meta name="author" content="编辑小王">', "", []),
        ('<meta name="author" content="岚川">', "", []),
        ('<meta property="og:title" content="石桥今天重新开通_和川新闻"><meta name="author" content="和川">', "", []),
        ('<meta property="og:title" content="石桥今天重新开通_岚川新闻"><meta name="author" content="和川">', "", ["和川"]),
        ('<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"读岚"}}</script>', "", []),
        ('<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"王小桥"}}</script>', "", ["王小桥"]),
    ],
)  # fmt: skip
def test_what_the_head_names(head: str, below: str, expected: list[str]) -> None:
    assert names(page(head=head, below=below)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("作者:zboygirl 阅读(1660) 评论(5) 发表于:2005-07-31 12:30", ["zboygirl"]),
        ("由海姑娘张贴 @ 2005-06-14 03:25:55 (370)", ["海姑娘"]),
        ("岚川论坛 发布时间 2005/03/15 22:36:13 by duscha", ["duscha"]),
        ("此景由来已久，2005年6月14日拍摄", []),
    ],
)
def test_who_posted_it(line: str, expected: list[str]) -> None:
    html = f"<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{LAST}</p></div><div>{line}</div>"
    assert names(clean(html)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王小桥北京报道", "王小桥"),
        ("王小桥", "王小桥"),
        ("王小桥报道", "王小桥"),
        ("欧阳小桥报道", "欧阳小桥"),
        ("盧子晏台東縣12日電", "盧子晏"),
        (" 王小桥 临江县报道", " 王小桥 "),
        ("王小桥 发自北京", "王小桥"),
    ],
)
def test_places_and_days_come_off(text: str, expected: str) -> None:
    assert without_dateline(text).rstrip() == expected.rstrip()


def test_by_whose_leave_a_text_is_put_up_is_no_author() -> None:
    article = page(below="<p>本文来自微信公众号“岚川来信”，作者：王小桥，36某经授权发布。</p>")
    assert (names(article), article.source) == (["王小桥"], "岚川来信")


def test_a_reporter_and_an_editor_of_one_outlet() -> None:
    article = page(below="<p>岚经记者：王小桥 岚经编辑：李大同</p>")
    assert names(article) == ["王小桥"]
    assert [person.name for person in article.credits] == ["李大同"]


def test_leftovers_of_markup_are_no_facts() -> None:
    article = page('<p>作者： size="20"   来源： size="20"   发布日期： 2024-05-20 9:23:57</p>')
    assert (names(article), article.source) == ([], None)


def test_where_the_authors_work_is_no_author() -> None:
    assert names(page(below="<p>【作者单位：岚川大学社会学系、南湾研究院】</p>")) == []


@pytest.mark.parametrize(
    ("author", "below", "expected"),
    [
        ("海边小屋_浪 (lang2003)", "海边小屋_浪 發表在 嵐川部落格 留言(42) 人氣(23925)", ["海边小屋_浪"]),
        ("岚川部落格", "海边小屋_浪 發表在 嵐川部落格 留言(42) 人氣(23925)", []),  # the head does not agree
        ("海边小屋_浪", "<h3>網友留言</h3><div>海边小屋_浪 發表在 嵐川部落格</div>", []),  # a reader's
    ],
)
def test_a_blogger_whom_head_and_foot_name(author: str, below: str, expected: list[str]) -> None:
    assert names(page(head=f'<meta name="author" content="{author}">', below=f"<div>{below}</div>")) == expected


def test_a_list_of_names_may_hold_a_rare_one() -> None:
    assert names(page("<p>王小桥、风笑远</p>")) == ["王小桥", "风笑远"]
    assert names(page("<p>文化、教育</p>")) == []


@pytest.mark.parametrize(
    ("row", "authors", "source"),
    [
        ("原创 王小桥 岚川来信 2024年05月20日 10:20 广东", ["王小桥"], "岚川来信"),
        ("原创 王小桥 岚川来信", ["王小桥"], "岚川来信"),
        ("原创：王小桥 岚川来信 昨天", ["王小桥"], "岚川来信"),
        ("原创 岚川来信 2024-05-20 10:20", [], "岚川来信"),
        ("原创 岚川编辑部 岚川来信 2024-05-20 10:20", [], "岚川来信"),
        ("原创王小桥岚川来信2024年05月20日 10:20", [], None),
    ],
)
def test_the_row_of_an_account(row: str, authors: list[str], source: str | None) -> None:
    article = clean_text(f"{TITLE}\n{row}\n{FIRST}\n{LAST}\n")
    assert (names(article), article.source) == (authors, source)


@pytest.mark.parametrize("line", ["责 编：闵 乐", "责　编：闵　乐", "责编: 闵 乐"])
def test_role_and_name_may_both_be_spaced(line: str) -> None:
    assert pairs.read_pairs(line) == [Person("闵乐", "责编")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("生活中心／王小橋報導", ["王小橋"]),
        ("生活中心／王小橋、李大同報導", ["王小橋", "李大同"]),
        ("社會中心／綜合報導", []),
        ("即時中心／台北報導", []),
        ("南灣市／王小橋 報導", ["王小橋"]),
        ("新聞部／王小橋 報導", ["王小橋"]),
        ("實習編輯王小橋／綜合報導", ["王小橋"]),
        ("編譯王小橋／綜合外電", ["王小橋"]),
        ("南灣報 記者王小橋／台北即時報導", ["王小橋"]),
        ("南灣網south | 王小橋 綜合報導", ["王小橋"]),
        ("文／記者王小橋", ["王小橋"]),
        ("报道：王小桥", ["王小桥"]),
        ("报道：王小桥 摄影：李大同", ["王小桥", "李大同"]),
        ("報道●王小橋", ["王小橋"]),
        ("特稿：王小桥", ["王小桥"]),
        ("報道：老橋通車", []),
        ("記者 王小橋／攝影 李大同", ["王小橋", "李大同"]),
        ("文／王小橋 圖／李大同", ["王小橋", "李大同"]),
        ("記者陳玲／白沙報導", ["陳玲"]),  # the place opens with a surname
        ("作者：王小桥 3 分钟", ["王小桥"]),
        ("岚川日报 王小桥", ["王小桥"]),
        ("岚川日报 江门", []),  # a place as often as a name
    ],
)
def test_a_byline_without_a_role(line: str, expected: list[str]) -> None:
    assert names(page(f"<p>{line}</p>")) == expected


def test_a_word_for_the_report_is_a_role_and_no_deck() -> None:
    article = page("<div><span>报道：王小桥</span> <span>摄影：李大同</span></div>")
    assert [(person.name, person.role) for person in article.authors] == [("王小桥", "报道"), ("李大同", "摄影")]
    assert article.deck is None


@pytest.mark.parametrize(
    ("line", "authors", "credits"),
    [
        ("某经记者｜王小桥    某经编辑｜李大同", ["王小桥"], ["李大同"]),
        ("来源：岚川日报编辑：李大同", [], ["李大同"]),
    ],
)
def test_the_outlet_of_a_role_is_no_person(line: str, authors: list[str], credits: list[str]) -> None:
    article = page(f"<p>{line}</p>")
    assert (names(article), [person.name for person in article.credits]) == (authors, credits)


def test_an_account_that_posted_is_no_author() -> None:
    assert names(page("<p>岚川日报 2024-05-20 10:20 发布于江西 岚川日报官方账号</p>")) == []
    assert names(page("<p>发布者: lanlan | 2024-05-20 10:20</p>")) == []


@pytest.mark.parametrize(
    ("line", "is_signed"), [("（王小桥）", True), ("（石桥重开）", False), ("（王小桥笑）", False)]
)
def test_names_in_brackets_below_a_text_leave_it(line: str, is_signed: bool) -> None:
    article = page(below=f"<p>{line}</p>", behind=f"</p><p>{line}")
    assert (line in article.text) is not is_signed
    assert names(article) == (["王小桥"] if is_signed else [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("（本文来源：岚川日报 作者：王小桥）李大同", ["王小桥"]),  # behind the bracket stands the portal's editor
        ("（编辑：王小桥（见习）、李大同）", ["王小桥", "李大同"]),
        ("作者：《工商人》记者 王小桥", ["王小桥"]),  # in the marks of a title stands a paper
        ("文/《工商人》 王小桥 编辑：李大同", ["王小桥", "李大同"]),
        ("作者 admin | 3 条评论", []),  # what is counted is no name
        ("作者：王小桥 | 3 条评论", ["王小桥"]),
        ("作者：王小桥　12 人阅读", ["王小桥"]),
        ("作者: admin 暂无评论", []),
        ("作者：骨科　王小桥", ["王小桥"]),  # an office beside a person
        ("供稿：骨科", ["骨科"]),
        ("编辑：东方大中小", ["东方"]),  # the sizes of letters, whose links stand side by side
        ("编辑：王小大", ["王小大"]),
    ],
)
def test_the_bracket_of_a_role_ends_its_names(line: str, expected: list[str]) -> None:
    assert [person.name for person in pairs.read_pairs(line)] == expected


def test_a_line_of_names_may_have_the_desk_in_it() -> None:
    article = page("<p>作者：王小桥 ▪ 李大同　　责编：闵乐</p>")
    assert names(article) == ["王小桥", "李大同"]
    assert [(person.role, person.name) for person in article.credits] == [("责编", "闵乐")]


@pytest.mark.parametrize("link", ["盧子文", "<a href='/r'>盧子文</a>"])
def test_a_name_that_ends_in_a_role_may_be_a_link(link: str) -> None:
    assert names(page(f"<div>嵐江報／ <span>記者{link}／台北即時報導</span></div>")) == ["盧子文"]


def test_people_behind_the_tags_in_one_line() -> None:
    article = page(below="<p>标签：石桥 青石 董奶奶　记者：王小桥　编辑：闵乐</p>")
    assert names(article) == ["王小桥"]
    assert [(person.role, person.name) for person in article.credits] == [("编辑", "闵乐")]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p><a href='/cat/2'>市井</a> <a href='/author-1.html'>竹下</a> <span>2024-05-20 08:20</span></p>", ["竹下"]),
        ("<p><a href='/author/3'>竹下听雨</a><span>2024-05-20</span></p>", ["竹下听雨"]),
        ("<p><a href='/?author=7'>admin</a> 2024-05-20</p>", []),
        ("<p><a href='/author/5'>岚川晚报</a> 2024-05-20</p>", []),
        ("<p><a href='/u/3'>竹下</a> 2024-05-20</p>", []),
        ("<p><a href='/authority/3'>竹下</a> 2024-05-20</p>", []),
    ],
)
def test_a_name_that_links_a_page_of_authors(facts: str, expected: list[str]) -> None:
    article = page(facts)
    assert names(article) == expected
    assert article.source in (None, "岚川晚报")


@pytest.mark.parametrize("facts", ["□王小桥 2024-05-20 岚川晚报", "2024-05-20　■王小桥", "●王小桥 2024-05-20 10:20"])
def test_the_mark_before_a_name_beside_the_date(facts: str) -> None:
    article = clean(
        f"<title>{TITLE}</title><div><h1>{TITLE}</h1><p>{facts}</p><div><p>{FIRST}</p><p>{LAST}</p></div></div>"
    )
    assert names(article) == ["王小桥"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>（2024-05-20）　来源：岚川日报　【打印此页】【返回顶部】</p>", []),
        ("<p>岚川日报记者王小桥 2024-05-20 10:20 发表于岚川</p>", ["王小桥"]),
        ("<p>信息发布：办公室　作者：王小桥　时间：2024-05-20　阅读：95</p>", ["王小桥"]),
        ("<p>来稿时间：2024-05-20　作者：王小桥　来源：岚川日报</p>", ["王小桥"]),
    ],
)
def test_who_stands_among_the_facts_and_what_does_not(facts: str, expected: list[str]) -> None:
    page_of = f"<title>{TITLE}</title><h1>{TITLE}</h1>{facts}<div><p>{FIRST}</p><p>{LAST}</p></div>"
    assert names(clean(page_of)) == expected


@pytest.mark.parametrize(
    ("facts", "expected", "editors"),
    [
        ("<p>每岚记者 王小桥&nbsp;&nbsp;&nbsp;每岚编辑 李大同</p>", ["王小桥"], ["李大同"]),
        ("<p>商岚记者 王小桥　　商岚编辑 李大同</p>", ["王小桥"], ["李大同"]),  # 商 is a surname
        ("<p>岚川日报记者 王小桥 王小渡</p>", ["王小桥", "王小渡"], []),
        ("<p>岚川全媒体记者王小桥、李大同 上海、岚川报道</p>", ["王小桥", "李大同"], []),
        ("<p>记者王小桥 李大同报道</p>", ["王小桥", "李大同"], []),
        ("<p>□ 学生记者 王小桥 指导教师 李大同</p>", ["王小桥"], ["李大同"]),
        ("<p>2024/05/20 10:20<span>文／記者王小橋</span></p>", ["王小橋"], []),
        ("<p>■王 桥 岚川报记者 李大同</p>", ["王桥", "李大同"], []),
        ("<p>■ 王小桥 李 渡 本报记者 李大同</p>", ["王小桥", "李渡", "李大同"], []),
    ],
)
def test_the_outlet_before_a_role_is_nobody(facts: str, expected: list[str], editors: list[str]) -> None:
    article = page(facts)
    assert names(article) == expected
    assert [person.name for person in article.credits] == editors
    assert article.deck is None


@pytest.mark.parametrize(
    ("facts", "before", "expected"),
    [
        ("<p>作者：王小桥 来源：岚川日报</p>", "岚川日报讯（记者 王小桥 通讯员 李大同）", ["王小桥", "李大同"]),
        ("<p>作者：闵乐 来源：岚川日报</p>", "岚川日报讯（记者 王小桥 通讯员 李大同）", ["闵乐"]),
    ],
    ids=["one-of-them", "somebody-else"],
)
def test_the_dateline_names_who_wrote_beside_the_author_of_the_head(
    facts: str, before: str, expected: list[str]
) -> None:
    assert names(page(facts, before=before)) == expected


def test_the_paper_beside_a_name_is_no_author() -> None:
    facts = "<p>本报记者　王小桥<span>  《 民报 》（ 2024年05月20日   第 04 版）</span></p>"
    assert names(page(facts)) == ["王小桥"]


def test_who_filmed_signs_beside_the_reporter() -> None:
    article = page(below="<p>（记者 王小桥 摄像 欧阳大同）</p>")
    assert names(article) == ["王小桥", "欧阳大同"]
    assert article.text == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [("撰稿 / 王小桥（高校教师）", ["王小桥"]), ("版面：第2版 综合　作者：王小桥", ["王小桥"])],
)
def test_who_wrote_beside_what_he_is_and_the_page_of_the_paper(line: str, expected: list[str]) -> None:
    article = page(f"<p>{line}</p>")
    assert names(article) == expected
    assert article.credits == ()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>撰文 | 王小桥</p>", [Person("王小桥", "撰文")]),
        ("<p>图文｜王小桥</p>", [Person("王小桥", "图文")]),
        ("<p>文 | 王小桥</p>", [Person("王小桥", "文")]),
        ("<p>以下文章来源于岚川茶刊 ，作者王小桥</p>", [Person("王小桥", "作者")]),
        ("<p>以下文章来源于岚川茶刊</p>", []),
    ],
)
def test_a_role_of_two_characters_and_the_card_of_a_text_taken_over(facts: str, expected: list[Person]) -> None:
    assert list(page(facts).authors) == expected


def test_names_with_a_contribution_each_behind_a_stroke() -> None:
    signed = page(behind="</p><p>（王小桥/文 李大同/摄）").authors
    assert signed == (Person("王小桥", "文"), Person("李大同", "摄"))


@pytest.mark.parametrize("word", ["null", "undefined", "None", "NaN"])
def test_words_of_a_script_in_the_place_of_a_name_are_none(word: str) -> None:
    assert page(f"<p>作者：{word}</p>").authors == ()
