"""A notebook's cells become problems: secrets and home folders that should not be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from studylog.notebooks.cells import Cell, Output
from studylog.problem import Problem


@dataclass(frozen=True, slots=True)
class _Kind:
    """A text with none of the `hints` holds no such secret: looking for them costs next to nothing.

    The first group of `pattern` is the secret, or else the whole is it.
    """

    name: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


class _Place(NamedTuple):
    """Where a text stands, as a sentence's beginning, and whether it is an output."""

    words: str
    is_output: bool


# Each begins where a word does and is bounded, so that no text is gone through more than once.
_KINDS = (
    _Kind(  # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
        "an AWS access key",
        ("AKIA", "ASIA"),
        re.compile(r"(?<![A-Za-z0-9])A[KS]IA(?!\w{9}EXAMPLE)[A-Z2-7]{16}(?![A-Za-z0-9])"),
    ),
    _Kind(  # https://docs.aws.amazon.com/cli/v1/userguide/cli-configure-files.html
        "an AWS secret key",
        ("aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "SecretAccessKey"),
        re.compile(
            r"(?:aws_secret_access_key|AWS_SECRET_ACCESS_KEY|SecretAccessKey)[\"'\]]{0,2}"
            r"[ \t]{0,9}[=:,][ \t]{0,9}[\"']?"
            r"([A-Za-z0-9/+]{30}(?!EXAMPLEKEY)[A-Za-z0-9/+]{10})(?![\w/+])"
        ),
    ),
    _Kind(  # https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
        "a GitHub token",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        re.compile(
            r"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255})(?!\w)"
        ),
    ),
    _Kind(  # https://docs.gitlab.com/security/tokens/#token-prefixes
        "a GitLab token",
        ("glpat-",),
        re.compile(r"(?<![\w-])glpat-[\w-]{20,300}"),
    ),
    _Kind(  # https://docs.claude.com/en/api/overview, https://platform.openai.com/docs/api-reference
        "an API key of OpenAI or Anthropic",
        ("sk-",),
        re.compile(
            r"(?<![\w-])sk-(?=[\w-]{0,200}?[A-Z])(?=[\w-]{0,200}?[0-9])[A-Za-z0-9][\w-]{31,200}"
        ),
    ),
    _Kind(  # https://huggingface.co/docs/hub/security-tokens
        "a Hugging Face token",
        ("hf_",),
        re.compile(r"(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{34,40}(?!\w)"),
    ),
    _Kind(  # https://docs.wandb.ai/guides/track/environment-variables
        "a Weights & Biases key",
        ("wandb", "WANDB"),
        re.compile(r"(?:wandb|WANDB)[^\n]{0,40}?(?<![0-9a-zA-Z])([0-9a-f]{40})(?![0-9a-zA-Z])"),
    ),
    _Kind(  # https://github.com/Kaggle/kaggle-cli/blob/main/docs/README.md
        "a Kaggle key",
        ("kaggle", "KAGGLE", '"key"'),
        re.compile(
            r"(?:KAGGLE_KEY[\"'\]]{0,2}[ \t]{0,9}[=:,]|\"username\":[^\n]{0,80}\"key\":)"
            r"[ \t]{0,9}[\"']?([0-9a-f]{32})(?![0-9a-zA-Z])"
        ),
    ),
    _Kind(  # https://docs.slack.dev/authentication/tokens
        "a Slack token",
        ("xox", "xapp-"),
        re.compile(r"(?<![\w-])(?:xox[abeoprs]|xapp)-[A-Za-z0-9][\w.-]{14,250}"),
    ),
    _Kind(  # https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
        "a Slack webhook",
        ("hooks.slack.com/",),
        re.compile(r"hooks\.slack\.com/(?:services|workflows)/([\w/+-]{40,80})"),
    ),
    _Kind(  # https://docs.cloud.google.com/docs/authentication/api-keys
        "a Google API key",
        ("AIza",),
        re.compile(r"(?<![\w-])AIza[\w-]{35}(?![\w-])"),
    ),
    _Kind(  # https://www.rfc-editor.org/rfc/rfc7468#section-10
        "a private key",
        ("PRIVATE KEY-----",),
        re.compile(r"-----BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY-----\s{0,9}[A-Za-z0-9+/=:-]"),
    ),
    _Kind(  # https://www.rfc-editor.org/rfc/rfc7519#section-3
        "a JSON Web Token",
        ("eyJ",),
        re.compile(r"(?<![\w.-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}(?![\w-])"),
    ),
    _Kind(  # https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
        "a password in an address",
        ("://",),
        re.compile(
            r"(?<=://)[^\s:/@\"'<>{}$\[\]()]{1,80}:"
            r"(?!(?:(?:my)?[Pp]ass(?:word|wd)?|PASS(?:WORD)?|pwd?|secret|token|postgres)@)"
            r"([^\s:/@\"'<>{}$*\[\]()]{3,200})@(?=[A-Za-z0-9\[])"
        ),
    ),
)
#: Homes of machines that build, and names that stand for any.
_NOBODY = (
    r"(?:runner|jovyan|vscode|codespace|user|username|your|you|name|ubuntu|root|docker|app|me"
    r"|Shared|Public|Default|All Users|runneradmin|circleci|travis|sagemaker-user|kaggle)"
)
_HOME = _Kind(
    "a home folder",
    ("/home/", "/Users/", ":\\Users\\", ":\\\\Users\\\\"),
    re.compile(
        r"(?<![\w.~-])(?<!href=[\"'])(?<!src=[\"'])(?:/home/|/Users/|[A-Za-z]:\\{1,2}Users\\{1,2})"
        rf"(?!{_NOBODY}(?![\w.-]))[A-Za-z0-9][\w.-]{{0,40}}"
    ),
)
_BEFORE_NAME = re.compile(r"(?:[A-Z]:)?[/\\]+\w+[/\\]+", re.I)
# https://github.com/jupyter/nbconvert/blob/v7.16.6/nbconvert/filters/ansi.py#L12
_COLOUR = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
_UNSEEN = ("image/", "video/", "audio/", "font/", "application/pdf")
_REVOKE = (
    "revoke it where you got it, delete it from the notebook, and read it from the environment"
)
_RELATIVE = "write paths from the notebook's folder, and run the notebook again"


def find_secrets(path: str, cells: Iterable[Cell]) -> tuple[Problem, ...]:
    """A problem for each secret, at the first cell it stands in, without the secret itself.

    What is removed from the page is looked at, too, since the notebook can be downloaded.
    """
    found: dict[tuple[str, str], Problem] = {}
    for place, text in _texts(cells):
        for kind in (*_KINDS, _HOME) if place.is_output else _KINDS:
            if any(hint in text for hint in kind.hints):
                for match in kind.pattern.finditer(text):
                    secret = match[match.lastindex or 0]
                    if (kind.name, secret) not in found:
                        found[kind.name, secret] = _problem(path, place, kind, secret)
    return tuple(found.values())


def _problem(path: str, place: _Place, kind: _Kind, secret: str) -> Problem:
    if kind is _HOME:
        folder = _BEFORE_NAME.match(secret)
        said = f"{place.words} shows a home folder, below '{folder[0] if folder else ''}'"
        return Problem(path, None, said, _RELATIVE)
    said = f"{place.words} holds what looks like {kind.name}, '{secret[:4]}…'"
    return Problem(path, None, said, _REVOKE, "error")


def _texts(cells: Iterable[Cell]) -> Iterator[tuple[_Place, str]]:
    for cell in cells:
        if cell.kind != "code":
            yield _Place(f"cell {cell.number + 1}", False), cell.source
            continue
        named = f"cell {cell.number + 1}" if cell.ordinal is None else f"code cell {cell.ordinal}"
        yield _Place(named, False), cell.source
        place = _Place(f"the output of {named}", True)
        for output in cell.outputs:
            yield from ((place, text) for text in _shown(output))


def _shown(output: Output) -> Iterator[str]:
    """What an output says, without colours, which stand between a path and what is before it."""
    yield _COLOUR.sub("", output.text) if "\x1b" in output.text else output.text
    for kind, text in output.data.items():
        if not kind.startswith(_UNSEEN) or kind == "image/svg+xml":
            yield text
    yield from _strings(output.objects.get("application/json"))


def _strings(value: Any) -> Iterator[str]:
    """The texts in a JSON value, however deep they stand."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case dict(members):
                waiting += [*members.keys(), *members.values()]
            case list(parts):
                waiting += parts
