"""Signals of this project, beside Scrapy's own."""

#: Sent with ``outcome`` and ``url`` whenever an address is done.
outcome_recorded = object()

#: Sent when the site is to be left alone until the next run.
site_rests = object()

#: Sent with ``host``, and ``pause`` or ``floor`` in seconds, when a host asks for a rest or for more time between requests.
host_asks = object()
