"""An item pipeline for your own Scrapy project: it replaces a response in an item with the article's fields.

    # settings.py
    ITEM_PIPELINES = {"dute.scrapy.ArticlePipeline": 300}

    # a spider
    def parse_article(self, response):
        yield {"response": response}

Without the pipeline, a spider can call ``clean(response).to_dict()`` itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from cleaners import clean

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

#: The key of the response in an item, which is replaced by the article's fields.
RESPONSE = "response"


class ArticlePipeline:
    """Replaces ``response`` in an item with the fields of its article; items without a response pass through unchanged.

    An item class that declares its fields gets only the declared ones. A page that is not an article is dropped, with its flags
    as the reason. With ``DUTE_KEEP_REFUSED = True`` it is kept, and ``is_article`` and ``flags`` say what it is. Scrapy's stats
    count ``dute/articles`` and ``dute/refused/<flag>``.
    """

    def __init__(self, stats: StatsCollector | None = None, *, keep_refused: bool = False) -> None:
        self._stats = stats
        self._keep_refused = keep_refused

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler.stats, keep_refused=crawler.settings.getbool("DUTE_KEEP_REFUSED"))

    def process_item(self, item: Any) -> Any:
        """The item with the article's fields. Raises DropItem for a page that is not an article."""
        adapter = ItemAdapter(item)
        response = adapter.get(RESPONSE)
        if response is None:
            return item
        article = clean(response)
        if article.is_article:
            self._count("articles")
        else:
            self._count(f"refused/{article.flags[0]}")
            if not self._keep_refused:
                raise DropItem(f"not an article ({', '.join(article.flags)}): {article.url}")
        del adapter[RESPONSE]
        record = article.to_dict()
        declared = set(adapter.field_names()) if adapter.is_item(item) and not isinstance(item, dict) else record.keys()
        for name in record.keys() & declared:
            adapter[name] = record[name]
        return item

    def _count(self, name: str) -> None:
        if self._stats is not None:
            self._stats.inc_value(f"dute/{name}")
