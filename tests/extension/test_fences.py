"""What GitHub reads as code is code, whatever stands behind the fence and wherever it ends."""

from __future__ import annotations

import pytest

from tests.dialect.judge import judged, structure
from tests.extension.converter import convert

PAGES = {
    "a file name": "```python:main.py\n# c\n<VERSION>\n```\n\n# T",
    "words": "```shell session\n$ ls\n```",
    "a directive": "```{note} Title\nx\n```\n\n- a",
    "tildes": "~~~python:main.py\nx\n~~~",
    "a longer end": "```bash\nx\n````\n\n# h\n\n```\ny\n```\n",
    "an end further out": "* a\n\n    ```bash\n    x\n   ```\n\nend",
    "right behind a marker": "- a\n  * ```\n    # c\n    ```\n- b",
    "no end": "text\n\n```\n# never\n\n- no item",
    "no end in an item": "- a\n  ```\n  x\n\ntext",
    "right below text": "Tasks:\n```\nc\n```\ntext",
    "ticks within": "~~~\n```\nx\n~~~",
    "ticks within and a name": "```` md:a\n```\nx\n```\n````",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_fence_is_code_as_on_github(name: str) -> None:
    assert structure(convert(PAGES[name])) == judged(PAGES[name])


def test_the_word_before_a_colon_names_the_language() -> None:
    assert 'class="k"' in convert("```python:main.py\ndef f(): pass\n```")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Tensor<float, 2> x", "Tensor&lt;float, 2&gt; x"),
        ("use <YOUR_NAME>", "use &lt;YOUR_NAME&gt;"),
        ("Robin <gh: @M> D", "Robin &lt;gh: @M&gt; D"),
        (r"a \<b> c", "a &lt;b&gt; c"),
        ("<b>bold</b> a<br/>b", "<b>bold</b> a<br/>b"),
    ],
)
def test_what_is_no_html_is_text(typed: str, shown: str) -> None:
    assert convert(typed) == f"<p>{shown}</p>"
