"""Links in every shape that people paste."""

from __future__ import annotations

import pytest

from studylog.importing.addresses import read_address, same_place, without_tracking


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1706.03762v5",
        "https://arxiv.org/pdf/1706.03762",
        "https://arxiv.org/pdf/1706.03762v5",
        "https://arxiv.org/pdf/1706.03762.pdf",
        "https://arxiv.org/pdf/1706.03762v5.pdf",
        "https://arxiv.org/html/1706.03762v7",
        "http://www.arxiv.org/abs/1706.03762",
        "https://export.arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1706.03762?context=cs.LG#x",
        "https://arxiv.org/html/1706.03762#S3",
        "https://arxiv.org/abs/1706.03762?utm_source=x&utm_medium=email",
        "https://doi.org/10.48550/arXiv.1706.03762",
    ],
)
def test_an_arxiv_id_is_found_without_its_version(url: str) -> None:
    address = read_address(url)
    assert address
    assert address.arxiv == "1706.03762"


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://arxiv.org/abs/hep-th/9901001v3", "hep-th/9901001"),
        ("https://arxiv.org/pdf/math.GT/0309136", "math.GT/0309136"),
        ("https://arxiv.org/list/cs.LG/recent", None),
        ("https://arxiv.org/a/he_k_1", None),
        ("https://example.org/abs/1706.03762", None),
    ],
)
def test_old_ids_are_ids_and_lists_are_none(url: str, number: str | None) -> None:
    address = read_address(url)
    assert address
    assert address.arxiv == number


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://doi.org/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("http://dx.doi.org/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://doi.org/10.1145/3292500.3330701?utm_source=x", "10.1145/3292500.3330701"),
        ("https://www.doi.org/10.1145%2F3292500.3330701", "10.1145/3292500.3330701"),
        ("https://dl.acm.org/doi/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://dl.acm.org/doi/pdf/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://dl.acm.org/doi/abs/10.1145/3292500.3330701/", "10.1145/3292500.3330701"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/(SICI)1097?x=1", "10.1002/(SICI)1097"),
        ("https://example.org/10.1145/3292500", None),
        ("https://example.org/doi/none", None),
    ],
)
def test_a_doi_is_found_at_doi_org_and_at_publishers(url: str, number: str | None) -> None:
    address = read_address(url)
    assert address
    assert address.doi == number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://x.org/?utm_source=a&id=7&fbclid=b#part", "https://x.org/?id=7#part"),
        ("https://x.org/a?UTM_Campaign=a&_hsenc=b&_hsmi=c", "https://x.org/a"),
        ("https://x.org/a?mc_cid=1&mc_eid=2&gclid=3&dclid=4&msclkid=5", "https://x.org/a"),
        ("https://x.org/a?igshid=1&yclid=2&ref_src=3&ref=4", "https://x.org/a?ref=4"),
        ("https://x.org/a?b=1&&c=%20&d", "https://x.org/a?b=1&&c=%20&d"),
        ("https://x.org/a?", "https://x.org/a?"),
        ("https://x.org/a#?utm_source=x", "https://x.org/a#?utm_source=x"),
        ("https://youtu.be/x?si=abc&t=42", "https://youtu.be/x?si=abc&t=42"),
    ],
)
def test_tracking_goes_and_every_other_byte_stays(typed: str, kept: str) -> None:
    assert without_tracking(typed) == kept


@pytest.mark.parametrize(
    ("query", "day"),
    [
        ("oh=1&oe=67B6D77F&utm_source=x", "2025-02-20"),
        ("oh=1&oe=zz", None),
        ("X-Amz-Date=20240131T230000Z&X-Amz-Expires=7200", "2024-02-01"),
        ("X-Amz-Expires=7200", None),
        ("X-Amz-Date=20241399T230000Z&X-Amz-Expires=7200", None),
        ("Expires=1700000000&Signature=x", "2023-11-14"),
        ("Expires=never", None),
        ("Expires=99999999999999999999", None),
    ],
)
def test_a_signed_link_is_kept_whole_with_the_day_of_its_end(query: str, day: str | None) -> None:
    address = read_address(f"https://x.org/a.pdf?{query}")
    assert address
    assert (address.url, address.signed) == (f"https://x.org/a.pdf?{query}", True)
    assert address.until == day


def test_one_place_has_many_spellings() -> None:
    assert len({
        same_place(url)
        for url in (
            "https://www.Coursera.org/learn/x/",
            "http://coursera.org/learn/x",
            "https://coursera.org/learn/x?utm_source=y",
        )
    }) == 1  # fmt: skip
    assert same_place("https://x.org/A") != same_place("https://x.org/a")
    assert same_place("https://x.org/?a=1") != same_place("https://x.org/?a=2")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "mailto:a@b.org", "notes/a.md", "http://"])
def test_what_is_no_http_address_is_none(url: str) -> None:
    assert read_address(url) is None
