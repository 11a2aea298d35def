"""An egg that holds nothing but the name of the settings: scrapyd finds the spiders in the installed package."""

from setuptools import setup

setup(name="dute-scrapyd", version="1.0", py_modules=[], entry_points={"scrapy": ["settings = dute.settings"]})
