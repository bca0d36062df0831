"""Trees for the tests: one as a real roadmap is typed, with other names, and the real one."""

from __future__ import annotations

from studylog.dialect import read_document
from studylog.topics import Topic, path_of, read_topics
from tests.samples import samples

ROADMAP = """# Plan

## Projects

- Digits from scratch
- Fine-tune a parrot (in Rust)

## Basics

- Losses (squared and absolute)
- Normal Forms:
  - Principal Components (PCAs)
  - Hidden Markov Models (HMM) in Speech
  - Ordinary Equations (Neural ODEs)
- Sampling Methods
  - Gibbs
    -Slice sampling
- Sampling Methods (Gibbs, Slice)

  - Burn-in

Strange stuff

- Trees (non-LLM)
- SMOTE (Synthetic Minority Over-sampling and such)
- Sampling Methods
  - Annealing
"""


def tree(markdown: str) -> tuple[Topic, ...]:
    return read_topics(read_document(markdown))


def paths(markdown: str) -> list[str]:
    """Each topic with those above it."""
    topics = tree(markdown)
    return [" > ".join(t.name for t in path_of(topics, topic)) for topic in topics]


def seed() -> str:
    """The real roadmap of 124 lines."""
    return next((samples() / "seeds").glob("002_*")).read_text("utf-8")
