"""What single lines say on pages that are there for a thing, and around articles that are not."""

from __future__ import annotations

from cleaners.reading.patterns import lazy

#: The first sentence of the entry of somebody, behind his name.
OF_SOMEBODY = lazy(
    r"[，,（(]\s?(?:男|女|笔名|原名|又名|艺名|.{0,12}?(?:医师|医生|教授|讲师|导师|博士|硕士|研究员|工程师|律师|主任|院长|校长|会员|作家|诗人|画家|书法家|党员|书记|局长|演员|歌手|主持人|教练|运动员|记者|编辑|主编|评论员|撰稿人|专栏作者|摄影师|导演))"
)

#: Who answers questions, as stands beside his name.
ANSWERS = lazy(
    r".{0,8}(?:医师|医生|律师|顾问|达人|答主|专家|教师|老师|经理|工程师|从业者|咨询师|营养师|药师|技师|养宠人|答友)"
)

#: A line that is a price.
PRICE = lazy(
    r"(?:.{0,4}[价價售][:：]?\s?)?[¥￥]\s?\d[\d.,]*.{0,6}|\d[\d.,]*(?:\s?[-~—至]\s?\d[\d.,]*)?\s?万?[元萬](?:起|/.{1,4})?"
)

#: What an article says below its text of where its reader may go.
OF_VISIT = lazy(
    r"(?!上课|开课|开班|入职|工作).{0,4}(?:时间|地点|地址|电话|热线|门票|票价|交通|路线|主讲人?|嘉宾|方式|時間|地點|電話|时段)"
)

#: How a place is called that one may go to.
OF_PLACE = lazy(r"(?:[馆園园店院校厅塔寺庙村镇楼吧社所湖岛坊铺居苑]|中心|广场|景区|公园|剧场|体育场|俱乐部)$")

#: What stands about an article for who reads it.
OF_READING = lazy(
    r"评论|跟帖|分享|收藏|点赞|播报|朗读|收听|听|订阅|字[号体]|阅读|浏览|点击|扫[码一]|客户端|频道|来自|导读|编辑|关注|举报|打印|复制|海报|朋友圈|参与|热度|版$|期$|首页|正文|上一|下一"
)

#: A moment that is no publication's.
UPDATED = lazy(
    r"(?:数据)?(?:最[后近])?更新(?:时间|日期|于)?\s*[:：]?.*|(?:生效|施行|实施|有效|留言|提问|咨询|开奖|兑奖|投诉|受理)(?:时间|日期|期)?\s*[:：].*|截[至止].*|.*更新$|.*(?:收盘|收盤|交易中|休市|已结束|完场).*"
)

#: What stands below a reader's post, alone or with the number of those who have done it.
REACTIONS = frozenset(
    "赞 赞同 点赞 已赞 顶 踩 有用 没用 支持 反对 喜欢 回复 回应 评论 条评论 添加评论 分享 转发 收藏 举报 追问 感谢 讨论 有帮助 讚 推 回覆 留言 檢舉 检举 分享至 "
    "只看该作者 引用 楼 沙发 板凳 地板".split()
)
