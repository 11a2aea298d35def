"""What personal names are made of: surnames, and the parts of Tibetan, Mongolian and Turkic names."""

from __future__ import annotations

#: The commonest surnames (public name statistics: the first 300 cover over 98 % of bearers), in both scripts, and rare ones that
#: open few other words; what those words are is in `cleaners.rules.words`.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛"
    "邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹"
    "关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阚由元齐佟苟敖牧代褚娄滕应冀全计占佘卓利丘晏匡"
    "蒙明党符晋闫肖付阎邝麦池饶储巩商郎银仲廉宗晁禹原冒封楚练宫沙燕尚习仇农迟扈窦瞿阳岑籍蔺米戚鄢麻慕奚弓桑揭逄巫苑喻古娜才邰暴栾操隆鞠粟端丰虞惠"
    "穆裘荆郗缪仉宓郏蓝屠胥莘贡姬郦雍璩濮寿浦茹宦暨衡阙殳沃蔚冷訾简蒯竺逯桓佴厉缑卞仝冶亓栗楼湛臧芮茅荀萨谌谯郁邸隗靖骆庾鞏穌"
    "門張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許鄧葉蘇盧賈閻餘鐘范鄒陸顧龍萬錢湯喬賴龔龐蘭顏倪嚴蘆魯韋畢聶叢齊莊塗時關費紀歐項遊陽衛單寧閔華車邊應計佔利"
    "呂蔣譚賀麥饒駱鮑溫鍾藍竇簡婁厲欒儲薩荊諶譙遲鄺閆闕闞"
    "昝冼亢庹恽惲嵇眭睢笪綦禤郄郅郇郐郜鄞钭鈄钮鈕雒邬鄔狄苌菅蔄乜啜妫嬀祖朴漆闻聞沐鹿盖蓋尉么汝钦欽隽颉岐寇嬴糜闾辜"
)

#: Surnames of two characters, in both scripts.
DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "南宫",
    "歐陽",
    "范姜",
    "张简",
    "張簡",
    "司空",
    "申屠",
    "宇文",
    "长孙",
    "長孫",
    "東方",
    "司馬",
    "諸葛",
    "公孫",
    "南宮",
    *"尉遲 独孤 獨孤 钟离 鍾離 淳于 鲜于 鮮于 呼延 赫连 赫連 万俟 澹台 澹臺 公冶 拓跋 完颜 完顏 纳兰 納蘭 闻人 聞人 张廖 張廖".split(),
)

#: Parts of the names of Tibetans, Mongols, Uyghurs and Kazakhs, as papers write them: such a name has no surname, and two to four
#: of these parts, or one that is no word. Those that are words too are not among them (哈达, 白云, 长命).
NAME_PARTS = (
    "扎西 次仁 达娃 卓玛 尼玛 旦增 丹增 洛桑 索朗 格桑 平措 拉姆 央金 多吉 顿珠 次旦 白玛 仁青 边巴 巴桑 普布 米玛 拉巴 旺堆 旺姆 曲珍 德吉 "
    "强巴 土登 益西 群培 罗布 加措 嘉措 桑珠 贡布 才让 才旦 卓嘎 梅朵 旺扎 单增 晋美 江白 阿旺 洛追 曲扎 旦巴 丹巴 仁增 措姆 尕玛 尕藏 旺杰 "
    "其美 赤列 索南 坚赞 次珍 卓尕 拉毛 桑吉 南杰 公保 东珠 班玛 才仁 拉加 达瓦 琼达 次央 "
    "巴特尔 巴根 其其格 图雅 高娃 娜仁 萨仁 格日勒 朝克图 巴图 孟和 毕力格 敖登 托娅 那顺 布和 哈斯 斯琴 阿拉坦 宝音 青格勒 呼格吉勒 苏日 "
    "乌日娜 乌兰 呼和 苏和 特木尔 额尔敦 朝鲁 宝力 道尔吉 达来 乌云 那日 苏荣 通拉嘎 胡格 呼斯楞 牧仁 萨日娜 "
    "买买提 艾力 古丽 吐尔逊 阿不都 阿卜杜 阿布都 买合木提 努尔 热合曼 阿依 热依 帕尔哈提 玉素甫 艾合买提 艾买提 阿迪力 古扎 迪丽 热巴 "
    "麦麦提 图尔荪 亚森 卡德尔 吾买尔 木拉提 叶尔 赛力克 别克 阿扎提 库尔班 依明 再努 哈力 米热 阿曼 巴哈 加娜 达吾提"
).split()
