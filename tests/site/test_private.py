"""What is private in a .bib file reaches no file of the site, and no program that asks."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from pathlib import Path

import pytest

from tests.logs import build, listing, make_log, studylog

PRIVATE = (
    "file", "bdsk-file-1", "bdsk-file-2", "bdsk-url-1", "local-url", "owner", "groups",
    "mendeley-groups", "annote", "annotation", "comment", "comments", "review", "extra", "username",
    "timestamp", "optnote", "OPTabstract", "ALTtitle", "OPTstatus", "date-modified",
    "modificationdate", "citeulike-article-id", "biburl", "bibsource", "__markedentry", "my-notes",
    "qualityassured", "printed", "relevance", "shorttitle", "copyright", "urldate", "nobody-knows",
)  # fmt: skip
PUBLIC = (
    "journal", "series", "volume", "number", "issue", "chapter", "edition", "publisher",
    "organization", "institution", "school", "address", "eventtitle", "language", "isbn", "issn",
    "version", "abstract", "note", "addendum", "pubstate", "keywords", "mendeley-tags",
)  # fmt: skip
#: A path in a public field: with `{}` for the secret word, as people and programs write them.
PATHS = {
    "url": "file:///home/me/{}.pdf",
    "pdf": "/Users/me/Papers/{}.pdf",
    "note": "see /home/me/{}/notes.txt",
    "title": "C:\\Users\\me\\{}.pdf",
    "howpublished": "~/papers/{}.pdf",
    "journal": ":{}/x.pdf:PDF",
    "abstract": "kept in C:\\Users\\me\\{}\\x.pdf for now",
    "author": "/home/{}/x",
    "doi": "/home/me/{}",
    "eprint": "file:/home/me/{}",
    "publisher": "\\\\server\\share\\{}.pdf",
    "code": "/mnt/data/{}",
    "video": "{}-video.mp4",
    "slides": "C:/Users/me/{}.pptx",
    "series": "\\textasciitilde/papers/{}.pdf",
    "volume": "/Volumes/Disk/{}",
    "year": "/home/me/{}/2020",
    "rating": "/home/me/{}",
    "added": "/home/me/{}",
}
LINES = "Read\\_Status: {}\\\\\nRead\\_Status\\_Date: 2026-01-02T03:04:05.678Z"


def secret(name: str) -> str:
    """A word that stands nowhere else."""
    return "qz" + "".join(c for c in name.lower() if c.isalnum()) + "zq"


def shown(name: str) -> str:
    return "pv" + "".join(c for c in name.lower() if c.isalnum()) + "vp"


def fields(given: dict[str, str]) -> str:
    return "".join(f"  {name} = {{{value}}},\n" for name, value in given.items())


def bib() -> str:
    private = {name: f"see {secret(name)}" for name in PRIVATE}
    private["bdsk-file-2"] = b64encode(secret("sealed").encode()).decode()
    public = {name: shown(name) for name in PUBLIC}
    lines = {"note": "noted", "annotation": "annotated", "extra": "further"}
    return f"""This is free text before all entries: {secret("before")}
% a comment of TeX: {secret("percent")}
@comment{{jabref-meta: fileDirectory:/home/me/{secret("meta")};}}
@preamble{{"\\newcommand {secret("preamble")}"}}
@string{{unused = "{secret("unused")}"}}
@string{{place = "/home/me/{secret("macro")}"}}
@article{{main2020,
  title = {{A Public Title}},
  author = {{Doe, Jane}}, year = {{2020}}, status = {{read}}, finished = {{2026-02-03}},
  url = {{https://example.org/public}},
{fields(public)}{fields(private)}}}
Between two entries: {secret("between")} @Comment unbracketed {secret("unbracketed")}
@Comment{{ {secret("commented")} @article{{hidden, title={{{secret("hidden")}}}}} }}
""" + "\n".join(
        [
            *(
                f"@misc{{path-{name}, {'' if name == 'title' else 'title={T}, '}"
                f"{name} = {{{path.format(secret('path' + name))}}}, status={{read}}, "
                "finished={2026-02-04}}"
                for name, path in PATHS.items()
            ),
            f"@misc{{macro, title={{T}}, note = place # {{ more {secret('joined')}}}}}",
            *(
                f"@misc{{zotero-{name}, title={{T}}, status={{skimmed}}, {name} = {{"
                + LINES.format("In Progress " + secret("line" + name))
                + (f"\n{secret(kept) if name != 'note' else shown(kept)}" + "}}")
                for name, kept in lines.items()
            ),
            f"@misc{{late, title={{T}}, owner = {{{secret('late')}}}, crossref={{main2020}}}}",
            f"@misc{{broken, title={{Broken}}, owner = {{{secret('broken')}}} file={{x}}}}",
            f"@misc{{open, title={{Open}}, owner = {{{secret('open')}",
        ]
    )


SECRETS = (
    *map(secret, PRIVATE), *(secret("path" + name) for name in PATHS),
    *map(secret, ("before", "percent", "meta", "preamble", "unused", "macro", "between",
                  "unbracketed", "commented", "hidden", "joined", "linenote", "lineannotation",
                  "lineextra", "annotated", "further", "late", "broken", "open", "sealed")),
    b64encode(secret("sealed").encode()).decode(), "Read_Status", "Read\\_Status", "/home/me",
    "Users/me", "Users\\me",
)  # fmt: skip


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "papers.bib": bib(),
        "docs/papers/main2020.md": "My note on [@path-url], [@zotero-note] and [@macro].\n",
        "docs/lists.md": "# Lists\n\n```reading-list\ncolumns: title, key, venue, topics, links, "
        "year, rating, added\n```\n\n```chart\nkind: topics\n```\n",
        "posts/2026-01-02-post.md": "# Post\n\nOn [@main2020] and [@path-title].\n",
    }
    root = make_log(tmp_path_factory.mktemp("private"), files=dict(files))
    result = build(root, SITE_URL="https://example.org/log/")
    assert "Traceback" not in result.stdout
    return root


def test_no_file_of_the_site_holds_anything_private(log: Path) -> None:
    files = listing(log / "site")
    assert {"papers.json", "papers.bib", "papers/feed.xml", "feed.xml", "sitemap.xml",
            "search/search_index.json", "papers/main2020/index.html"} <= files.keys()  # fmt: skip
    found = [
        (name, word)
        for name, content in files.items()
        if not name.startswith("assets/")
        for word in SECRETS
        if word.lower() in unpacked(name, content).lower()
    ]
    assert found == []


def unpacked(name: str, content: bytes) -> str:
    content = gzip.decompress(content) if name.endswith(".gz") else content
    return content.decode("utf-8", "replace")


def test_what_is_public_stands_there(log: Path) -> None:
    site = log / "site"
    page = (site / "papers/main2020/index.html").read_text("utf-8")
    published = (site / "papers.bib").read_text("utf-8")
    for name in PUBLIC:
        assert shown(name) in page, name
        assert shown(name) in published, name
    assert "A Public Title" in (site / "papers/feed.xml").read_text("utf-8")
    assert shown("noted") in (site / "papers/zotero-note/index.html").read_text("utf-8")
    keys = [row["key"] for row in json.loads((site / "papers.json").read_text("utf-8"))]
    assert {"main2020", "macro", "late", "broken"} <= set(keys)
    assert {f"path-{name}" for name in PATHS} <= set(keys)


def test_the_command_tells_nothing_private(log: Path) -> None:
    result = studylog(log, "list", "--json")
    assert "A Public Title" in result.stdout
    assert [word for word in SECRETS if word.lower() in result.stdout.lower()] == []
    json.loads(result.stdout)


#: What reads as a status or a topic is shown as such: a path is shown nowhere.
SPOKEN = {
    "keywords": "vision, /home/me/{}.pdf",
    "tags": "~/papers/{}.pdf; vision",
    "mendeley-tags": "C:\\Users\\me\\{}.pdf",
    "status": "/home/me/{}",
    "readstatus": "/home/me/{}",
    "ranking": "/home/me/{}",
}


def test_a_path_is_no_topic_and_no_status(tmp_path: Path) -> None:
    files = {
        "papers.bib": "\n".join(
            f"@misc{{s{number}, title={{T}}, {name} = {{{value.format(secret(name))}}}}}"
            for number, (name, value) in enumerate(SPOKEN.items())
        )
    }
    build(make_log(tmp_path, files=dict(files)))
    found = [
        (name, field)
        for name, content in listing(tmp_path / "site").items()
        for field in SPOKEN
        if secret(field) in unpacked(name, content)
    ]
    assert found == []
