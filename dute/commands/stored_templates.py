"""``dute learn`` with a crawl's store: learn from its articles, list its templates, adopt a proposed one."""

from __future__ import annotations

import argparse

from cleaners.learning.learning import learn_layouts
from cleaners.reading.characters import sanitize
from cleaners.template.layout import Template, TemplateError
from crawler.store import Store, StoreError, open_store, templates
from dute.commands.output import say, tell
from dute.commands.sites import site_in, site_of


def run(args: argparse.Namespace) -> Template | int:
    """The learned template, or the exit status of another action. Raises TemplateError."""
    try:
        if args.adopt is not None:
            return _adopt(open_store(args.store, must_exist=True), args.adopt)
        if args.list:
            store = open_store(args.store, must_exist=True)
            return _list(store, site_in(store, args.site))
        return _learn(args)
    except StoreError as error:
        say(str(error))
        return 1


def _learn(args: argparse.Namespace) -> Template:
    with open_store(args.store, must_exist=True).read() as connection:
        site = site_of(connection, args.site)
        found = templates.sample_captures(connection, site, args.pages, since=args.since)
    if not found:
        raise TemplateError(f"the store has no articles of {site}" + (" since then" if args.since else ""))
    return learn_layouts([(page.body, page.url) for page, _ in found], site)


def _adopt(store: Store, number: int) -> int:
    with store.write() as connection:
        row = next((row for row in templates.list_templates(connection) if row.id == number), None)
        if row is None or row.state != templates.PROPOSED:
            say(f"template {number} is {row.state if row is not None else 'not in the store'}, not proposed")
            return 1
        templates.adopt_template(connection, number)
    tell(f"template {number} is the template of {row.site} for pages fetched since {row.valid_from or 'now'}")
    return 0


def _list(store: Store, site: str) -> int:
    with store.read() as connection:
        stored = list(templates.list_templates(connection, site))
        alarms = list(templates.list_drifts(connection, site))
    for row in stored:
        time = f"{row.valid_from or 'the start'} to {row.valid_until or 'now'}"
        print(f"template {row.id}: {row.state}, learned {row.learned_at} from {row.pages} pages; for pages from {time}")
        if (proof := templates.proof_of(row)) is not None:
            print(f"  {proof}")
    for row in alarms:
        print(sanitize(f"alarm {row.at}: {row.field}, {row.misses} of {row.pages} pages since {row.first_url}"))
        print(sanitize(f"  was {row.old}\n  is  {row.new}"))
        if row.proposed_id is not None:
            print(f"  template {row.proposed_id} was learned from the pages since then")
    if not stored and not alarms:
        tell(f"the store has no template for {site}")
    return 0
