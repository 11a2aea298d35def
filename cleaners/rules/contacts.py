"""Contacts in key and value, which a notice gives as a site's colophon does, and what a notice calls itself."""

from __future__ import annotations

import re

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

_KEY = (
    r"(?:联系|聯繫|聯絡|咨询|办公|报名|技术支持|单位|采购人|代理机构|通讯|通信|邮寄|收件|现场|报送|传真)?(?:电话|電話|手机|号码|地址|地点|方式|人|邮箱|郵箱|邮件)(?:及?(?:电话|号码))?"
    r"|(?:供[水电暖热气]|燃气|自来水|电力|热力|公交|客运|抢修|报修|维修|救援|预约|挂号|订票|便民|政务|医保|社保|纳税)(?:服务|咨询|客服|报修|抢修){0,2}(?:热线|电话)"
    r"|电子邮箱|电子邮件|电子信箱|邮政编码|邮编|传真|e-?mail|qq"
)

#: What a key and a contact may be numbered with.
_NUMBER = r"[（(\d一二三四五六七八九十.、）)\s]{0,6}"

_CONTACT = lazy(rf"{_NUMBER}(?:{_KEY})\s*[:：]\s*\S.{{0,120}}")

#: Key and value, numbered or not, and those of an office that hears complaints.
_KEYED = lazy(rf"{_NUMBER}[{HAN}]{{2,12}}\s*[:：]\s*\S.{{0,60}}")
_COMPLAINTS = lazy(
    rf"{_NUMBER}(?:监督|投诉|举报|质疑|受理|监察){{1,3}}(?:电话|热线|邮箱|信箱|方式|地址|部门|单位)\s*[:：]\s*\S.{{0,60}}"
)

#: Who holds an event.
_ORGANISER = lazy(rf"{_NUMBER}(?:联合)?(?:主办|承办|协办|举办|指导|支持)(?:单位|方|机构)?\s*[:：]\s*\S.{{0,120}}")

#: How the names of files end that offices hand out.
FILES = "docx?|xlsx?|pptx?|pdf|wps|ofd|rar|zip"
#: A file that a notice hands out.
_ATTACHMENT = lazy(rf"附件\s?\d{{0,2}}\s?[:：].{{1,80}}|.{{1,60}}\.(?:{FILES})", re.I)

#: What the headline of a notice says that it is.
_NOTICE = lazy(
    r"通知|公告|通告|公示|启事|啟事|招聘|诚聘|诚招|急聘|招工|招生|招标|采购|征集|征求|征文|报名|简章|函$|须知|指南|招募|招考|选调|遴选"
)


#: What the headline of a notice says that seeks somebody or something, and the line of it that asks for what readers know of that;
#: a newsroom asks for news.
_SOUGHT = lazy(
    r"寻人|寻亲|寻物|寻狗|寻猫|走失|失联|协查|悬赏|通缉|招领|認領|认领|尋人|尋親|尋物|失聯|懸賞|(?:征集|徵集|提供).{0,12}(?:线索|線索)"
)
_OF_CLUES = lazy(
    r"(?!.*(?:新闻|新聞|爆料|报料|報料|报社|报业|本报|本報|本网|本站|记者|記者|编辑|編輯|投稿|采用|采纳|酬))"
    r".{0,24}(?:线索|線索|知情|下落|发现|發現|见到|見到|看到).{0,24}(?:拨打|撥打|致电|致電|联系|聯繫|聯絡|电话|電話|报警|報警).{0,60}"
)


def seeks(headline: str) -> bool:
    """Whether a headline is that of a notice which seeks somebody or something."""
    return _SOUGHT.search(headline) is not None


def asks_for_clues(line: str) -> bool:
    """Whether a line asks whoever knows of what a notice seeks to call."""
    return _OF_CLUES.fullmatch(line.strip()) is not None


def gives_contact(line: str) -> bool:
    """Whether a line is a contact, with its key before it: no hotline for readers, no place to report."""
    return _CONTACT.fullmatch(line.strip()) is not None


def is_keyed(line: str) -> bool:
    """Whether a line is a short key and its value."""
    return _KEYED.fullmatch(line.strip()) is not None


def takes_complaints(line: str) -> bool:
    """Whether a line says where one complains, in key and value: in a notice about its subject, in a colophon about the site."""
    return _COMPLAINTS.fullmatch(line.strip()) is not None


def is_attachment(line: str) -> bool:
    """Whether a line names a file that a notice hands out."""
    return _ATTACHMENT.fullmatch(line.strip()) is not None


def names_organiser(line: str) -> bool:
    """Whether a line says who holds an event, in key and value; a site says so of itself."""
    return _ORGANISER.fullmatch(line.strip()) is not None


def names_notice(headline: str) -> bool:
    """Whether a headline is that of a notice: something announced, sought or invited."""
    return _NOTICE.search(headline) is not None
