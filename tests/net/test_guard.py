"""Addresses that a one-off fetch must not contact, in every spelling."""

from __future__ import annotations

import pytest

from crawler.net.guard import why_not


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127。0。0。1/",
        "http://１２７.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",  # NAT64
        "http://[2002:7f00:1::]/",  # 6to4
        "http://[fe80::1%25eth0]/",
        "http://[fd00::1]/",
        "http://10.0.0.8/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",  # carrier-grade NAT
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://user:pass@127.0.0.1/",
        "ftp://93.184.216.34/",
        "file:///etc/passwd",
        "http:///nohost",
        "http://[",
    ],
)
def test_an_address_that_is_not_public_is_refused(url: str) -> None:
    assert why_not(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.dutenews.com/p/1.html",
        "http://93.184.216.34/",
        "http://[2606:2800:220:1:248:1893:25c8:1946]/",
        "http://8.8.8.8:8080/x",
    ],
)
def test_a_public_address_passes(url: str) -> None:
    assert why_not(url) is None
