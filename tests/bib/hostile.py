"""Files that make a scanner look at the same bytes again and again, if it does so at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

#: Each as long as one likes: the number says how often its piece is repeated.
HOSTILE: Mapping[str, Callable[[int], bytes]] = {
    "deep": lambda n: b"@a{k,t=" + b"{" * n + b"}" * n + b"}",
    "open values": lambda n: b"@a{k,t={\n" * n,
    "open fields": lambda n: b"@a{k," + b"a={\n" * n,
    "open quotes": lambda n: b"@a{k," + b'a="x{ \n' * n,
    "open quotes with braces": lambda n: b"@a{k," + b'a="{}{}{} \n' * n,
    "open comments": lambda n: b"@comment{\n" * n,
    "open comments in parentheses": lambda n: b"@comment(\n" * n,
    "open strings": lambda n: b"@string{a={" * n,
    "signs": lambda n: b"@" * n,
    "heads": lambda n: b"@a{" * n,
    "braces in a quote": lambda n: b'@a{k,t="' + b"{" * n,
    "equals signs": lambda n: b"@a{k," + b"a=" * n,
    "joins": lambda n: b"@a{k,a=" + b'"a"#' * n,
    "closing braces": lambda n: b"@a{k,a={b}" + b"}" * n,
    "blanks before a value": lambda n: b"@a{k,a=\n" + b" " * n * 5 + b"b",
    "blanks before a head": lambda n: b" " * n * 5 + b"@",
    "lines": lambda n: b"\n" * n * 5,
    "a long key": lambda n: b"@article{" + b"k" * n,
    "braces before a key": lambda n: b"@article{" + b"{" * n,
    "comments": lambda n: b"@a{k," + b"%\n" * n,
    "comment signs": lambda n: b"@a{k," + b"%" * n,
    "escaped braces": lambda n: b"@a{k,a={" + b"\\}" * n,
    "heads without signs": lambda n: b"article{" * n,
    "heads without braces": lambda n: b"@article" * n,
    "a long type": lambda n: b"@" + b"a" * n,
    "signs and blanks": lambda n: b"@ " * n,
    "commas": lambda n: b"@a{k" + b"," * n,
    "entries in one line": lambda n: b"@a{k,a={b},c={d" * n,
    "missing commas": lambda n: b"@a{k," + b"\n a = {b} c" * n,
    "left over fields": lambda n: b"@a{k,a={b}" + b"},c={d}" * n,
    "lines of heads": lambda n: b"@a(k\n" * n,
    "fields in one line": lambda n: b"@a{k," + b"a={b}," * n + b"}",
    "one key": lambda n: b"@a{k,t={x}}" * n,
}
