"""The network of answers: what it reads, what it weighs, and whose answer it tells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.evidence.span import Span
from servanda.reading.packages import answer_network as module
from servanda.reading.packages.answer_network import (
    LABELS,
    LEAD,
    MOST,
    NETWORK_FILE,
    WINDOW,
    Sentence,
    cut,
    shipped_network,
    windows,
)
from servanda.reading.tagger.encoder import EMBEDDINGS_FILE, loaded, shipped_shared
from servanda.reading.tagger.passages import LENGTH

FIRST = "The plan was handed to both governments on Sunday."
TWO = "Norland accepted the plan on Monday; on Tuesday Upland rejected it."


def sentence(words: str, *names: str) -> Sentence:
    at = (words.index(name) for name in names)
    return Sentence(words, tuple(Span(a, a + len(n)) for a, n in zip(at, names, strict=True)))


def label(row: np.ndarray) -> str:
    return LABELS[int(row.argmax())]


def test_the_network_weighs_at_most_12_megabytes_beside_the_pieces_it_shares() -> None:
    assert NETWORK_FILE.stat().st_size + EMBEDDINGS_FILE.stat().st_size <= 24_000_000


def test_each_party_of_a_sentence_has_an_answer_of_its_own() -> None:
    [found] = shipped_network().chances([sentence(TWO, "Norland", "Upland")])
    assert found.shape == (2, len(LABELS))
    assert np.allclose(found.sum(axis=1), 1.0, atol=1e-5)
    assert [label(row) for row in found] == ["accepts", "rejects"]


PLAIN = [
    ("Norland rejected the plan, which Upland had drafted.", ["rejects", "none"]),
    ("Norland walked out on the plan, while Upland signed it.", ["rejects", "accepts"]),
    ("Norland will sign only if Upland frees the captives.", ["conditional", "none"]),
    ("Norland said it would never accept the plan.", ["rejects"]),
    ("Norland put its name to the accord, its minister said.", ["accepts"]),
    ("Norland must withdraw within thirty days.", ["none"]),
    ("The envoy urged Norland to sign the plan.", ["none"]),
    ("Norland is still studying the plan and has given no answer.", ["undeclared"]),
    ("Norland backs the plan; Upland calls it a trap.", ["accepts", "rejects"]),
    ("Norland demands changes before it signs the plan.", ["conditional"]),
    ("Norland and Upland signed the treaty in the capital.", ["accepts", "accepts"]),
    ("Artillery of Norland shelled the ridge again.", ["none"]),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Norland", "Upland"), ("Upland", "Norland"), ("Russia", "Ukraine"), ("Eritrea", "Ethiopia")],
)
def test_plain_sentences_are_told_apart_whoever_is_named(one: str, other: str) -> None:
    """Law: exchanging or renaming two parties exchanges what they are heard to answer."""
    wrong = []
    for text, answers in PLAIN:
        words = text.replace("Upland", "@").replace("Norland", one).replace("@", other)
        names = [n for n, at in ((one, "Norland"), (other, "Upland")) if at in text]
        found = shipped_network().chances([Sentence(FIRST), sentence(words, *names)])
        told = [label(row) for row in found[1]]
        assert not any({a, b} == {"accepts", "rejects"} for a, b in zip(told, answers, strict=True))
        wrong += [(words, told)] if told != answers else []
    assert len(wrong) <= 1, wrong


def test_what_one_party_answers_hangs_on_no_order_of_names() -> None:
    network = shipped_network()
    [both] = network.chances([sentence(TWO, "Norland", "Upland")])
    [turned] = network.chances([sentence(TWO, "Upland", "Norland")])
    assert np.array_equal(both, turned[::-1])


def test_the_sentence_before_is_read() -> None:
    own = sentence("Upland did the same.", "Upland")
    network = shipped_network()
    yes = network.chances([sentence("Norland signed the plan.", "Norland"), own])[1][0]
    no = network.chances([sentence("Norland rejected the plan.", "Norland"), own])[1][0]
    accepts, rejects = LABELS.index("accepts"), LABELS.index("rejects")
    assert yes[accepts] > no[accepts] and no[rejects] > yes[rejects]


@pytest.mark.parametrize("words", ["", "…", "word " * 4 * MOST, "Norland " * 400_000])
def test_any_sentence_is_read_in_bounded_time(words: str) -> None:
    text = sentence(f"{words}Norland signed.", "Norland")
    found = shipped_network().chances([text, text, text])
    assert [each.shape for each in found] == [(1, len(LABELS))] * 3
    assert all(np.isfinite(each).all() for each in found)


def test_a_name_beyond_what_is_read_has_no_chances() -> None:
    text = "word " * 2 * MOST + "Norland signed."
    assert not shipped_network().chances([sentence(text, "Norland")])[0].any()


def test_no_text_has_no_chances() -> None:
    assert shipped_network().chances([]) == []


@pytest.mark.parametrize("most", [10, 70, WINDOW])
def test_windows_hear_every_name_once_and_none_is_too_long(most: int) -> None:
    shared = shipped_shared()
    long = "Norland signed while Upland, which had drafted it, looked on. " * 9
    text = [
        sentence(words, "Norland", "Upland") for words in (TWO, long, TWO, TWO, long, long, TWO)
    ]
    found = list(windows(shared.cache, [cut(shared.cache, each) for each in text], most))
    heard = [(place, name) for window in found for _, place, name in window.heard]
    assert sorted(heard) == [(place, name) for place in range(len(text)) for name in (0, 1)]
    assert len(set(heard)) == len(heard)
    longest = max(most, MOST + LEAD + 3)
    assert all(len(window.pieces) <= longest <= LENGTH for window in found)
    for window in found:
        own, inside = window.shares()
        assert np.allclose(own.sum(axis=1), 1) and np.allclose(inside.sum(axis=1), 1)
        assert (inside[own > 0] > 0).all()


def test_without_the_file_a_reinstallation_is_advised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module._loaded.cache_clear()
    monkeypatch.setattr(module, "NETWORK_FILE", tmp_path / "answers.onnx")
    with pytest.raises(InputError, match="reinstall"):
        shipped_network()
    module._loaded.cache_clear()
    loaded()
