"""What the controls of a player for sound or video print as words of the page."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

_CLOCK = r"-?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_WORDS = (
    "播放|正在播放|听全文|听新闻|播放速度|下载|视频加载失败[,，]?请?(?:刷新)?(?:后)?重试|暂停|暫停|重播|继续播放|停止|静音|靜音|取消静音|音量|音量调节|直播|回放|倍速|倍速播放|正常|画质|畫質|清晰度|超清|高清|标清|蓝光|流畅|原画|自动|自動|弹幕|弹幕开关|"
    "循环播放|单曲循环|顺序播放|自动播放|跳过片头|跳过片尾|跳过广告|全屏|退出全屏|全螢幕|网页全屏|全屏播放|小窗|小窗播放|画中画|画面比例|镜像|关灯|投屏|选集|字幕|字幕设置|音轨|定时关闭|定时停止|"
    "上一首|下一首|上一曲|下一曲|上一集|下一集|上一条|下一条|快进|快退|播放列表|加载中|缓冲中|刷新|点击播放"
)
_ENGLISH = (
    r"play(?:/pause| video)?|pause|replay|stop|mute|unmute|fullscreen|non-fullscreen|exit fullscreen|picture-in-picture|chapters|descriptions|subtitles|captions|audio track|quality|speed|"
    r"(?:current|remaining|duration) time|duration|loaded|progress|stream type live|seek to live(?:, currently behind live)?|live|playback rate|default|settings|volume(?: level)?|share|"
    r"video player is loading\.?|this is a modal window\.?|beginning of dialog window\. .{0,60}|end of dialog window\.?|close modal dialog|"
    r"(?:text|background|window|color|transparency|opacity|font size|text edge style|font family|reset|done)"
)
#: A line of a player: a place in time, a speed, a quality, a share loaded, and words.
_PLAYER = lazy(
    rf"{_CLOCK}(?:\s?/\s?{_CLOCK})?|/|\d(?:\.\d{{1,2}})?\s?[x×倍](?:速)?(?:,? selected)?|\d\.\d{{1,2}}|\d{{3,4}}p|[248]k|\d{{1,2}}[:：]\d{{1,2}}|\d{{1,3}}(?:\.\d{{1,2}})?%|"
    rf"(?:(?:{_WORDS})[\s/|｜]{{0,3}}){{1,4}}|(?:{_ENGLISH})(?:\s?[:：]?\s?(?:-?\s?{_CLOCK}|\d{{1,3}}(?:\.\d{{1,2}})?%))?(?:(?: off| settings)?,? (?:selected|opens .{{4,30}}))?|"
    rf"(?:点击|按住|长按)(?:按住)?可?(?:拖动|拖拽|快进|放大)(?:视频|进度条?)?|(?:画质|清晰度|线路)切换中.{{0,8}}|\d{{1,3}}\s?秒\s?后?(?:跳过|关闭|播放).{{0,6}}",
    re.I,
)

#: Maximum length of such a line, in characters.
_MAX_LINE = 80


def is_of_player(text: str) -> bool:
    """Whether a line is printed on a player."""
    return len(text) <= _MAX_LINE and _PLAYER.fullmatch(text) is not None
