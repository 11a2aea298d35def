"""Addresses and pages that a site serves instead of the requested one: logins, captchas, errors, maintenance."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cleaners import Article

#: Flags of a page that was served instead of another one.
WALLS = frozenset({"captcha", "login_wall", "soft_404"})

#: The wall during maintenance. For the cleaner, it is a kind of ``soft_404``; but it does not mean that an article is gone.
MAINTENANCE = "maintenance"

#: Walls that turn the crawler away: several in a row end the run.
TURNED_AWAY = frozenset({"captcha", "login_wall", MAINTENANCE})

_REPAIRED = re.compile(
    r"(?:系统|網站|网站|服务器|平台|本站|系統|服務|服务)[^。\n]{0,8}(?:维护|升级|維護|升級|检修|割接)"
    r"|(?:维护|升级|維護|升級)(?:中|期间|期間)|under maintenance|maintenance mode",
    re.I,
)
_APOLOGY = re.compile(r"中|期间|期間|稍后|稍候|稍後|暂停|暫停|不便|谅解|諒解|恢复|恢復|under|mode", re.I)
_GONE = re.compile(r"不存在|删除|刪除|下线|下線|下架|撤回|撤稿")

#: Maximum length of a maintenance page, in characters.
_MAX_NOTICE = 400

_WALL_ADDRESS = re.compile(
    r"(?:^|[/_.-])(?:login|log_?in|sign_?in|passport|sso|oauth2?|captcha|verif(?:y|ication)|waf\w*|anti_?(?:spider|crawl|bot)\w*"
    r"|challenge|punish|blocked|forbidden|denied|403|429|503|maintain|maintenance|weihu|upgrade)(?:[/_.?-]|$)",
    re.I,
)
_ERROR_ADDRESS = re.compile(
    r"(?:^|[/_.-])(?:404|410|errors?|err|not_?found|missing|gone|deleted?|removed?|expired?)(?:[/_.?-]|$)", re.I
)
_HOME = re.compile(r"/*(?:(?:index|default|home|main)(?:\.[a-z]{3,5})?)?/*", re.I)


def is_wall_address(url: str) -> bool:
    """Whether an address is named like a login, a captcha, or a refusal."""
    parts = _split(url)
    return parts is not None and _WALL_ADDRESS.search(f"{parts[0].split('.')[0]}{parts[1]}") is not None


def is_error_address(url: str) -> bool:
    """Whether an address is named like an error page."""
    parts = _split(url)
    return parts is not None and _ERROR_ADDRESS.search(parts[1]) is not None


def is_home_address(url: str) -> bool:
    """Whether an address is the front page of its host."""
    parts = _split(url)
    return parts is not None and _HOME.fullmatch(parts[1]) is not None


def wall_of(article: Article) -> str | None:
    """The kind of wall that a page is: ``captcha``, ``login_wall``, ``soft_404``, or ``maintenance``; None if it is not a
    wall."""
    if article.is_article:
        return None
    shown = "\n".join([article.headline or "", article.text, *(removal.text for removal in article.removals)])
    wall = next((flag for flag in article.flags if flag in WALLS), None)
    if wall not in (None, "soft_404") or (wall is None and len(shown) > _MAX_NOTICE):
        return wall
    return MAINTENANCE if _is_repaired(shown[:_MAX_NOTICE]) else wall


def _is_repaired(said: str) -> bool:
    found = _REPAIRED.search(said)
    return found is not None and _GONE.search(said) is None and _APOLOGY.search(said[found.start() :]) is not None


def _split(url: str) -> tuple[str, str] | None:
    """Host and path of an address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.netloc, parts.path
