"""The feed of papers tells what was finished, newest first, in Atom that readers take."""

from __future__ import annotations

import feedparser

from studylog.bib import read_bibliography, with_files
from studylog.pages import Site, render_papers_feed

SITE = "https://e.org/log/"
BIB = b"""@article{old, title={Old & <b>bold</b>}, status={read}, finished={2023-11}, rating={4},
  author={Doe, Jane}, journal={A Journal}, year={1999}, keywords={nlp}, eprint={1706.03762}}
@misc{new, title={New}, status={dropped}, finished={2024-05-06}}
@misc{open, title={Open}, status={reading}, started={2024-05-06}}
@misc{undated, title={Undated}, status={read}}
@misc{year, title={A year}, status={skimmed}, finished={2022}}
"""


def test_a_file_of_the_log_is_linked_from_the_root_of_the_site() -> None:
    bib = b"@misc{a, title={A}, status={read}, finished={2024-05-06}, pdf={p.pdf}}"
    entries = with_files(read_bibliography(bib).entries, ["docs/assets/p.pdf"])
    text = render_papers_feed(entries, {}, {"a": "papers/a/"}, Site("x", SITE))
    html = feedparser.parse(text).entries[0].content[0].value
    assert f'href="{SITE}assets/p.pdf"' in html
    assert "<p></p>" not in html


def feed(**addresses: str) -> feedparser.FeedParserDict:
    entries = read_bibliography(BIB).entries
    notes = {"old": '<p>My <a href="../new/">note</a>.</p><script>x</script>'}
    text = render_papers_feed(entries, notes, addresses, Site("My & log", SITE))
    return feedparser.parse(text)


def test_it_parses_and_lists_what_was_finished_newest_first() -> None:
    parsed = feed(old="papers/old/", new="papers/new/")
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    assert (parsed.feed.title, parsed.feed.author) == ("My & log: papers", "My & log")
    assert [e.title for e in parsed.entries] == [
        "Dropped: New", "Read: Old & <b>bold</b>", "Skimmed: A year",
    ]  # fmt: skip
    assert [e.updated[:10] for e in parsed.entries] == ["2024-05-06", "2023-11-01", "2022-01-01"]
    assert parsed.feed.updated == parsed.entries[0].updated


def test_links_are_absolute_and_lead_to_the_entry_or_its_row() -> None:
    parsed = feed(old="papers/old/")
    links = {e.title: e.link for e in parsed.entries}
    assert links["Read: Old & <b>bold</b>"] == SITE + "papers/old/"
    assert links["Dropped: New"] == SITE + "papers/#entry-new"
    assert [e.id for e in parsed.entries] == [e.link for e in parsed.entries]


def test_it_holds_what_is_known_of_the_entry_and_the_note() -> None:
    old = next(e for e in feed(old="papers/old/").entries if "Old" in e.title)
    html = old.content[0].value
    for said in ("Jane Doe", "A Journal", "1999", "November 2023", "rated 4 of 5"):
        assert said in html
    assert 'href="https://arxiv.org/abs/1706.03762"' in html
    assert f'<a href="{SITE}papers/new/">note</a>' in html
    assert "script" not in html
    assert [t.term for t in old.tags] == ["nlp"]


def test_without_a_finished_entry_it_is_an_empty_feed() -> None:
    text = render_papers_feed((), {}, {}, Site("x", SITE))
    parsed = feedparser.parse(text)
    assert (parsed.bozo, parsed.entries) == (False, [])
