"""Signals of this project, in addition to Scrapy's."""

#: Sent with ``outcome`` and ``url`` whenever an address is done.
outcome_recorded = object()

#: Sent when the site is left alone until the next run.
site_rests = object()

#: Sent with ``host``, and ``pause`` or ``floor`` in seconds, when a host asks for a pause or a longer delay. ``before`` is the
#: previous floor.
host_asks = object()
