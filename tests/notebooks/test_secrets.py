"""Secrets in a notebook are named before they are published, and never shown in full."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import read_notebook
from studylog.notebooks.cells import Cell, Output
from studylog.notebooks.secrets import find_secrets
from studylog.problem import Problem
from tests.notebooks.notebooks import code, prose, result, saved
from tests.samples import samples

PATH = "notebooks/a.ipynb"
MIXED = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA" * 4
HEX = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"


def source(text: str) -> tuple[Problem, ...]:
    return find_secrets(PATH, [Cell(0, "code", text, ordinal=1)])


def output(text: str, kind: str = "stream") -> tuple[Problem, ...]:
    return find_secrets(PATH, [Cell(0, "code", "x", ordinal=1, outputs=(Output(kind, "", text),))])


# Put together here, so that no scanner takes this file for one that holds a secret.
SECRETS = [
    ("an AWS access key", "AKIA" + "Q3EXWBC27MNPLZ5T"),
    ("an AWS secret key", "aws_secret_access_key = '" + MIXED[:40] + "'"),
    ("an AWS secret key", '"SecretAccessKey": "' + MIXED[:40] + '"'),
    ("a GitHub token", "ghp_" + MIXED[:36]),
    ("a GitHub token", "github_pat_" + MIXED[:22] + "_" + MIXED[:59]),
    ("a GitLab token", "glpat-" + MIXED[:20]),
    ("an API key of OpenAI or Anthropic", "sk-" + MIXED[:48]),
    ("an API key of OpenAI or Anthropic", "sk-proj-" + MIXED[:60] + "_" + MIXED[:60]),
    ("an API key of OpenAI or Anthropic", "sk-ant-api03-" + MIXED[:93] + "AA"),
    ("a Hugging Face token", "hf_" + MIXED[:34]),
    ("a Weights & Biases key", f"wandb.login(key='{HEX}')"),
    ("a Weights & Biases key", f"WANDB_API_KEY={HEX}"),
    ("a Kaggle key", '{"username":"me","key":"' + HEX[:32] + '"}'),
    ("a Kaggle key", f"os.environ['KAGGLE_KEY'] = '{HEX[:32]}'"),
    ("a Slack token", "xox" + "b-1234567890-1234567890-" + MIXED[:24]),
    ("a Slack webhook", "https://hooks.slack.com/" + "services/T0AAAAAAA/B0AAAAAAA/" + MIXED[:24]),
    ("a Google API key", "AIza" + MIXED[:35]),
    ("a private key", "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow"),
    ("a JSON Web Token", "eyJ" + MIXED[:30] + ".eyJ" + MIXED[:40] + "." + MIXED[:43]),
    ("a password in an address", "postgresql://me:" + "s3cr3tly@db.example.org/x"),
]


@pytest.mark.parametrize(("name", "text"), SECRETS)
def test_a_secret_in_code_or_output_is_an_error_and_is_not_shown(name: str, text: str) -> None:
    for found, place in (
        (source(f'x = "{text}"'), "code cell 1"),
        (output(f"made {text}\n"), "the output of code cell 1"),
        (output(f"\x1b[31m{text}\x1b[0m", "error"), "the output of code cell 1"),
    ):
        (problem,) = found
        assert problem.message.startswith(f"{place} holds what looks like {name}, '")
        assert (problem.path, problem.level) == (PATH, "error")
        shown = problem.message.rpartition(", '")[2]
        assert len(shown) == len("four…'") and text[-12:] not in str(problem)


@pytest.mark.parametrize(
    "text",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "token = os.environ['GITHUB_TOKEN']  # ghp_...",
        "ghp_" + "x" * 10,
        "#sk-container-id-1 div.sk-toggleable__content-arrow-and-more-than-enough { color: 3 }",
        "sk-estimator-doc-link-hover-and-focus-state-1234567890",
        "from sklearn import sk-learn",
        "hf_hub_download(repo_id='x')",
        "wandb: run 3f2a1b",
        "https://user:password@example.org, smb://me:mypassword@host/x",
        "https://user:<token>@example.org/x",
        "https://me:{token}@example.org, https://me:$TOKEN@example.org, https://me:***@example.org",
        "http://127.0.0.1:8888/lab?token=x, https://example.org:8080/a@b, mailto:me@example.org",
        "-----BEGIN PUBLIC KEY-----\nMIIB",
        "'-----BEGIN PRIVATE KEY-----'",
        "eyJhbGciOiJIUzI1NiJ9",
        "commit 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
        '"key": "' + HEX[:32] + '"',
        "",
    ],
)
def test_what_only_looks_like_a_secret_is_let_pass(text: str) -> None:
    assert source(text) == output(text) == ()


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("File /home/anna/miniconda3/lib/python3.12/x.py", "/home/"),
        ("\x1b[0;32m/home/anna/x.py\x1b[0m in f", "/home/"),
        ("Config(path='/Users/anna.b/data')", "/Users/"),
        ("C:\\Users\\Anna\\x", "C:\\Users\\"),
        ("'C:\\\\Users\\\\Anna\\\\x'", "C:\\\\Users\\\\"),
        ("/home/anna\n", "/home/"),
    ],
)
def test_a_home_folder_in_an_output_is_a_warning_without_the_name(text: str, below: str) -> None:
    (problem,) = output(text)
    assert problem.message == f"the output of code cell 1 shows a home folder, below '{below}'"
    assert problem.level == "warning"
    assert source(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "/home/runner/work/x", "/home/jovyan/x", "/root/x", "/Users/runner/x", "/home/user/x",
        "C:\\Users\\Public\\x", "https://example.org/home/anna", '<a href="/home/index.html">',
        "/home/", "/home/$USER", "at/home/anna",
    ],
)  # fmt: skip
def test_a_folder_of_nobody_is_let_pass(text: str) -> None:
    assert output(text) == ()


def test_a_secret_is_said_once_at_its_first_cell() -> None:
    token = "ghp_" + MIXED[:36]
    content = saved(prose("x"), code(""), code("a"), code("b", result(token)), code(token))
    _, problems = read_notebook(PATH, content)
    assert [p.message for p in problems] == [
        "the output of code cell 2 holds what looks like a GitHub token, 'ghp_…'"
    ]


def test_secrets_in_prose_and_removed_cells_are_said() -> None:
    token = "ghp_" + MIXED[:36]
    _, problems = read_notebook(PATH, saved(prose("a"), prose(token, "raw", tags=["remove-cell"])))
    assert [p.message for p in problems] == ["cell 2 holds what looks like a GitHub token, 'ghp_…'"]


def test_secrets_in_json_and_html_are_said() -> None:
    token = "ghp_" + MIXED[:36]
    json = Output("display_data", objects={"application/json": {"a": [{"b": token}]}})
    html = Output("display_data", data={"text/html": f"<b>{token}</b>"})
    picture = Output("display_data", data={"image/png": token})
    for made, count in ((json, 1), (html, 1), (picture, 0)):
        assert len(find_secrets(PATH, [Cell(0, "code", "x", ordinal=1, outputs=(made,))])) == count


def test_other_peoples_notebooks_hold_none() -> None:
    for path in sorted((samples() / "corpus" / "notebooks").iterdir()):
        notebook, problems = read_notebook(f"notebooks/{path.name}", path.read_bytes())
        assert notebook and all(p.level == "note" for p in problems), path.name


HINTS = [
    "sk-", "sk-A1", "ghp_", "github_pat_", "glpat-", "eyJ", "eyJaaaaaaaaaaa.", "://", "://a:", "@",
    "/home/", "/Users/", "C:\\Users\\", "xoxb-", "xapp-1", "wandb", "KAGGLE_KEY=", '"username":',
    '"key":', "-----BEGIN ", "RSA ", "PRIVATE KEY-----", "aws_secret_access_key=", "AKIA", "AIza",
    "hooks.slack.com/services/", "hf_", " ", "a", "A", "1", "-", "_", ".", "/", '"', "\n", ":",
    "\x1b[", "é",
]  # fmt: skip


@given(st.lists(st.sampled_from(HINTS), min_size=1, max_size=4))
def test_a_secret_behind_hostile_text_is_found(parts: list[str]) -> None:
    kind, secret = SECRETS[0]
    found = output("".join(parts) * 400 + "\n\n" + secret)
    assert any(kind in str(problem) for problem in found)


@given(st.lists(st.sampled_from([*HINTS, *(text for _, text in SECRETS)])).map("".join))
def test_no_text_raises_and_no_secret_is_shown(text: str) -> None:
    for problem in (*source(text), *output(text)):
        assert MIXED[:20] not in str(problem) and HEX[:20] not in str(problem)
