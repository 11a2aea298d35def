"""The legal footer by kind: filings, licences, copyright, friend links, hotlines, colophon, disclaimers."""

from __future__ import annotations

from cleaners.reading.han import HAN
from cleaners.rules.roles import alternation
from cleaners.rules.rule import LONG, PARAGRAPH, Effect, Rule, Strength, Where
from cleaners.values import Label

_LEAD = r"[-·*|>\s]{0,4}"
_PROVINCE = r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新港澳台]"

# Names of a site's pages about itself, as its footer links them.
_SITE_PAGES = alternation(
    (
        "关于我们|关于本站|关于本网|网站简介|本网简介|报社简介|集团简介|公司简介|联系我们|联系方式|联系本网|网站地图|广告服务|广告合作|广告刊例|商务合作|隐私政策|隐私声明|隐私保护|法律声明|"
        "网站声明|版权声明|免责声明|服务条款|用户协议|招贤纳士|加入我们|诚聘英才|招聘信息|人才招聘|合作加盟|网站律师|帮助中心|意见反馈|问题反馈|投诉建议|我要投稿|投稿|关于|帮助|站点地图|手机版|"
        "电脑版|触屏版|客户端|rss订阅?|english|about us|contact us|sitemap|privacy policy|terms of use|english version|"
        "新闻记者证公示|信息公开|不良信息举报|违法和不良信息举报中心|举报中心|设为首页|加入收藏|网站导航|刊登广告|内容合作|工作邮箱|在线投稿|版权与免责"
    ).split("|")
)

# Where a post was first published; in brackets any words, else a named outlet or account.
_FROM = r"(?:首发于?|来自于?|来源于?|选自|摘自|转自|转载自|原载于?|原刊于?|刊于|刊载于|节选自|经[^。,]{0,12}授权(?:转载|发布)?自?)"
_POST_FROM = (
    rf"(?<=[\[(])本?文?章?{_FROM}[^。!?]{{2,50}}(?=[\])])"
    rf"|本文{_FROM}\s?:?\s?(?:(?:微信)?(?:公众号|视频号|头条号|百家号|微博)\s?[:“\"「]?[^。!?,]{{2,20}}[”\"」]?"
    r"|[《“「\"]?[^。!?,的]{2,20}(?:报|网|社|客户端|新闻|杂志|在线|发布|[》”」\"])(?:[\d年月日第期版a-z\s]{0,24})?)[。]?"
)

# What may not be done without leave, and what whoever does it may not.
_WITHOUT_LEAVE = r"[未非](?:经|获得?|得到|取得|征得)(?:[^。]{0,16})?(?:许可|授权|同意|允许)[^。]{0,40}(?:不得|禁止|严禁|请勿|谢绝)(?:.{0,160})"

#: Numbers in a fixed form, which are never anything else.
FILINGS = (
    Rule(
        "legal.icp",
        Label.LEGAL,
        rf".{{0,60}}(?:{_PROVINCE}\s?icp\s?[备证]|icp\s?(?:备案?|证)(?:序?号|编号)\s*[:]?\s*{_PROVINCE}?"
        rf"|icp\s?(?:备|证|经营许可证)\s?[:]?\s?[a-z]?\d).{{0,100}}",
        drops=(
            "- 粤ICP备00000000号",
            "粤ICP备00000000号-1 粤公网安备 00000000000000号",
            "ICP备案号：京ICP证000000号",
            "京 ICP 备 00000000 号",
        ),
        keeps=(
            "办理ICP备案的流程已经简化，企业可在线提交材料。",
            "专家提醒，没有ICP备案的网站不要轻信。",
            "ICP备案是什么？",
        ),
        effect=Effect.END,
        strength=Strength.STRONG,
        max_chars=LONG,
        about="ICP filing",
    ),
    Rule(
        "legal.police",
        Label.LEGAL,
        r".{0,60}(?:公网安备|网安备|公安备案号?)\s*[:]?\s*(?:\[?\d{4,}\]?).{0,60}",
        drops=("- 粤公网安备 44030000000000号", "京公网安备11000002000000号"),
        keeps=("公网安备案数量去年翻了一番。", "网站应当在首页显示公安备案号"),
        effect=Effect.END,
        strength=Strength.STRONG,
        max_chars=LONG,
        about="police filing",
    ),
)

RULES = (
    Rule(
        "legal.licence",
        Label.LEGAL,
        rf".{{0,60}}(?:许可证|许可|许可證|经营性网站备案|备案证|批准文号|批准书)\s*"
        rf"(?:编号|号码|号|证号)?\s*[:(]?\s*\(?[{HAN}a-z]{{0,4}}[()-]?[\s\d\[\]()-]{{4,}}.{{0,80}}"
        r"|.{0,30}(?:互联网新闻信息服务|信息网络传播视听节目|增值电信业务经营|网络文化经营|广播电视节目制作经营|出版物经营|网络出版服务|互联网出版|互联网药品信息服务)许可证?.{0,40}"
        r"|(?:营业执照|工商营业执照|电子营业执照)(?:公示信息)?",
        drops=(
            "互联网新闻信息服务许可证：44120180000",
            "信息网络传播视听节目许可证",
            "增值电信业务经营许可证 粤B2-20000000",
            "许可证编号：00120170000",
            "增值电信业务经营许可证：粤B2-20000000 信息网络传播视听节目许可证：1900000 广播电视节目制作经营许可证：（粤）字第00000号 网络文化经营许可证：00000",
        ),
        keeps=(
            "施工单位取得了许可证，工程随即开工。",
            "全市已发放互联网新闻信息服务许可证12张，其中三张颁给了区级融媒体中心。",
            "文旅局在江岸区查处了一家无证经营的影吧，墙上挂着的经营许可证 2019-0031 是从隔壁的网吧借来的，老板说借一天给三十块钱，"
            "执法人员登记了座椅和投影机，通知两家店的负责人到局里说明情况，影吧已经关门",
        ),
        where=Where.TAIL,
        effect=Effect.END,
        about="licence line",
    ),
    Rule(
        "legal.copyright",
        Label.LEGAL,
        rf"{_LEAD}(?:.{{0,40}}(?:copyright|©|\(c\)|&copy;)\s*(?:©|\(c\)|@)?\s*[,.]?\s*"
        rf"(?:\d{{4}}|by\b|all\b|[{HAN}a-z]).{{0,120}}|.{{0,60}}all rights? reserved.{{0,60}}"
        r"|[^。!?]{0,50}(?:版权所有|版權所有|著作权所有)[^。!?]{0,70}[。]?)",
        drops=(
            "- Copyright @1997-2023 某某报社",
            "Copyright © 2020 某某网 All Rights Reserved",
            "某某报业集团 版权所有，未经许可不得转载",
            "©2021 某某传媒",
        ),
        keeps=("版权保护条例将于明年实施。", "他把版权所有收入捐给了学校。第二年，新馆落成。"),
        effect=Effect.END,
        max_chars=LONG,
        sentences=True,
        about="copyright line",
    ),
    Rule(
        "legal.friend_links",
        Label.LEGAL,
        rf"{_LEAD}[\[(]?(?:友情链接|友情鏈接|合作媒体|合作伙伴|合作网站|友链|常用链接|网站链接|相关网站)[\])]?\s*(?::.{{0,200}})?",
        drops=("- 友情链接: 某某新闻网", "友情链接", "合作媒体："),
        keeps=("友情链接起两座城市，也链接起两代人。", "合作伙伴来自二十个国家"),
        where=Where.TAIL,
        effect=Effect.END,
        max_chars=LONG,
        about="friend links",
    ),
    Rule(
        "legal.hotline",
        Label.LEGAL,
        r"[^。!?]{0,40}(?:举报电话|举报热线|举报邮箱|举报专区|举报中心|举报方式|举报入口|不良信息举报|违法和不良信息|辟谣平台|涉企虚假|涉未成年人|网上有害信息|纠错电话|投诉电话|监督电话|客服电话|客服热线|客服邮箱"
        r"|广告热线|读者热线|记者(?:热线|电话)|编辑(?:热线|电话)|本报热线|采编热线|新闻热线|投稿邮箱|法律顾问|联系电话|联系邮箱|服务热线|编辑部电话|报料热线|爆料热线|值班电话|总机)\s*[:]?[^。!?]{0,80}",
        drops=(
            "违法和不良信息举报电话：0755-00000000",
            "网上有害信息举报专区",
            "法律顾问：某某律师事务所",
            "新闻热线：0000-0000000 投稿邮箱：x@example.com",
        ),
        keeps=("接到举报电话后，民警立即赶到现场。", "市民可以拨打举报电话反映情况。"),
        where=Where.TAIL,
        effect=Effect.END,
        strength=Strength.WEAK,
        max_chars=LONG,
        about="hotlines and reporting centres",
    ),
    Rule(
        "legal.colophon",
        Label.LEGAL,
        r"(?:主办单位|主办|承办单位|承办|协办单位|协办|主管单位|主管|指导单位|运营单位|技术支持|版权单位|网站标识码|邮编|邮政编码|地址|通讯地址|电话|传真|备案号|制作单位|维护单位|建设单位"
        r"|建议使用)\s*[:].{1,120}"
        r"|(?:本网站由|本站由)[^。]{2,40}(?:主办|版权所有|运营|维护|建设|承办|提供技术支持)[^。,]{0,20}[。]?",
        drops=("主办单位：某某报业集团", "地址：某某市某某路1号 邮编：518000", "本网站由某某报社主办"),
        keeps=("主办单位表示，明年还会再办。", "电话那头沉默了很久。", "地址选在老码头旁边"),
        where=Where.TAIL,
        max_chars=LONG,
        sentences=True,
        about="colophon: who runs the site",
    ),
    Rule(
        "legal.site_links",
        Label.FOOTER,
        # What stands between two names holds no name: else a row of names that are made of others has countless readings.
        rf"(?:{_SITE_PAGES}(?:(?!{_SITE_PAGES})[\s|·/.,—\-{HAN}]){{0,6}}+){{2,}}+",
        drops=("关于我们 | 联系我们 | 网站地图 | 广告服务", "关于我们|隐私政策|法律声明"),
        keeps=("关于我们这一代人的故事", "联系我们时他正在码头上"),
        where=Where.ANYWHERE,
        effect=Effect.END,
        strength=Strength.WEAK,
        max_chars=LONG,
        about="row of links about the site itself",
    ),
    Rule(
        "legal.site_link",
        Label.FOOTER,
        r"关于我们|联系我们|网站地图|广告服务|隐私政策|法律声明|网站声明|招贤纳士|加入我们|诚聘英才|意见反馈|用户协议|服务条款|帮助中心|about us|contact us",
        drops=("关于我们", "网站地图"),
        keeps=("关于我们的城市",),
        about="one link about the site itself",
    ),
    Rule(
        "legal.disclaimer_heading",
        Label.LEGAL,
        r"[\[(<*★※■—-]{0,3}\s*(?:免责声明|免責聲明|版权声明|版權聲明|特别声明|郑重声明|法律声明|版权说明|版权与免责声明|版权及免责声明|转载声明|声明|风险提示及免责声明|版权信息"
        r"|(?:文章|内容|作品|平台|广告|原创|侵权|创作|利益)声明|本文声明|本网声明|本站声明|网站声明)\s*[\])>*—-]{0,3}\s*(?::.{0,400})?",
        drops=(
            "免责声明",
            "【免责声明】",
            "版权声明：本文内容由注册用户发布，未经许可不得转载。",
            "声明：本文仅代表作者个人观点",
            "广告声明：文内的对外链接、口令用于传递更多信息，结果仅供参考，本站所有文章均包含本声明。",
        ),
        keeps=("免责声明不是万能的挡箭牌，法院这样认为。", "声明发布后，股价应声回落"),
        where=Where.TAIL,
        effect=Effect.END,
        strength=Strength.WEAK,
        max_chars=PARAGRAPH,
        sentences=True,
        about="heading of a disclaimer, with the disclaimer when it stands in the same line",
    ),
    Rule(
        "legal.rights",
        Label.LEGAL,
        r"[(\[*※★]{0,2}(?:\d[.、])?\s*(?:"
        rf"(?=[^。,]{{2,40}},\s?[未非])(?:(?:本报|本刊|本文|本作品)[^。,]{{0,30}}|[^。,]{{0,14}}"
        rf"(?:原创(?:内容|作品|文章|稿件|首发)?|专稿|特稿|独家(?:稿件|内容|报道)?|供稿|版权所有|出品|稿件)),\s?{_WITHOUT_LEAVE}"
        r"|(?:本网|本站|本报|本平台|本公众号|我网|本栏目|本页面)?(?:所有|凡)?[^。]{0,30}(?:注明|标注|署名|来源)[^。]{0,16}(?:的)?[\"“”']?[^。]{0,40}"
        r"(?:作品|稿件|文章|内容|文字|图片|信息).{0,40}(?:版权|转载|著作权|授权).{0,260}"
        r"|[^。]{0,60},\s?转载请注明.{0,120}|[^。]{0,80}不代表(?:本|网|平台|[^。,]{1,10})(?:立场|观点).{0,60}"
        r")[)\]]?",
        drops=(
            "原创内容，未经授权不得转载，违者必究",
            "专稿，未经书面授权请勿转载",
            "某某网专稿，未获书面许可请勿转载。",
            "凡本网注明“来源：某某网”的所有作品，版权均属某某网，未经授权不得转载。",
            "文为某某授权某某网《某某》栏目发布，转载请注明出处。本文仅为作者观点，不代表某某网立场。",
        ),
        keeps=(
            "侵权行为频发，版权方不堪其扰。",
            "原创内容占了这台晚会的八成，导演这样介绍。",
            "他写的稿件，未经许可也能在村里传开，大家抄来抄去。",
        ),
        where=Where.TAIL,
        effect=Effect.END,
        strength=Strength.WEAK,
        max_chars=PARAGRAPH,
        sentences=True,
        about="rights notice behind the name of the house or of its work",
        cues=("转载|不代表|版权|著作权|授权|许可|同意|允许",),
    ),
    Rule(
        "legal.disclaimer",
        Label.LEGAL,
        r"[(\[*※★]{0,2}(?:\d[.、])?\s*(?:"
        rf"(?:(?:本站|本网站?)[^。]{{0,30}},\s?)?{_WITHOUT_LEAVE}"
        r"|(?:本文|以上|上述|文章|文中|本稿|此文|该文|以上内容|本内容|本文内容|文章内容)[^。]{0,40}(?:仅代表|不代表|仅为|仅供|纯属|系|属)[^。]{0,20}"
        r"(?:作者|个人|本人|本网|本站|本报|本平台|平台|参考|投资建议|观点|立场).{0,200}"
        r"|本文(?:由|系|为|来自|转自|转载自|摘自)[^。]{2,50}(?:发布|上传|转载|原创|授权|供稿|整理|提供|作品|撰写|入驻|独家(?:稿件|报道|内容|专稿|首发)?|专稿)[^。]{0,30}"
        r"(?:[,。].{0,200})?"
        r"|(?:如有|如果有|如|若有|若)[^。]{0,30}(?:侵权|侵犯|版权问题|版权疑问|异议|不妥|著作权)[^。]{0,40}(?:联系|告知|通知|删除|处理|致电|邮件|反馈).{0,120}"
        r"|侵权(?:请|必究|必删|联系|投诉).{0,60}|(?:本(?:文|作品|稿|稿件|内容|图片|视频|片)|文章|图文|以上内容|该作品)?的?版权(?:归|属于|属)[^。]{2,50}(?:所有|原作者|作者"
        r"|本报|本网).{0,120}"
        r"|(?:转载|转发|引用|摘编|欢迎转载)[^。]{0,20}(?:请注明|须注明|需注明|务必注明|应注明|请标明|请联系|须经|需经|请保留|注明出处).{0,100}"
        r"|(?:请勿|谢绝|禁止|严禁|不得)(?:擅自)?(?:转载|抄袭|复制|镜像).{0,60}"
        r"|(?:本文|文中|文内|以上|配图)?(?:图片|文字|素材|内容|图文|文章|部分图片|部分内容|稿件|图)(?:均)?(?:来源于?|来自|转自|源自?)(?:互联网|网络|网上)"
        r"(?:[,;。)\s]{0,2}(?:[(,]?(?:如|若|侵|版权|仅|与|图文|文字|未|特此|感谢|向|请|不).{0,100})?)"
        rf"|(?:转载|刊登|登载|发布|传播)(?:此文|本文|该文|目的)[^。]{{0,30}}(?:目的|传递|出于).{{0,200}}|投资有风险.{{0,40}}|{_POST_FROM}"
        rf"|本文(?:转自|转载自|摘自|来源于?)[^。]{{2,30}}[,。].{{0,200}}|据此(?:入市|操作|投资).{{0,60}}"
        r"|notice\s?: the (?:content|above|article)[^.]{0,80}(?:upload|post|publish|provid).{0,300}"
        r")[)\]]?",
        drops=(
            "Notice: The content above (including the pictures and videos if any) is uploaded and posted by a user of Hao.",
            "未经许可或明确书面授权，任何人不得复制、转载本文。",
            "本文由某某号入驻单位发布，不代表平台立场。",
            "以上内容仅代表作者个人观点，与本网无关。",
            "如有侵权，请联系我们删除。",
            "本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。",
            "转载请注明出处",
            "侵权请联系",
            "(图片来源于网络)",
            "本文转自某某日报，版权归原作者所有。",
            "本作品版权归某某日报所有，侵权必究",
            "【本文来自微信公众号“某某网”】",
            "本文转载自公众号：某某网",
            "本文首发于《某某日报》",
            "（本文来自某某新闻）",
            "文中部分图片来自网络",
            "图源网络，侵删",
        ),
        keeps=(
            "未经许可的摊点将被劝离，街道办说。",
            "本站台的照片，非经常来往的人认不出来。",
            "本文开头提到的那位老人，如今已经九十岁了。",
            "侵权行为频发，版权方不堪其扰。",
            "如有需要，居民可以向社区提出申请。",
            "未经书面授权的挖掘都要停下，县文物所说。",
            "本文来自一位老船工的口述，由他的孙女记录。",
            "本文首发于1987年的校刊，作者当年十六岁。",
            "墙上的部分图片来自网络上的老照片征集，一共二百张。",
            "原创内容占了这台晚会的八成，导演这样介绍。",
            "转载量超过十万次的这篇文章，出自一名中学生之手。",
            "图片来自一位摄影爱好者的相册，拍摄于1985年的夏天。",
        ),
        where=Where.TAIL,
        effect=Effect.END,
        strength=Strength.WEAK,
        max_chars=PARAGRAPH,
        sentences=True,
        about="disclaimer or rights notice by its own words",
    ),
)
