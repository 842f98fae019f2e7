"""The network of answers: what it reads, what it weighs, and whose answer it tells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.evidence.span import Span
from servanda.reading.packages import answer_network as module
from servanda.reading.packages.answer_network import (
    ISSUES,
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
from servanda.reading.packages.term_sentences import listed_issues
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
    [found] = shipped_network().read([sentence(TWO, "Norland", "Upland")]).answers
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
        found = shipped_network().read([Sentence(FIRST), sentence(words, *names)]).answers
        told = [label(row) for row in found[1]]
        assert not any({a, b} == {"accepts", "rejects"} for a, b in zip(told, answers, strict=True))
        wrong += [(words, told)] if told != answers else []
    assert len(wrong) <= 1, wrong


def test_what_one_party_answers_hangs_on_no_order_of_names() -> None:
    network = shipped_network()
    [both] = network.read([sentence(TWO, "Norland", "Upland")]).answers
    [turned] = network.read([sentence(TWO, "Upland", "Norland")]).answers
    assert np.array_equal(both, turned[::-1])


def test_the_sentence_before_is_read() -> None:
    own = sentence("Upland did the same.", "Upland")
    network = shipped_network()
    yes = network.read([sentence("Norland signed the plan.", "Norland"), own]).answers[1][0]
    no = network.read([sentence("Norland rejected the plan.", "Norland"), own]).answers[1][0]
    accepts, rejects = LABELS.index("accepts"), LABELS.index("rejects")
    assert yes[accepts] > no[accepts] and no[rejects] > yes[rejects]


@pytest.mark.parametrize("words", ["", "…", "word " * 4 * MOST, "Norland " * 400_000])
def test_any_sentence_is_read_in_bounded_time(words: str) -> None:
    text = sentence(f"{words}Norland signed.", "Norland")
    found = shipped_network().read([text, text, text]).answers
    assert [each.shape for each in found] == [(1, len(LABELS))] * 3
    assert all(np.isfinite(each).all() for each in found)


def test_a_name_beyond_what_is_read_has_no_chances() -> None:
    text = "word " * 2 * MOST + "Norland signed."
    assert not shipped_network().read([sentence(text, "Norland")]).answers[0].any()


def test_no_text_has_no_chances() -> None:
    found = shipped_network().read([])
    assert found.answers == [] and found.issues.shape == (0, len(ISSUES))


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
    assert sorted(place for window in found for place in window.told) == list(range(len(text)))
    longest = max(most, MOST + LEAD + 3)
    assert all(len(window.pieces) <= longest <= LENGTH for window in found)
    for window in found:
        own, inside = window.shares()
        assert np.allclose(own.sum(axis=1), 1) and np.allclose(inside.sum(axis=1), 1)
        assert (inside[own > 0] > 0).all()


SETTLES = [
    ("Under the plan the guns fall silent at midnight.", "ceasefire"),
    ("Foreign fighters and mercenaries are to leave the country.", "foreign_forces"),
    ("The accord sets all prisoners free.", "prisoners"),
    ("A referendum on independence will be held within two years.", "referendum"),
    ("The rebels are to hand in their weapons under the accord.", "disarmament"),
    ("Refugees may return to their homes, the agreement says.", "refugees"),
    ("Elections to a new assembly follow within a year.", "elections"),
]


@pytest.mark.parametrize(("words", "issue"), SETTLES)
def test_what_a_sentence_settles_is_heard(words: str, issue: str) -> None:
    found = shipped_network().read([sentence(FIRST), sentence(words)]).issues
    assert found.shape == (2, len(ISSUES)) and ((found >= 0) & (found <= 1)).all()
    assert ISSUES[int(found[1].argmax())] == issue
    assert found[0].max() < found[1].max()


def test_every_issue_is_one_of_the_list() -> None:
    assert set(ISSUES) <= {issue for issue, _, _ in listed_issues()}


def test_what_is_settled_hangs_on_no_name() -> None:
    """Law: parties renamed, a sentence settles the same."""
    told = [
        shipped_network().read([sentence(f"{who} must hand in its weapons.", who)]).issues[0]
        for who in ("Norland", "Upland")
    ]
    assert np.abs(told[0] - told[1]).max() < 0.2


def test_without_the_file_a_reinstallation_is_advised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module._loaded.cache_clear()
    monkeypatch.setattr(module, "NETWORK_FILE", tmp_path / "answers.onnx")
    with pytest.raises(InputError, match="reinstall"):
        shipped_network()
    module._loaded.cache_clear()
    loaded()
