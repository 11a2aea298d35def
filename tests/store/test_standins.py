"""A page in place of many articles that differs each time is found; what many articles of a real site share is left alone."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator

import pytest

from crawler.store import Store, frontier, open_store, records, runs, standins
from crawler.store.frontier import Outcome
from tests.invented_site import paragraph
from tests.sites import EXAMPLE
from tests.stored_articles import keep_article

ARTICLES = 12

Text = Callable[[int], str]

ERROR = (
    "系统提示。您访问的页面 {url} 暂时无法打开，本站正在对设备作例行检修，给您带来的不便敬请谅解。\n"
    "请稍后刷新再试，或返回首页浏览其他内容。您的访问时间是{time}，编号{number}。"
)
FORM = "{name}农产品批发市场今日行情：大白菜每公斤{0}元，上海青每公斤{1}元，西红柿每公斤{2}元，土豆每公斤{3}元，以上为批发均价，供参考。"
NOTICE = (
    "本站所刊登的各类新闻、信息和专题专栏资料，均为本站版权所有，未经协议授权，禁止下载使用。凡本站注明来源的作品，"
    "转载时须注明出处，违反者本站将依法追究其相关法律责任。读者如有疑问，可在工作日与编辑部联系，我们会在三日内答复。"
)


def story(number: int, edition: int = 0) -> str:
    chance = random.Random(1000 * edition + number)  # noqa: S311 - invented texts
    return "\n".join(paragraph(chance) for _ in range(3))


def short(number: int) -> str:
    return story(number)[:60]


def error_page(number: int) -> str:
    return ERROR.format(
        url=f"https://news.example.com/n/{number}.html?k={number * 7919:x}",
        time=f"2026-11-28 10:{number:02}:{17 * number % 60:02}",
        number=number * 104_729,
    )


def form(number: int, edition: int = 0) -> str:
    chance = random.Random(77 * edition + number)  # noqa: S311
    return FORM.format(*(f"{chance.random() * 9:.2f}" for _ in range(4)), name=story(number)[:3])


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def crawl(store: Store, texts: dict[int, str], headline: str = "第{}号") -> standins.StandIns:
    """A run that finds these texts."""
    for number, text in texts.items():
        keep_article(store, number, text, headline.format(number))
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test")
        for number in texts:
            (found,) = records.find_articles(connection, str(number))
            outcome = Outcome.NEW if found.revision == 1 else Outcome.UPDATED
            frontier.finish(connection, found.url_id, run_id, outcome, due_at="2099-01-01T00:00:00Z")
        taken = standins.take_back(connection, EXAMPLE, run_id)
        runs.close_run(connection, run_id, "finished", {})
    return taken


def stored(store: Store) -> dict[int, tuple[int, str]]:
    """Revision and text of each article."""

    with store.read() as connection:
        return {
            int(row.article_id): (row.revision, json.loads(row.record)["text"])
            for row in records.list_articles(connection)
        }


def test_an_error_page_that_names_its_address_and_time(store: Store) -> None:
    crawl(store, {number: story(number) for number in range(ARTICLES)})
    before = stored(store)
    changed = {number: error_page(number) for number in range(6)}
    assert len(set(changed.values())) == 6
    edited = {6: story(6) + "\n更正：夜航自下月起开通。", 7: story(7, edition=1)}
    taken = crawl(store, {**changed, **edited})
    assert (taken.asked, taken.articles, taken.taken_back, taken.new) == (8, 6, 6, 0)
    assert {number: state for number, state in stored(store).items() if number not in edited} == {
        number: state for number, state in before.items() if number not in edited
    }
    assert {number: stored(store)[number] for number in edited} == {n: (2, text) for n, text in edited.items()}
    with store.read() as connection:
        (found,) = records.find_articles(connection, "3")
        (state,) = connection.exec_driver_sql(
            "select outcome || ' ' || reason from urls where id = ?", (found.url_id,)
        ).scalars()
    assert state == "not_article the same page as at 5 other addresses, or nearly"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (story, lambda number: story(number, edition=1)),
        (story, lambda number: f"{story(number)}\n{NOTICE}"),
        (short, lambda number: f"{short(number)}\n{NOTICE}{NOTICE[::-1]}"),
        (form, lambda number: form(number, edition=1)),
        (error_page, lambda number: error_page(number + 100)),
        (lambda number: f"{story(500)}\n第{number}页", lambda number: f"{story(501)}\n第{number}页"),
    ],
    ids=[
        "rewritten",
        "a notice under each",
        "a long notice under short ones",
        "daily forms",
        "forms",
        "a list that rolls",
    ],
)
def test_what_articles_of_a_site_may_share(before: Text, after: Text, store: Store) -> None:
    crawl(store, {number: before(number) for number in range(ARTICLES)})
    taken = crawl(store, {number: after(number) for number in range(ARTICLES)})
    assert (taken.articles, taken.taken_back) == (0, 0)
    assert stored(store) == {number: (2, after(number)) for number in range(ARTICLES)}


def test_three_articles_may_become_nearly_one(store: Store) -> None:
    crawl(store, {number: story(number) for number in range(ARTICLES)})
    taken = crawl(store, {number: error_page(number) for number in range(3)})
    assert (taken.articles, stored(store)[0][0]) == (0, 2)


def one_for(numbers: range) -> dict[int, str]:
    return dict.fromkeys(numbers, story(900))


def test_new_addresses_of_one_article_are_copies(store: Store) -> None:
    taken = crawl(store, {**one_for(range(4)), **{number: story(number) for number in range(4, 9)}}, "渡口")
    assert (taken.articles, taken.copies) == (0, (standins.Copies("https://news.example.com/n/0.html", 4),))


@pytest.mark.parametrize(("number", "others", "found"), [(10, 0, 0), (11, 0, 11), (11, 10, 11), (11, 11, 0)])
def test_most_of_a_run_is_not_one_article(number: int, others: int, found: int, store: Store) -> None:
    texts = {**one_for(range(number)), **{100 + other: story(other) for other in range(others)}}
    taken = crawl(store, texts, "渡口")
    assert (taken.articles, taken.new, taken.taken_back) == (found, found, 0)


def test_copies_that_are_edited_stay_edited(store: Store) -> None:
    """Two of them were seen before an earlier edit, two behind it."""
    crawl(store, {0: story(900), 1: story(900), 2: story(901), 3: story(901)}, "渡口")
    edited = story(900) + "\n更正：夜航自下月起开通。"
    taken = crawl(store, dict.fromkeys(range(4), edited), "渡口")
    assert (taken.articles, taken.taken_back, [copies.addresses for copies in taken.copies]) == (0, 0, [4])
    assert stored(store) == dict.fromkeys(range(4), (2, edited))


@pytest.mark.parametrize(("different", "found"), [(3, 0), (4, 8)])
def test_many_that_differed_are_one_page_now(different: int, found: int, store: Store) -> None:
    crawl(store, {number: story(number) for number in range(different)})
    taken = crawl(store, one_for(range(different)) | one_for(range(10, 18 - different)), "渡口")
    assert (taken.articles, taken.taken_back) == (found, different if found else 0)
