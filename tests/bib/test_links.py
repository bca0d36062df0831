"""Fields that lead elsewhere become an arXiv id, a DOI and safe links."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.links import arxiv_id, clean_url, doi, doi_key, file_named, files, links


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
        ({"journal": "ArXiv", "volume": "abs/1412.6980v2"}, "1412.6980"),
        ({"journal": "CoRR abs/1412.6980"}, "1412.6980"),
        ({"eprint": "arXiv:1412.6980v1 [cs.LG]"}, "1412.6980"),
        ({"doi": "10.48550/arXiv.hep-th/9901001"}, "hep-th/9901001"),
        ({"howpublished": "arXiv:1412.6980"}, "1412.6980"),
        ({"url": "https://notarxiv.org/abs/x1412.6980"}, None),
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
        (r"10.1002/(SICI)1097$<$1::AID\textgreater{}3", "10.1002/(SICI)1097<1::AID>3"),
        ("https://doi.org/10.1002/%28SICI%291097", "10.1002/(SICI)1097"),
        ("10.1000/x\u200by", "10.1000/xy"),
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
        (r"https://e.org/\~{}a/\string~b/\#c", "https://e.org/~a/~b/#c"),
        ("https://e.org/~a?b=1&c=%20", "https://e.org/~a?b=1&c=%20"),
        (r"\href{https://e.org/x}{the page}", "https://e.org/x"),
        ("https://e.org/\u202egpj.exe", None),
        ("https://e.org/\u200b", None),
        ("java\u200bscript:alert(1)", None),
        ("mailto:", None),
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


def test_dois_are_compared_without_case_and_wrapping() -> None:
    assert doi_key("https://doi.org/10.1000/ABC") == doi_key("10.1000/abc") == "10.1000/abc"


def test_addresses_in_howpublished_and_note_are_links() -> None:
    fields = {
        "howpublished": r"Online: \url{https://e.org/a\_b}, last seen 2020",
        "note": r"See \href{https://e.org/c}{here} and https://e.org/d.",
    }
    urls = [link.url for link in links(fields)]
    assert urls == ["https://e.org/a_b", "https://e.org/c", "https://e.org/d"]


def test_every_button_has_its_label() -> None:
    names = ["pdf", "html", "code", "slides", "video", "website", "poster", "blog", "supp", "url"]
    found = links({name: f"https://e.org/{name}" for name in names})
    assert [link.label for link in found] == [
        *("PDF", "HTML", "Code", "Slides", "Video", "Website", "Poster", "Blog"),
        *("Supplement", "Link"),
    ]


@pytest.mark.parametrize("value", ["aaai20_damd.pdf", "pdfs/x.pdf", "my paper.pdf"])
def test_a_name_below_docs_is_a_file(value: str) -> None:
    assert file_named(value) == value
    assert files({"slides": value, "title": value}) == (("Slides", value),)
    assert links({"slides": value}) == ()


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "x",
            "/x.pdf",
            "../x.pdf",
            "a/../x.pdf",
            "C:x.pdf",
            "C:/x.pdf",
            r"a\b.pdf",
            "a//x.pdf",
        ),
        *("https://e.org/x.pdf", "~/x.pdf", ".git/config.txt", "a\n.pdf", "x\u202e.pdf", "a" * 999),
        *(":x.pdf:PDF", "file:x.pdf", "//e.org/x.pdf", "x\0.pdf", "\ud800.pdf"),
    ],
)
def test_what_may_lead_out_of_docs_is_no_file(value: str) -> None:
    assert file_named(value) is None
