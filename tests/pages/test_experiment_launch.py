"""Where a notebook can be opened is told by the settings that the edit links have, too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.pages import Launch, launch_links
from tests.pages.experiment_notebooks import LR

BOTH = ("binder", "colab")


def test_a_repository_on_github_can_be_opened_in_both() -> None:
    notebook = replace(LR, path="notebooks/a b/c?.ipynb")
    links = launch_links(notebook, "https://github.com/me/log", "edit/main/docs/", BOTH)
    path = "notebooks/a%20b/c%3F.ipynb"
    assert links == (
        Launch("Colab", f"https://colab.research.google.com/github/me/log/blob/main/{path}"),
        Launch(
            "Binder",
            "https://mybinder.org/v2/gh/me/log/main?labpath=notebooks%2Fa%20b%2Fc%3F.ipynb",
        ),
    )


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "place"),
    [
        ("https://github.com/me/log/", "edit/main/docs/", "me/log/blob/main/notebooks/"),
        ("https://github.com/me/log.git", "/me/log/edit/dev/docs", "me/log/blob/dev/notebooks/"),
        ("http://www.github.com/me/log", "blob/v1/sub/docs/", "me/log/blob/v1/sub/notebooks/"),
        ("", "https://github.com/me/log/edit/main/docs/", "me/log/blob/main/notebooks/"),
        ("https://github.com/me/log", "edit/main/", "me/log/blob/main/notebooks/"),
    ],
)
def test_branch_and_folder_are_those_of_the_edit_links(
    repo_url: str, edit_uri: str, place: str
) -> None:
    (link,) = launch_links(LR, repo_url, edit_uri, ("colab",))
    assert link.url.startswith(f"https://colab.research.google.com/github/{place}lr-range")


@pytest.mark.parametrize(
    ("repo_url", "edit_uri"),
    [
        ("", ""),
        ("", "edit/main/docs/"),
        ("https://github.com/me/log", ""),
        ("https://github.com/me", "edit/main/docs/"),
        ("https://gitlab.com/me/log", "edit/main/docs/"),
        ("https://github.com.evil.org/me/log", "edit/main/docs/"),
        ("javascript://github.com/me/log", "edit/main/docs/"),
        ("https://[github.com/me/log", "edit/main/docs/"),
    ],
)
def test_elsewhere_there_is_no_link(repo_url: str, edit_uri: str) -> None:
    assert launch_links(LR, repo_url, edit_uri, BOTH) == ()


def test_a_python_file_is_no_notebook_there() -> None:
    notebook = replace(LR, path="notebooks/a.py")
    assert launch_links(notebook, "https://github.com/me/log", "edit/main/docs/", BOTH) == ()


def test_only_what_is_asked_for_is_linked() -> None:
    repository = "https://github.com/me/log"
    assert launch_links(LR, repository, "edit/main/docs/", ()) == ()
    links = launch_links(LR, repository, "edit/main/docs/", ("binder",))
    assert [link.name for link in links] == ["Binder"]


@given(st.text(), st.text())
def test_any_settings_give_links_to_the_two_services_or_none(repo: str, edit: str) -> None:
    for given_repo in (repo, f"https://github.com/{repo}"):
        for link in launch_links(LR, given_repo, edit, BOTH):
            assert link.url.startswith(("https://colab.", "https://mybinder.org/v2/gh/"))
            assert link.url.isascii() and " " not in link.url
