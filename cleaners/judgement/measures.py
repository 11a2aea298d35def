"""The numbers, distances and lengths that several judgements share, and the elements that hold a page or a line."""

from __future__ import annotations

#: Maximum length of a headline, in characters, for headings and for lines by their place. The longest headline of the measured
#: pages has 63; with 110, what was left of broken pages became headlines, with 150 the first paragraph of a flattened page.
MAX_HEADLINE = 90

#: Minimum length of a headline, in characters, if there is a choice: shorter lines are names of sites and accounts.
MIN_HEADLINE = 8

#: Maximum length of a line that states a fact about an article, an entry or a post, in characters: a moment, a name, an outlet.
MAX_FACT = 60

#: Minimum length of a text of one sentence, in characters, if it has an article's head above it or a credit line below.
MIN_BRIEF = 15

#: Minimum number of entries, posts, cards or rows of one kind that form a list.
MANY = 3

#: Maximum distance in blocks, with pictures and hidden lines counted: from a title to its text, a headline to its moment, a
#: heading of comments to the first post.
NEAR = 4

#: The same within one head or one feed.
FAR = 8

#: Elements that hold the whole page.
WHOLE = frozenset(("html", "body", "form"))

#: Elements that contain a single line; the column is the element around them.
LINES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd center section".split())
