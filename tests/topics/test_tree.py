"""Headings, labels and items of a page become the tree of topics."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studylog.topics import path_of
from tests.topics.trees import ROADMAP, paths, seed, tree


def test_a_page_as_typed_becomes_its_tree() -> None:
    assert paths(ROADMAP) == [
        "Projects",
        "Projects > Digits from scratch",
        "Projects > Fine-tune a parrot (in Rust)",
        "Basics",
        "Basics > Losses (squared and absolute)",
        "Basics > Normal Forms",
        "Basics > Normal Forms > Principal Components (PCAs)",
        "Basics > Normal Forms > Hidden Markov Models (HMM) in Speech",
        "Basics > Normal Forms > Ordinary Equations (Neural ODEs)",
        "Basics > Sampling Methods",
        "Basics > Sampling Methods > Gibbs",
        "Basics > Sampling Methods (Gibbs, Slice)",
        "Basics > Sampling Methods (Gibbs, Slice) > Burn-in",
        "Strange stuff",
        "Strange stuff > Trees (non-LLM)",
        "Strange stuff > SMOTE (Synthetic Minority Over-sampling and such)",
        "Strange stuff > Sampling Methods",
        "Strange stuff > Sampling Methods > Annealing",
    ]


def test_a_label_right_below_a_heading_divides_it() -> None:
    text = "## Theory\n\nBasics:\n\n- a\n\nMore\n- b\n\n## Practice\n- c"
    assert paths(text) == [
        "Theory", "Theory > Basics", "Theory > Basics > a", "Theory > More", "Theory > More > b",
        "Practice", "Practice > c",
    ]  # fmt: skip


def test_a_sentence_a_long_line_and_two_lines_are_no_labels() -> None:
    for line in ("This is what I want.", "Why?", "x" * 61, "two\nlines"):
        assert paths(f"{line}\n\n- a\n") == ["a"]
    assert paths("Label\n\nText.\n\n- a\n") == ["a"]


def test_a_label_within_an_item_is_below_it() -> None:
    assert paths("- a\n  - b\n\n  Label:\n  - c\n- d") == [
        "a", "a > b", "a > Label", "a > Label > c", "d",
    ]  # fmt: skip


def test_markup_boxes_and_links_are_not_in_the_name() -> None:
    topics = tree("- [x] **Bold** and `code`\n- [Link](https://e.org/a) (see [b](b.md))\n- \n")
    assert [t.name for t in topics] == ["Bold and code", "Link (see b)"]
    assert [t.link for t in topics] == [None, "https://e.org/a"]


def test_quotations_code_comments_and_tables_are_no_topics() -> None:
    text = "> - a\n\n```\n- b\n```\n\n<!-- - c -->\n\n| d |\n|---|\n| e |\n\n- f\n"
    assert paths(text) == ["f"]


def test_same_names_have_the_shortest_paths_that_tell_them_apart() -> None:
    slugs = {t.slug for t in tree(ROADMAP) if t.name == "Sampling Methods"}
    assert slugs == {"sampling-methods-basics", "sampling-methods-strange-stuff"}
    text = "- a\n  - x\n    - same\n- b\n  - x\n    - same\n- c\n  - same\n"
    assert [t.slug for t in tree(text) if t.name == "same"] == [
        "same-x-a", "same-x-b", "same-c",
    ]  # fmt: skip


def test_twins_are_numbered_and_a_path_never_takes_the_name_of_another() -> None:
    assert [t.slug for t in tree("- a\n- a\n- Index\n")] == ["a", "a-2", "index-2"]
    text = "- p\n  - a\n- q\n  - a\n- a p\n"
    assert [t.slug for t in tree(text)] == ["p", "a-p-2", "q", "a-q", "a-p"]


def test_each_item_of_a_list_a_thousand_deep_is_a_topic() -> None:
    topics = tree("\n".join("  " * n + "- a" for n in range(1000)))
    assert topics[-1].depth > 90 and len(topics) == 1000
    assert len({t.slug for t in topics}) == 1000


_LINES = st.builds(
    lambda depth, mark, text: "  " * depth + mark + text,
    st.integers(0, 5),
    st.sampled_from(["- ", "* ", "1. ", "# ", "### ", "", "> ", "    "]),
    st.sampled_from(["a", "b", "a (AA)", "A:", "!", "", "x" * 70, "c  d", "[x] e", "_f_", "é"]),
)


@given(st.lists(_LINES, max_size=30))
def test_any_tree_has_slugs_of_its_own_and_every_topic_can_be_reached(lines: list[str]) -> None:
    topics = tree("\n".join(lines))
    slugs = [t.slug for t in topics]
    assert len(set(slugs)) == len(slugs) and "index" not in slugs and "" not in slugs
    for number, topic in enumerate(topics):
        path = path_of(topics, topic)
        assert topic.number == number and path[0].depth == 0 and len(path) == topic.depth + 1
        assert all(above.number <= number < above.until for above in path)


def test_002_has_98_items_in_three_branches() -> None:
    topics = tree(seed())
    assert sum(t.kind == "item" for t in topics) == 98
    branches = [t for t in topics if t.depth == 0]
    inside = [sum(x.counts for x in topics[t.number : t.until]) for t in branches]
    children = [sum(x.parent == t.number for x in topics) for t in branches]
    assert [t.name for t in branches] == ["Projects", "Theory", "Fancy stuff"]
    assert (inside, children) == ([2, 51, 45], [2, 18, 14])


def test_c1_the_page_s_title_is_no_topic() -> None:
    assert [t.name for t in tree(seed()) if t.kind == "heading"] == ["Projects", "Theory"]


def test_c2_the_bare_line_fancy_stuff_is_a_label() -> None:
    assert [t.name for t in tree(seed()) if t.kind == "label"] == ["Fancy stuff"]


def test_c3_three_levels_nest() -> None:
    path = "Theory > Compression and Optimization > Quantization > Post-Training Quantization"
    assert path in paths(seed())


def test_c4_blank_lines_between_parents_and_children_change_nothing() -> None:
    found = paths(seed())
    assert "Theory > Hyperparameter Tuning > Bayesian Optimization" in found
    assert "Fancy stuff > Explainable AI (XAI) > Trustworthy AI Systems" in found


def test_c5_the_line_without_a_blank_is_no_topic() -> None:
    names = [t.name for t in tree(seed())]
    assert "Q-Learning" in names
    assert not [name for name in names if "Policy Gradients" in name]


def test_c6_generative_models_stand_twice_and_are_told_apart() -> None:
    twice = [t for t in tree(seed()) if t.name == "Generative Models"]
    assert [(t.line, t.slug) for t in twice] == [
        (33, "generative-models-theory"), (120, "generative-models-fancy-stuff"),
    ]  # fmt: skip
    similar = [t for t in tree(seed()) if t.name.startswith("Regularization Techniques")]
    assert [t.line for t in similar] == [12, 22]
    assert similar[1].slug == "regularization-techniques"
    assert len({t.slug for t in tree(seed())}) == len(tree(seed()))


def test_c7_the_colon_is_not_in_the_name() -> None:
    assert next(t.name for t in tree(seed()) if t.line == 13) == "Architectures"


def test_c9_eighteen_items_have_an_alias() -> None:
    aliases = [t.aliases[0] for t in tree(seed()) if t.aliases]
    assert aliases == [
        "CNNs", "RNNs", "LSTM", "GRUs", "GANs", "VAEs", "SHapley Additive exPlanations",
        "Local Interpretable Model-agnostic Explanations", "FedAvg", "GNNs", "GCNs", "GATs", "ViT",
        "Neural ODEs", "XAI", "DQN", "PPO", "GANs",
    ]  # fmt: skip


def test_c10_a_slip_of_the_author_is_kept() -> None:
    assert "Transfomers (non-NLP)" in [t.name for t in tree(seed())]


def test_a_link_by_reference_is_the_text_and_the_link_of_its_topic() -> None:
    (topic,) = tree("- [ref topic][1]\n\n[1]: https://x.org/a\n")
    assert (topic.name, topic.slug, topic.link) == ("ref topic", "ref-topic", "https://x.org/a")


def test_attributes_are_no_part_of_a_name() -> None:
    text = "## Theory {#th}\n\nBasics {: .x}\n\n- Losses {#l .y}\n- Sets {a, b}\n"
    assert [(t.name, t.slug) for t in tree(text)] == [
        ("Theory", "theory"), ("Basics", "basics"), ("Losses", "losses"),
        ("Sets {a, b}", "sets-a-b"),
    ]  # fmt: skip
