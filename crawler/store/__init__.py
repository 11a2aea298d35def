"""The store: everything found, fetched and cleaned, in one database. SQLite by default, PostgreSQL by its URL.

The store is also the frontier of the crawl: a link is stored before it is followed, and the record of a page, its raw body and
its outcome are stored in one transaction. A crawl that was killed resumes at the point where it stopped.
"""

from crawler.store.database import Store, StoreError, open_store

__all__ = ["Store", "StoreError", "open_store"]
