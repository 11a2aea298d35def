"""Stories and what becomes of them on other sites: edits in every clause, cuts, other headlines; and texts that only look
alike: the same topic, the same daily form with other numbers. All sentences are made here."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from tests.invented_site import words

_PEOPLE = "林晓棠 周一鸣 何静宜 田野 钱小满 苏念 陶然 邵青山 贺兰 简宁".split()
_DOINGS = "改造 重建 搬迁 扩建 修缮 试运行 开放 停用 清理 加装".split()
_VERBS = "完成 开始 增加 保留 调整 取消 延长 公布 检查 登记 讨论 试用".split()
#: Words that an editor swaps without changing what is said.
_SWAPS = (
    ("如今", "现在"), ("表示", "称"), ("介绍", "说"), ("附近", "周边"), ("居民", "街坊"), ("完成", "结束"), ("开始", "起初"),
    ("负责人", "主任"), ("增加", "增多"), ("过去", "以前"), ("因此", "所以"), ("但是", "不过"), ("已经", "已"), ("老人", "长者"),
    ("孩子", "小朋友"), ("图纸", "方案"), ("施工队", "工人"), ("材料", "建材"), ("大家", "人们"), ("改造", "整修"), ("路灯", "照明灯"),
    ("今年", "本年度"), ("去年", "上一年"), ("说终于", "说总算"), ("安静", "清静"), ("保留", "留下"), ("晚上", "夜间"),
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One text; texts with the same ``story`` are the same story."""

    story: str
    kind: str
    text: str


def story(seed: int, topic: int | None = None) -> str:
    """A story of eight paragraphs with nouns of its own. Stories with one topic share place, thing and half of the nouns."""
    chance = random.Random(f"story {seed}")  # noqa: S311
    about = random.Random(f"topic {seed if topic is None else topic}")  # noqa: S311
    place, thing, doing = words(about, 2), words(about, 1), about.choice(_DOINGS)
    nouns = [words(about if topic is not None and n % 2 else chance, chance.randint(1, 2)) for n in range(40)]
    return "\n".join(_paragraph(chance, place, thing + doing, nouns) for _ in range(8))


def _paragraph(chance: random.Random, place: str, thing: str, nouns: list[str]) -> str:
    def noun() -> str:
        return chance.choice(nouns)

    def verb() -> str:
        return chance.choice(_VERBS)

    person = chance.choice(_PEOPLE)
    sentences = [
        f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日，{place}的{thing}{verb()}，{chance.randint(3, 980)}位{noun()}参加了{noun()}。",
        f"如今负责人{person}介绍，{noun()}的{noun()}已经{verb()}，{noun()}比去年{verb()}了{chance.randint(2, 60)}万元。",
        f"{person}说，{noun()}{verb()}以后，因此他们把{noun()}改到了{noun()}{chance.randint(5, 22)}点。",
        f"附近的居民表示，{noun()}不如{noun()}，但是{noun()}{verb()}得很快，老人和孩子都用上了{noun()}。",
        f"据统计，今年{noun()}{verb()}了{chance.randint(40, 990)}处，{noun()}和{noun()}各占一半。",
        f"“{noun()}的{noun()}，{noun()}最清楚，”{person}指着{noun()}说，“过去{noun()}可不是这样。”",
    ]
    return "".join(chance.sample(sentences, 3))


def edited(text: str, seed: int) -> str:
    """A word changed in every clause: swapped for another of the same meaning, or a word put in."""
    chance = random.Random(f"edit {seed}")  # noqa: S311
    clauses = re.split(r"(?<=[，。；！？])", text)
    return "".join(_edit_clause(clause, chance) for clause in clauses)


def _edit_clause(clause: str, chance: random.Random) -> str:
    possible = [(old, new) for old, new in _SWAPS if old in clause]
    if possible:
        old, new = chance.choice(possible)
        return clause.replace(old, new, 1)
    if len(clause) < 6:
        return clause
    at = chance.randint(2, len(clause) - 3)
    if clause[at - 1].isdigit() or clause[at].isdigit():
        return f"{clause[:-1]}了{clause[-1]}"
    return clause[:at] + chance.choice("也又还都就便则") + clause[at:]


def cut(text: str, kept: float) -> str:
    """The first part of a story, as other sites print it."""
    lines = text.split("\n")
    return "\n".join(lines[: max(1, round(kept * len(lines)))])


def reprinted(text: str) -> str:
    """Another site's lines around the same story."""
    return f"南浦日报讯 记者从有关部门获悉：\n{text}\n（本文有删节，更多内容请见明天的报纸。）"


def weather(day: int) -> str:
    """The daily report: the same sentences, other numbers."""
    chance = random.Random(f"weather {day}")  # noqa: S311
    low = chance.randint(8, 24)
    return (
        f"市气象台{chance.randint(1, 28)}日发布的消息说，今天多云间晴，气温{low}到{low + 7}度，相对湿度{chance.randint(30, 95)}%。\n"
        f"沿海地区偏东风{chance.randint(2, 6)}级，能见度{chance.randint(4, 30)}公里，水温{chance.randint(15, 27)}度。\n"
        f"预计未来三天以多云天气为主，最高气温{low + 9}度，外出请注意防晒和补水，早晚温差较大，请适时增减衣物。"
    )


def samples(count: int = 60) -> list[Sample]:
    """The set: stories with their reprints, pairs of stories on one topic, daily reports."""
    found = []
    for seed in range(count):
        text = story(seed)
        name = f"story {seed}"
        found += [
            Sample(name, "original", text),
            Sample(name, "same text", text),
            Sample(name, "edited in every clause", edited(text, seed)),
            Sample(name, "cut to a half", cut(text, 0.5)),
            Sample(name, "edited and cut", cut(edited(text, seed + 1), 0.6)),
            Sample(name, "lines around it", reprinted(text)),
            Sample(f"topic {seed}", "the same topic", story(10_000 + seed, topic=seed)),
            Sample(f"weather {seed}", "daily report", weather(seed)),
        ]
    return found
