"""Fields that lead elsewhere become an arXiv id, a DOI and safe links."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.links import arxiv_id, clean_url, doi, links


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"eprint": "1311.2524"}, "1311.2524"),
        ({"eprint": "1311.2524v5", "archiveprefix": "arXiv"}, "1311.2524"),
        ({"eprint": "https://arxiv.org/abs/1311.2524v5"}, "1311.2524"),
        ({"eprint": "hep-th/9901001"}, "hep-th/9901001"),
        ({"eprint": "12345", "eprinttype": "pubmed"}, None),
        ({"arxiv": "math.GT/0309136"}, "math.GT/0309136"),
        ({"url": "http://www.arxiv.org/pdf/2101.00001v2.pdf"}, "2101.00001"),
        ({"doi": "10.48550/arXiv.2101.00001"}, "2101.00001"),
        ({"journal": "arXiv preprint arXiv:1412.6980"}, "1412.6980"),
        ({"journal": "CoRR", "volume": "abs/1412.6980"}, "1412.6980"),
        ({"volume": "1412.6980"}, None),
        ({"url": "https://example.org/1412.6980"}, None),
        ({}, None),
    ],
)
def test_an_arxiv_id_is_found_wherever_it_stands(fields: dict[str, str], found: str | None) -> None:
    assert arxiv_id(fields) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("10.1000/xyz", "10.1000/xyz"),
        ("https://doi.org/10.1000/XYZ.", "10.1000/XYZ"),
        ("http://dx.doi.org/10.1000/x", "10.1000/x"),
        ("doi: 10.1000/x", "10.1000/x"),
        (r"10.1000/a\_b", "10.1000/a_b"),
        ("none", None),
        ("", None),
    ],
)
def test_a_doi_is_freed_of_its_wrapping(written: str, found: str | None) -> None:
    assert doi({"doi": written}) == found


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (r"https://e.org/a\%20b\_c{\textasciitilde}d\&e", "https://e.org/a%20b_c~d&e"),
        (r"\url{https://e.org/x}", "https://e.org/x"),
        ("HTTPS://e.org", "HTTPS://e.org"),
        ("mailto:a@e.org", "mailto:a@e.org"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt://e.org/%0aalert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("//e.org/x", None),
        ("/home/me/x.pdf", None),
        (r"C:\Users\me\x.pdf", None),
        ("x.pdf", None),
        ("https://", None),
        ("http://[", None),
        ('https://e.org/"onclick="x', None),
        ("https://e.org/<script>", None),
        ("https://e.org/a b", None),
        ("", None),
    ],
)
def test_only_web_and_mail_addresses_become_links(written: str, url: str | None) -> None:
    assert clean_url(written) == url


@given(st.text())
def test_no_text_becomes_a_link_of_another_kind(text: str) -> None:
    for prefix in ("", "https://", "javascript:", "\\url{"):
        url = clean_url(prefix + text)
        assert url is None or urlsplit(url).scheme.lower() in ("http", "https", "mailto")


@given(
    st.dictionaries(
        st.sampled_from(["eprint", "doi", "url", "pdf", "volume", "journal"]), st.text()
    )
)
def test_every_link_of_an_entry_is_safe_and_stands_once(fields: dict[str, str]) -> None:
    urls = [link.url for link in links(fields)]
    assert len(set(urls)) == len(urls)
    assert all(url.lower().startswith(("http://", "https://", "mailto:")) for url in urls)


def test_an_address_the_arxiv_or_doi_button_leads_to_is_no_further_button() -> None:
    fields = {"eprint": "1412.6980", "doi": "10.1/x", "url": "https://arxiv.org/abs/1412.6980v9"}
    assert [link.label for link in links({**fields, "doi": "10.1000/x"})] == ["arXiv", "PDF", "DOI"]
    assert [
        link.label for link in links({"url": "https://doi.org/10.1000/X", "doi": "10.1000/x"})
    ] == ["DOI"]


def test_signs_of_a_doi_that_an_address_may_not_hold_are_written_as_escapes() -> None:
    (link,) = links({"doi": "10.1002/(SICI)1097<1::AID>3.0.CO;2-X#a"})
    assert link.url == "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-X%23a"
