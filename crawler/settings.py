"""Scrapy settings for every crawl and every single address: polite, limited, with nothing exposed to the network.

Values without a source are this project's choice. A seed file may slow down the crawl of its site further.
"""

import os
from importlib.metadata import PackageNotFoundError, version

try:
    _VERSION = version("dute")
except PackageNotFoundError:  # run from a source tree
    _VERSION = "0"

BOT_NAME = "dute"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Identification. The operator sets a contact: DUTE_CONTACT=https://example.org/crawler or a mail address.
CONTACT = os.environ.get("DUTE_CONTACT", "")
USER_AGENT = f"dute/{_VERSION} (news archive crawler{'; ' + CONTACT if CONTACT else ''})"
ROBOTSTXT_USER_AGENT = "dute"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}

# Politeness.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # in the order of the store
DOWNLOAD_DELAY = 1.0  # seconds; Scrapy varies it by half
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
COOKIES_ENABLED = False  # not needed, and Scrapy's cookie jar fetches the public suffix list from the network

# Limits.
DOWNLOAD_TIMEOUT = 30  # seconds
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes, after decompression; Scrapy's default is 1 GiB
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_VERIFY_CERTIFICATES = True
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]  # not 429: a refusal is not a failure
REDIRECT_MAX_TIMES = 5
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # failures are in the store
METAREFRESH_ENABLED = False  # the spider treats such addresses as links
MEMUSAGE_LIMIT_MB = 2048

# A callback yields a record and the next requests, for which Scrapy's default would create a hundred tasks. Scrapy also parses
# the callback's source after every response, to warn of a mistake that ours does not make.
CONCURRENT_ITEMS = 2
WARN_ON_GENERATOR_RETURN_VALUE = False

# Every status is passed to the spider, which evaluates it.
HTTPERROR_ALLOW_ALL = True

# No listening port, no remote control.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"

# Scrapy's other spider middlewares have no effect here, and would take time on every page: the spider evaluates every status;
# the depth of an address is that in the store, not the length of a chain of requests; the seed defines scope and credentials;
# no address is too long to be requested. And the page that was read last does not link to the next address of the frontier, so
# it is no Referer.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "crawler.net.middlewares.ScopeMiddleware": 40,
    "crawler.net.middlewares.CompletenessMiddleware": 595,  # before decompression (590), closer to the network
    "crawler.net.middlewares.StrictRobotsTxtMiddleware": 100,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
}
EXTENSIONS = {
    "crawler.net.pacing.PacingExtension": 900,  # after AutoThrottle, which it corrects
    "crawler.spiders.progress.ProgressExtension": 910,
}

# Settings of this project. The store; None is a store in memory, so that `scrapy crawl news` leaves nothing but its feed.
STORE = None
PAGE_SECONDS = 5.0  # time limit for cleaning a page; beyond it the page is not an article, with the flag timeout
PROGRESS_ENABLED = False
