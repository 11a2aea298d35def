"""What of Scrapy a crawl's pages go through."""

from __future__ import annotations

from scrapy.settings import Settings
from scrapy.utils.conf import build_component_list


def test_no_spider_middleware_speaks_for_a_page() -> None:
    """None writes a Referer: the page that was read last is not what led to the next address of the frontier."""
    settings = Settings()
    assert build_component_list(settings.getwithbase("SPIDER_MIDDLEWARES"))
    settings.setmodule("crawler.settings", priority="project")
    assert build_component_list(settings.getwithbase("SPIDER_MIDDLEWARES")) == []
