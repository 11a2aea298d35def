"""What a seed says of an address is the same by the short way and by the general one."""

from __future__ import annotations

import re

import pytest

from crawler.site.addresses import _read_any, read_address

HOSTS = ("news.example.com", "127.0.0.1:8000")
ARTICLE = re.compile(r"^https?://[^/]+/n/(?P<id>\d+)\.html")


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://news.example.com/n/7.html", "article 7"),
        ("https://news.example.com/n/7.html?utm_source=x&from=y", "article 7"),
        ("https://news.example.com/n/7.html?a=1#top", "article 7"),
        ("https://news.example.com/n/7.html/comments", "news.example.com/n/7.html/comments"),
        ("http://127.0.0.1:8000/n/7.html", "article 7"),
        ("http://127.0.0.1:8001/n/7.html", "127.0.0.1:8001/n/7.html"),
        ("http://news.example.com:80/n/7.html", "article 7"),
        ("https://news.example.com:80/n/7.html", "news.example.com:80/n/7.html"),
        ("http://news.example.com", "news.example.com/"),
        ("https://news.example.com/c?b=2&a=1&&hmsr_x=3", "news.example.com/c?a=1&b=2"),
        ("https://news.example.com/c?from=app", "news.example.com/c"),
        ("https://news.example.com/%E5%86%9B/?a=%2F", "news.example.com/%E5%86%9B/?a=%2F"),
        ("https://news.example.com/n/7.html;jsessionid=0A1B.node-2!77", "article 7"),
        ("https://news.example.com/n/7.html;JSESSIONID=0A1B?a=1", "article 7"),
        ("https://news.example.com/c;jsessionid=0A1B/d;v=2", "news.example.com/c/d;v=2"),
        ("https://news.example.com/n/7.html;phpsessid=0a1b", "article 7"),
        ("https://news.example.com/n/7.html;sid=0a1b2c3d4e5f60718293a4b5c6", "article 7"),
        ("https://news.example.com/n/7.html;S=0A1B2C3D4E5F60718293A4B5C6D7E8F9;jsessionid=1?a=1", "article 7"),
        ("https://news.example.com/c;sessionid=0a1b2c3d4e5f60718293a4b5c6/d", "news.example.com/c/d"),
        ("https://news.example.com/(S(lit3py55t21z5v55vlm25s55))/n/7.html", "article 7"),
        ("https://news.example.com/(X(1)S(lit3py55t21z5v55vlm25s55))/c", "news.example.com/c"),
        # What names content: a short number, a word, the identifier of a document, digits alone, another name.
        ("https://news.example.com/c;sid=7", "news.example.com/c;sid=7"),
        ("https://news.example.com/c;s=bridge", "news.example.com/c;s=bridge"),
        ("https://news.example.com/c;sid=0a1b2c3d4e5f60718293a4b5", "news.example.com/c;sid=0a1b2c3d4e5f60718293a4b5"),
        ("https://news.example.com/c;s=20240520101530202405201015", "news.example.com/c;s=20240520101530202405201015"),
        (
            "https://news.example.com/c;id=0a1b2c3d4e5f60718293a4b5c6",
            "news.example.com/c;id=0a1b2c3d4e5f60718293a4b5c6",
        ),
        ("https://news.example.com/c;page=2;v=3", "news.example.com/c;page=2;v=3"),
        ("https://news.example.com/(draft)/c", "news.example.com/(draft)/c"),
        (
            "https://news.example.com/c?sid=0a1b2c3d4e5f60718293a4b5c6",
            "news.example.com/c?sid=0a1b2c3d4e5f60718293a4b5c6",
        ),
        ("https://news.example.com/c?session_id=0a1b2c3d4e5f60718293a4b5c6&page=2", "news.example.com/c?page=2"),
        ("https://news.example.com/c?PHPSESSID=0a1b&page=2", "news.example.com/c?page=2"),
        ("https://news.example.com/c?ASPSESSIONIDQABC=0a1b", "news.example.com/c"),
        ("https://news.example.com/c?sid=7&sessionid=8", "news.example.com/c?sessionid=8&sid=7"),
        ("https://other.example.com/n/7.html", "other.example.com/n/7.html"),
    ],
)
def test_both_ways_read_an_address_alike(url: str, identity: str) -> None:
    found = read_address(HOSTS, ARTICLE, url)
    assert found == _read_any(HOSTS, ARTICLE, url)
    assert found.identity == identity
