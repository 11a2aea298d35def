"""Words in which a site speaks of itself, to its readers, rather than of its news."""

from __future__ import annotations

HOUSE_WORDS = tuple(
    (
        "本网 本站 本报 本平台 本刊 版权 著作权 转载 投稿 供稿 爆料 报料 举报 侵权 免责 声明 客户端 公众号 公眾號 二维码 二維碼 关注我们 "
        "订阅 訂閱 登录 登錄 登入 注册 註冊 会员 會員 网友发言 评论 評論 留言 跟帖 发帖 热线 熱線 电话 電話 邮箱 郵箱 信箱 传真 傳真 "
        "备案 許可證 许可证 隐私 隱私 用户 用戶 免费 点击 點擊 下载 下載 版主 网管"
    ).split()
)


def house_words(text: str) -> int:
    """How many of these words a line has."""
    return sum([word in text for word in HOUSE_WORDS])
