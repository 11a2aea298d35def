"""The crawl's Scrapy settings for tools that take a module's name: ``SCRAPY_SETTINGS_MODULE=dute.settings scrapy list``.

It is what `crawler.settings` is; importing it puts the project on the path, so that Scrapy finds the spider and the
middlewares that are named in it.
"""

from dute import project

project.put_on_path()

from crawler.settings import *  # noqa: E402, F403
