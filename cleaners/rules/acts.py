"""What a button says that its reader does with it, composed: how, and what. Not what is done with any text."""

import re

from cleaners.reading.patterns import lazy
from cleaners.rules.notices import SHOW_WORDS

_HOW = "(?:立即|马上|现在|即刻|一键|免费|在线|网上|我要|我想|点击|点此|去|快速|直接|继续|确认|扫码|立刻|申请|线上|我也要|馬上|線上|线上)"

#: What is to be had: for money, for a place, for trying.
OFFERED = lazy(
    rf"{_HOW}{{0,2}}(?:预约|预订|预定|报名|购买|选购|抢购|订购|下单|申请|领取|开通|续费|兑换|激活|捐款|捐赠|充值|试听|试玩|试看|试驾|试用|投保|开户|选座|购票|订票|订座|订房|询价|砍价|出价|"
    r"投递|应聘|(?:申请)?加盟|索取资料|获取资料|租用|入住|拼单|拼团|加购|结算|去?结算|开始(?:游戏|玩|学习)|进入游戏|在线玩|成为会员|開通|預約|預訂|報名|購買|訂購|領取|捐款)"
    r"(?:简历|职位|课程|会员|权益|门票|机票|酒店|看房|试驾|参观|体验|面诊|挂号|底价|优惠券?|红包|礼包|名额|激活|激活码|咨询|讲解|席位|商品|游戏|正版|套餐|服务|比赛|活动|vip)?",
    re.I,
)

#: What is asked, sent, counted or chosen.
SERVED = lazy(
    rf"{_HOW}{{0,2}}(?:投票|提交|计算|开始(?:计算|答题|测试|查询|办理|评估)|答题|测试|测评|办理|申报|求助|举报|投诉|求助|查询(?:结果|进度)|缴费|挂号|问诊|咨询|提意见|留言咨询|写信|建议|诉求|订阅|退订|注册|登录|退出登录|"
    r"重置|清空|交卷|生成|转换|上传|检测)"
    r"(?:表单|问卷|答案|申请|意见|诉求|留言|信件|结果|材料|进度|医生|客服|早报|简报|邮件|账号)?"
)

#: What is done with a form.
SENT = lazy(
    rf"{_HOW}{{0,2}}(?:提交|查询|投票|计算|重置|交卷|注册|登录|发送)(?:表单|问卷|申请|意见|诉求|留言|信件|结果)?"
)

#: A headline that counts the issues of a show; a show's name in the title beside it.
ISSUE = lazy(
    r"第\s?[\d〇零一二三四五六七八九十百]{1,5}\s?[期集回]|\b(?:vol|ep|no|e|s\d{1,2}e)\s?[.．]?\s?\d{1,4}\b|^\W?\d{1,4}\s?期",
    re.I,
)
SHOW = lazy(rf"{'|'.join(SHOW_WORDS)}|podcast|\bFM\b|节目$|節目$", re.I)

#: How long a recording is and how often it was heard; who made it; what is said to those who hear it.
LASTS = lazy(
    r"时长\s*[:：]?\s*\d|時長\s*[:：]?\s*\d|\d[\d.,]*\s?[万亿wk]?\s?次?(?:收听|播放|收聽|人在听)|\d+\s?(?:分钟|min)\b",
    re.I,
)
MADE = lazy(
    r"(?:本期)?(?:主播|嘉宾|来宾|主持人?|剪辑|后期|片头(?:音乐|曲)?|片尾(?:音乐|曲)?|bgm|配乐|背景音乐|录音|混音|监制|制作人?|封面|文案|策划|主播台|嘉賓|後期)\s*[:：/｜|]",
    re.I,
)
HEARD = lazy(r"(?:本期|这期|这一期|上期|下期)(?!间)|收听|听友|订阅|这档节目|本节目|播客|收聽|訂閱|這集|这集")

#: A label of an advertisement or of a place: what it costs, whom to ask, where and when it is open.
ADVERTISED = lazy(
    r"价格|售价|租金|月租|期望租金|期望价格|转让费|薪资|月薪|薪资待遇|均价|人均|人均消费|票价|门票|联系人|联系电话|联系方式|电话|手机|微信|地址|门店地址|楼盘地址|营业时间|開放時間|开放时间|价位|"
    r"價格|售價|聯絡人|聯絡電話|联络人|联络电话|營業時間"
)

#: A price of goods, and no sum that a text names.
GOODS_PRICE = lazy(
    r"[¥￥]\s?\d[\d.,]*.{0,6}|(?:券后|到手|拼团|秒杀|促销|活动|会员|限时)(?:价|特价)?\s?[:：]?\s?[¥￥]?\s?\d[\d.,]*元?起?"
)

#: How often goods were bought.
SOLD = lazy(r"^(?:已售|月销|销量|已拼)\s?\d|(?:人付款|人已购买|人收货|\d\+?\s?人购买)$")
