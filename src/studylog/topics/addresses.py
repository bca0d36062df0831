"""The names of topics become slugs: of one name, the shortest paths that tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from studylog.slugs import slug, unique_slugs

#: What stands at the address of the topics' own page.
_TAKEN = ("index", "readme")
#: So many topics above one can stand in its slug; further ones are numbered.
_MOST_ABOVE = 8


def told_apart(names: Sequence[str], parents: Sequence[int | None]) -> tuple[str, ...]:
    """A slug for each name, `generative-models-fancy-stuff` where others have the name too."""
    plain = [slug(name) or "topic" for name in names]
    same: dict[str, list[int]] = {}
    for number, name in enumerate(plain):
        same.setdefault(name, []).append(number)
    wanted = list(plain)
    for members in same.values():
        if len(members) > 1:
            for number, name in _with_paths(members, plain, parents):
                wanted[number] = name
    # A name that only one topic has is that topic's, whatever paths there are.
    order = sorted(range(len(names)), key=lambda n: (wanted[n] != plain[n], n))
    slugs = dict(zip(order, unique_slugs((wanted[n] for n in order), _TAKEN), strict=True))
    return tuple(slugs[n] for n in range(len(names)))


def _with_paths(
    members: Sequence[int], plain: Sequence[str], parents: Sequence[int | None]
) -> Iterable[tuple[int, str]]:
    """Each goes up until no other has the same path; what has no path of its own has its name."""
    paths = {number: plain[number] for number in members}
    above = {number: parents[number] for number in members}
    for _ in range(_MOST_ABOVE):
        counts = Counter(paths.values())
        for number, path in tuple(paths.items()):
            if counts[path] > 1 and (up := above[number]) is not None:
                paths[number], above[number] = f"{path}-{plain[up]}", parents[up]
    counts = Counter(paths.values())
    return [(n, path if counts[path] == 1 else plain[n]) for n, path in paths.items()]
