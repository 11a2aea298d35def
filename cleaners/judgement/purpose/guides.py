"""Guides: a page that says step by step how something is done, and tells of nobody."""

from __future__ import annotations

from cleaners.judgement.measures import MANY, MAX_FACT
from cleaners.judgement.purpose.page import Named
from cleaners.judgement.purpose.voice import is_spoken
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.han import number_of
from cleaners.reading.patterns import lazy
from cleaners.values import Block

#: Headings from which a page is a guide.
_FEWEST = 2

#: Characters of running text at most.
_MAX_PROSE = 3_000

#: A name that says how something is done.
_HOW = lazy(
    r"怎么(?!看|办$)|怎样|怎麼|如何|(?:的|[^的])(?:做法|方法|教程|步骤|图解|打法|系法|折法|叠法|画法|织法|用法|洗法|种法|养法|流程|攻略|技巧|诀窍|窍门|教學|步驟)(?:大全|图解|详解|分享|介绍|步骤|教程)?$|^(?:教程|教你|手把手|图文教程)"
)

#: The number of a step.
_STEP = lazy(
    r"\W{0,2}(?:第\s?([一二三四五六七八九十\d]{1,2})\s?步|(?:步骤|步驟|step\s?)\s?([一二三四五六七八九十\d]{1,2})|(\d{1,2})\s?[.．、)）:：](?!\d))",
    2,
)

#: What heads the parts of a guide.
_PART = lazy(
    r"\W{0,2}(?:(?:所需|需要的?|准备)?(?:工具|材料|食材|用料|原料|主料|辅料|配料)(?:[/和与及、]?(?:材料|工具|准备|清单))?|准备(?:工作|材料|工具)|"
    r"(?:方法|操作|具体|制作|详细|安装|使用|设置)?[/和与]?(?:步骤|步驟)|(?:操作|制作|具体|使用)(?:方法|流程|过程)|做法|制作方法|注意事项|注意事項|小贴士|小技巧|温馨提示|常见问题|"
    r"方法[一二三四五六七八九\d][:：]?.{0,20})\s?[:：]?\W{0,2}"
)


def is_guide(page: Named) -> bool:
    """Whether a page of no moment, which narrates nothing, counts its steps, under a name that says how or with a word for each,
    or is parted as guides are under such a name."""
    if page.name.is_published or page.narrates or not page.prose or page.chars > _MAX_PROSE:
        return False
    if _is_led(page):
        return False
    says_how = _HOW.search(page.name.text) is not None
    named, numbered = _steps(page)
    if named or (says_how and numbered):
        return True
    return says_how and sum(map(_is_part, page.lines)) >= _FEWEST


def _is_led(page: Named) -> bool:
    """Whether running text that does not speak to its reader stands above the first step or part: a story's lead."""
    opens = (block.number for block in page.lines if _is_part(block) or _STEP.match(block.text))
    first = next(opens, 0)
    return any(ends_sentence(block.text) and not is_spoken(block.text) for block in page.lines if block.number < first)


def _is_part(block: Block) -> bool:
    return len(block.text) <= MAX_FACT and _PART.fullmatch(block.text) is not None


def _steps(page: Named) -> tuple[bool, bool]:
    """Whether steps by name (`第一步`), and such or bare numbers, count up from one."""
    named: list[int] = []
    numbered: list[int] = []
    for block in page.lines:
        match = _STEP.match(block.text)
        if match is None:
            continue
        number = number_of(match[1] or match[2] or match[3])
        if match[3] is None:
            named.append(number)
        numbered.append(number)
    return _count_up(named), _count_up(numbered)


def _count_up(numbers: list[int]) -> bool:
    expected = 1
    for number in numbers:
        expected += number == expected
    return expected > MANY
