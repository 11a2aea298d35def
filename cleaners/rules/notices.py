"""What pages say that are no articles: that something is gone, that one must log in, that a machine is suspected."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

GONE = lazy(
    r"(?:页面|网页|内容|文章|稿件|新闻|信息|您?访问的\S{0,6})(?:已经?|不)?\s?(?:不存在|已?下线|已?删除|被删除|找不到|"
    r"无法访问|走丢|失踪|不见了|未找到|已过期|已失效)"
    r"|^[^\w\n]*404[^\w\n]*$"
    r"|\b404\s*(?:not found|error|错误|页)|(?:error|错误|代码)\s*[:：]?\s*404(?!\d)|not found|page not found"
    r"|找不到(?:页面|网页|该页|您)"
    r"|(?:出错|错误)了|(?:访问|请求)(?:的)?(?:页面|地址)(?:出错|有误)"
    r"|服务器(?:错误|繁忙|内部错误)|403 forbidden|^405$|method not allowed|抱歉[，,].{0,16}(?:不存在|删除|下线|找不到)",
    re.I | re.M,
)
LOGIN = lazy(
    r"(?:请|需要?|需先|请先)(?:先)?(?:登录|登陆|注册)(?:后)?(?:才能|再|可|即可|查看|阅读|继续|访问|浏览)|登录后(?:查看|阅读|继续|可见|才能)|会员(?:专享|登录)|(?:用户|账号|扫码|手机|密码)登录|立即订阅.{0,10}(?:全文|阅读)|付费(?:阅读|内容)",
    re.I,
)
CAPTCHA = lazy(
    r"验证码|人机验证|安全验证|请完成(?:安全)?验证|滑动(?:滑块|验证)|拖动滑块|访问(?:过于)?频繁|异常访问|captcha"
    r"|checking your browser|are you (?:a )?(?:human|robot)|just a moment|waf"
    r"|请求(?:被|已被)(?:拦截|阻断)|访问被(?:拒绝|拦截|阻断)",
    re.I,
)
