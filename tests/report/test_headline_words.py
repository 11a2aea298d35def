"""Frequent words of headlines: the longest wins, particles cut, each headline counts once."""

from __future__ import annotations

from crawler.report.headline_words import MAX_HEADLINES, MIN_HEADLINES, Word, frequent_words


def test_the_longest_sequence_wins_and_a_freer_part_stays() -> None:
    headlines = ["深圳市发布预警", "深圳市：三校停课", "深圳市，地铁延时", "深圳迎台风", "深圳晴", "大雨到深圳"]
    assert frequent_words(headlines) == [Word("深圳", 6), Word("深圳市", 3)]
    assert frequent_words(headlines[:3]) == [Word("深圳市", 3)]


def test_a_part_goes_when_the_longer_one_has_three_quarters_of_its_headlines() -> None:
    with_city = ["渡口市开会", "渡口市，下雨", "渡口市；停电"]
    assert frequent_words([*with_city, "渡口晴"]) == [Word("渡口市", 3)]
    assert frequent_words([*with_city, "渡口晴", "到渡口"]) == [Word("渡口", 5), Word("渡口市", 3)]


def test_particles_and_punctuation_cut() -> None:
    assert frequent_words(["老人的灯亮", "老人的灯灭", "老人的灯坏"]) == [Word("老人", 3)]
    assert frequent_words(["古井、新桥", "古井，新桥", "古井：新桥"]) == [Word("古井", 3), Word("新桥", 3)]


def test_latin_words_are_whole_and_numbers_are_none() -> None:
    assert frequent_words(["AI来了2026", "用ai写字2026", "Ai 大会 2026"]) == [Word("AI", 3)]
    assert frequent_words(["5G网", "5G塔", "5G话"]) == [Word("5G", 3)]


def test_a_long_headline_that_is_printed_every_day_is_one_word() -> None:
    daily = "深圳市各区今日空气质量和生活指数预报以及出行建议一览表第一号发布"
    cut = ["深圳市各区今日空气质量", "生活指数预报", "出行建议一览表第一号发布"]
    assert {word.text for word in frequent_words([daily] * 3)} == set(cut)


def test_the_work_is_bounded() -> None:
    many = ["渡口开会"] * MAX_HEADLINES
    assert frequent_words([*many, *["古井有水"] * 5]) == [Word("渡口开会", MAX_HEADLINES)]


def test_a_headline_counts_once() -> None:
    assert frequent_words(["好好好好好好"] * (MIN_HEADLINES - 1)) == []
    assert frequent_words(["桥头 桥头", "桥头", "桥头"]) == [Word("桥头", 3)]
    assert frequent_words([]) == []
