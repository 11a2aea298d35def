"""The crawl's Scrapy settings for tools that need the name of a module: ``SCRAPY_SETTINGS_MODULE=dute.settings scrapy list``.

The settings are those of `crawler.settings`. Importing this module adds the project to the import path, so that Scrapy finds
the spider and middlewares that the settings name.
"""

from dute import project

project.put_on_path()

from crawler.settings import *  # noqa: E402, F403
