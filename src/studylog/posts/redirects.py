"""What posts say of their old addresses becomes the files that lead on from there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from studylog.front_matter import text_of
from studylog.posts.permalinks import expanded
from studylog.posts.post import Post
from studylog.problem import Problem
from studylog.settings import Settings
from studylog.sources import CONFIG


@dataclass(frozen=True, slots=True)
class Redirect:
    """`file` is written, both it and `url` from the site's root; `path` is the post's source."""

    file: str
    url: str
    path: str
    title: str

    @property
    def page(self) -> str:
        """The address that links in the file count from."""
        folder = self.file.rpartition("/")[0]
        return f"{folder}/" if folder else ""


#: Pages that the site has in any case.
_TAKEN = ("index.html", "404.html")
_PARTS = re.compile(r"/+")
_LONGEST = 255
_HINT = "write a path on this site, such as /2020/04/24/title.html"


def read_redirects(
    posts: Iterable[Post], settings: Settings = Settings()
) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """A redirect for each old address of a published post, by file, and those that can't be."""
    posts = sorted((p for p in posts if not p.draft), key=lambda p: p.path)
    problems: list[Problem] = []
    taken: dict[str, Redirect] = {}
    folders: dict[str, str] = {}
    pages = {f"{unquote(post.url)}index.html": post.path for post in posts}
    if settings.permalink and posts:
        problems += _unknown(settings.permalink, posts[0])
    for post in posts:
        for written in dict.fromkeys(_written(post, settings)):
            file, fault = file_of(written)
            first = taken.get(file)
            if fault:
                said = f"the old address '{written[:80]}' {fault}; it leads nowhere"
                problems.append(Problem(post.path, None, said, _HINT))
            elif pages.get(file) == post.path or (first and first.path == post.path):
                continue
            elif owner := _owner(file, pages, taken, folders):
                said = f"the old address '{written[:80]}' is that of {owner}; it leads there"
                problems.append(Problem(post.path, None, said, "take it out of one of the two"))
            else:
                taken[file] = Redirect(file, post.url, post.path, post.title)
                folders.update((folder, post.path) for folder in _folders(file))
    return tuple(taken[file] for file in sorted(taken)), tuple(problems)


def _written(post: Post, settings: Settings) -> Iterator[str]:
    """The old addresses as they stand in the front matter and as the pattern makes them."""
    for name in ("permalink", "redirect_from"):
        given = post.meta.get(name)
        for one in given if isinstance(given, (list, tuple)) else [given]:
            if text := text_of(one):
                yield expanded(text, post)[0] if name == "permalink" and _is_pattern(text) else text
    if settings.permalink:
        yield expanded(settings.permalink, post)[0]


def _is_pattern(text: str) -> bool:
    return "://" not in text and (":" in text or "/" not in text)


def _unknown(pattern: str, post: Post) -> Iterator[Problem]:
    for name in expanded(pattern, post)[1]:
        said = f"extra.studylog.permalink has '{name}', which no post has"
        yield Problem(CONFIG, None, said, "names are :year, :month, :day, :title and :categories")


def file_of(address: str) -> tuple[str, str]:
    """The file that is shown at an address of this site, or why there can be none.

    >>> file_of("/progress/2020/04/24/x.html")
    ('progress/2020/04/24/x.html', '')
    """
    path = unquote(address.strip())
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\", path) or "\\" in path:
        return "", "is not on this site"
    if any(ord(c) < 32 or ord(c) == 127 or 0xD800 <= ord(c) <= 0xDFFF for c in path):
        return "", "holds a sign that no address can hold"
    if "?" in address or "#" in address:
        return "", "has a '?' or '#', which no file can answer"
    parts = [part for part in _PARTS.split(path) if part not in ("", ".")]
    if ".." in parts:
        return "", "leaves the site"
    if any(len(part.encode()) > _LONGEST - len(".html") for part in parts):
        return "", "is too long for a file"
    if not parts or not parts[-1].lower().endswith((".html", ".htm")):
        parts.append("index.html")
    return "/".join(parts), ""


def _owner(
    file: str,
    pages: Mapping[str, str],
    taken: Mapping[str, Redirect],
    folders: Mapping[str, str],
) -> str:
    """What stands at the file already, or would have to be a file and a folder at once."""
    if file in _TAKEN:
        return "a page of the site"
    if file in pages:
        return pages[file]
    above = next((taken[f] for f in (file, *_folders(file)) if f in taken), None)
    return above.path if above else folders.get(file, "")


def _folders(file: str) -> Iterator[str]:
    parts = file.split("/")[:-1]
    return ("/".join(parts[: n + 1]) for n in range(len(parts)))


def free_redirects(
    redirects: Iterable[Redirect], files: Collection[str]
) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Those in whose place the site has no other file, and a problem for each of the others."""
    folders = {folder for file in files for folder in _folders(file)}
    kept: list[Redirect] = []
    problems: list[Problem] = []
    for redirect in redirects:
        if redirect.file in files or redirect.file in folders or _file_above(redirect, files):
            said = f"the old address '/{redirect.file}' is that of a page; it leads there"
            problems.append(Problem(redirect.path, None, said, "take the old address out"))
        else:
            kept.append(redirect)
    return tuple(kept), tuple(problems)


def _file_above(redirect: Redirect, files: Collection[str]) -> bool:
    """Whether a file stands where the redirect needs a folder."""
    return any(folder in files for folder in _folders(redirect.file))
