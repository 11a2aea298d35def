"""Moments in the forms that pages print."""

from __future__ import annotations

import pytest

from cleaners.evidence import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-20 14:33:07", "2024-05-20T14:33:07+08:00"),
        ("2024年5月20日 14时05分", "2024-05-20T14:05:00+08:00"),
        ("2017-12-2223:46", "2017-12-22T23:46:00+08:00"),
        ("2024年5月20日週一 下午2:05", "2024-05-20T14:05:00+08:00"),
        ("2024年5月20日（星期一）晚上8:10", "2024-05-20T20:10:00+08:00"),
        ("2024-05-20 上午9:05", "2024-05-20T09:05:00+08:00"),
        ("2024-05-20 中午12:05", "2024-05-20T12:05:00+08:00"),
        ("2024-05-20 中午1:05", "2024-05-20T13:05:00+08:00"),
        ("2024-05-20 凌晨12:30", "2024-05-20T00:30:00+08:00"),
        ("2024-05-20 03:15 PM", "2024-05-20T15:15:00+08:00"),
        ("2024-05-20T06:15:00Z", "2024-05-20T14:15:00+08:00"),
        ("2023 11/ 17 20:52:15", "2023-11-17T20:52:15+08:00"),
        ("9/17/2004 5:54:13 AM", "2004-09-17T05:54:13+08:00"),
        ("7/5/2005 9:23:57 PM", "2005-07-05T21:23:57+08:00"),
        ("发表时间： 26/02/2022 - 13:48", "2022-02-26T13:48:00+08:00"),
        ("07.03.2019", "2019-03-07T00:00:00+08:00"),  # points: the day first
        ("Dec 28 Sat 2013 00:28", "2013-12-28T00:28:00+08:00"),
        ("28 December 2013", "2013-12-28T00:00:00+08:00"),
        ("发表于 十一月 6th, 2009", "2009-11-06T00:00:00+08:00"),
        ("十月 22, 2010 14:33", "2010-10-22T14:33:00+08:00"),
        ("11 月 6th, 2009", "2009-11-06T00:00:00+08:00"),
        ("三月 22 2010", None),  # a comma or the end of an ordinal says that the year follows
        ("十三月 6, 2009", None),
        ("腊月 6, 2009", None),
        ("20240520", "2024-05-20T00:00:00+08:00"),
        ("14:48 2024/05/20", "2024-05-20T14:48:00+08:00"),
        ("3:15 2024/05/20 14:48", "2024-05-20T14:48:00+08:00"),
        ("开赛时间 14:48 2024/05/20", "2024-05-20T00:00:00+08:00"),
        ("2024-05-20 HKT 14:48", "2024-05-20T14:48:00+08:00"),
        ("06/02/2022 - 13:48", None),
        ("2024-13-20", None),
        ("Stand: 72.00.2024 14:30 Uhr", None),
        ("00.13.2024", None),
        ("13/0/2024 5:54 AM", None),
        ("2024年5月", None),
        ("1200-2024/05", None),
        ("1949年10月1日", None),
    ],
)
def test_a_date_of_a_text(text: str, expected: str | None) -> None:
    stamp = dates.read_date(text)
    assert (stamp and stamp.iso()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布时间：24-05-20 10:20", "2024-05-20T10:20:00+08:00"),
        ("日期：05/3/9", "2005-03-09T00:00:00+08:00"),
        ("24-05-20 10:20", None),
        ("比分：24-05-20", None),
    ],
)
def test_a_year_of_two_digits_needs_a_label(text: str, expected: str | None) -> None:
    stamp = dates.read_labelled_date(text)
    assert (stamp and stamp.iso()) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2023", "07/08", "16:37"], "2023-07-08T16:37:00+08:00"),
        (["2023年", "7月8日"], "2023-07-08T00:00:00+08:00"),
        (["08", "2023-07"], "2023-07-08T00:00:00+08:00"),
        (["07-08", "2023"], "2023-07-08T00:00:00+08:00"),
        (["2023-07", "08"], "2023-07-08T00:00:00+08:00"),
        (["2023", "120"], None),
        (["1200", "07/08"], None),
    ],
)
def test_a_date_in_several_lines(lines: list[str], expected: str | None) -> None:
    stamp = dates.read_split_date(lines)
    assert (stamp and stamp.iso()) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://n.example/2024/05/20/1.html", "2024-05-20"),
        ("https://n.example/a/202403/15/1.html", "2024-03-15"),
        ("https://n.example/news/20230329/mobile/odn-20230329-0329_00176.html", "2023-03-29"),
        ("https://n.example/mobile/odn-20230329-0329.html", "2023-03-29"),
        ("https://n.example/xw/202405/t20240520_31.html", "2024-05-20"),
        ("https://n.example/doc-20240520.shtml", "2024-05-20"),
        ("https://n.example/p/20241399.html", None),
        ("https://n.example/p/1202405201.html", None),
    ],
)
def test_a_date_of_an_address(url: str, expected: str | None) -> None:
    stamp = dates.read_path_date(url)
    assert (stamp and str(stamp.day)) == expected
