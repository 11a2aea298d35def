"""The store: what was found, fetched and cleaned, in one database. SQLite by default, PostgreSQL by its URL.

The store is also the frontier of the crawl: a link is written down before it is followed, and a page's record, its raw
body and "done" are one transaction, so that a crawl that was killed goes on where it was.
"""

from crawler.store.database import Store, StoreError, open_store

__all__ = ["Store", "StoreError", "open_store"]
