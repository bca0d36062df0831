"""The feed is Atom that a reader takes without complaint, with absolute links."""

from __future__ import annotations

import feedparser

from studylog.pages import Site, render_feed
from studylog.posts import read_posts

SITE = "https://e.org/log/"
POSTS, _ = read_posts(
    [
        ("posts/2024-01-02-old.md", b"---\ntitle: Old & <b>bold</b>\ntags: [a, b c]\n---\nText"),
        ("posts/2024-03-04-new.md", b"---\ndate: 2024-03-04 05:06:07 +0200\n---\nText"),
        ("posts/2024-03-05-draft.md", b"---\ndraft: true\n---\nText"),
    ]
)
HTML = """<p><a href="../x/">x</a> <img src="i.png"> <a class="headerlink" href="#h">#</a></p>
<script>x</script>"""


def feed(**options: str) -> feedparser.FeedParserDict:
    text = render_feed(POSTS, {p.path: HTML for p in POSTS}, Site("My & log", SITE))
    return feedparser.parse(text)


def test_the_feed_parses_and_lists_the_newest_first_without_drafts() -> None:
    parsed = feed()
    assert (parsed.bozo, parsed.version, parsed.feed.title) == (False, "atom10", "My & log")
    assert [e.title for e in parsed.entries] == ["New", "Old & <b>bold</b>"]


def test_ids_and_links_are_absolute() -> None:
    entry = feed().entries[0]
    assert entry.id == entry.link == f"{SITE}blog/2024/03/04/new/"
    content = entry.content[0].value
    assert f'href="{SITE}blog/2024/03/04/x/"' in content
    assert f'src="{SITE}blog/2024/03/04/new/i.png"' in content
    assert "headerlink" not in content and "script" not in content


def test_dates_keep_their_offset_and_need_no_clock() -> None:
    parsed = feed()
    assert parsed.entries[0].published == "2024-03-04T05:06:07+02:00"
    assert parsed.feed.updated == "2024-03-04T05:06:07+02:00"
    empty = feedparser.parse(render_feed([], {}, Site("T", SITE)))
    assert (empty.bozo, empty.feed.updated) == (False, "1970-01-01T00:00:00+00:00")


def test_tags_are_categories() -> None:
    assert [t.term for t in feed().entries[1].tags] == ["a", "b c"]
