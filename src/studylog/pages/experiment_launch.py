"""A notebook in a GitHub repository becomes links that open it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from studylog.notebooks import Notebook


@dataclass(frozen=True, slots=True)
class Launch:
    """`name` is that of the service, `url` opens the notebook there."""

    name: str
    url: str


def launch_links(
    notebook: Notebook, repo_url: str, edit_uri: str, launch: Sequence[str]
) -> tuple[Launch, ...]:
    """A link for each service that `launch` names.

    `edit_uri` tells the branch and where in the repository the log lies: `edit/main/docs/` is the
    branch `main`, `edit/main/log/docs/` the folder `log`. None for a repository elsewhere, and none
    for a `.py` notebook, which both services open as plain text.
    """
    place = _place(repo_url, edit_uri)
    if place is None or not notebook.path.endswith(".ipynb"):
        return ()
    owner, repository, branch, folder = place
    path = f"{folder}/{notebook.path}".lstrip("/")
    repo, at = f"{quote(owner)}/{quote(repository)}", quote(branch, safe="")
    urls = {
        "colab": f"https://colab.research.google.com/github/{repo}/blob/{at}/{quote(path)}",
        "binder": f"https://mybinder.org/v2/gh/{repo}/{at}?labpath={quote(path, safe='')}",
    }
    return tuple(Launch(name.capitalize(), urls[name]) for name in urls if name in launch)


def _place(repo_url: str, edit_uri: str) -> tuple[str, str, str, str] | None:
    """Owner, repository, branch, and the log's folder in it; None where they are not told."""
    try:
        address = urlsplit(urljoin(repo_url.rstrip("/") + "/", edit_uri))
    except ValueError:  # such as brackets that hold no address
        return None
    if address.scheme not in ("http", "https") or address.hostname not in _GITHUB:
        return None
    parts = [unquote(part) for part in address.path.split("/") if part]
    if len(parts) < 4 or parts[2] not in ("edit", "blob", "tree", "raw"):
        return None
    owner, repository, _, branch, *folders = parts
    return owner, repository.removesuffix(".git"), branch, "/".join(folders[:-1])


_GITHUB = ("github.com", "www.github.com")
