"""A page's lists become the topic tree, and the log what of it is on each topic."""

from studylog.topics.aliases import Names, normal, read_names
from studylog.topics.cover import (
    NOTHING,
    Count,
    Coverage,
    Other,
    Sum,
    Things,
    count,
    cover,
    same_topics,
    sums,
    things_in,
)
from studylog.topics.find import finder
from studylog.topics.page import OWN_PAGES, read_coverage, tree_page
from studylog.topics.tree import Topic, path_of, read_topics

__all__ = [
    "NOTHING", "OWN_PAGES", "Count", "Coverage", "Names", "Other", "Sum", "Things", "Topic",
    "count", "cover", "finder", "normal", "path_of", "read_coverage", "read_names", "read_topics",
    "same_topics", "sums", "things_in", "tree_page",
]  # fmt: skip
