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
    MOST,
    NETWORK_FILE,
    shipped_network,
)
from servanda.reading.tagger.encoder import ENCODER_FILE

BEFORE = "The plan was handed to both governments on Sunday."
TWO = "Norland accepted the plan on Monday; on Tuesday Upland rejected it."


def spans(words: str, *names: str) -> list[Span]:
    return [Span(words.index(name), words.index(name) + len(name)) for name in names]


def label(row: np.ndarray) -> str:
    return LABELS[int(row.argmax())]


def test_the_network_weighs_little_beside_the_layers_it_shares() -> None:
    assert NETWORK_FILE.stat().st_size < 6_000_000 < ENCODER_FILE.stat().st_size


def test_each_party_of_a_sentence_has_an_answer_of_its_own() -> None:
    found = shipped_network().chances("", TWO, "", spans(TWO, "Norland", "Upland"))
    assert found.shape == (2, len(LABELS))
    assert np.allclose(found.sum(axis=1), 1.0, atol=1e-5)
    accepts, rejects = (found[:, LABELS.index(each)] for each in ("accepts", "rejects"))
    assert accepts[0] > accepts[1] and rejects[1] > rejects[0]


def test_what_one_party_answers_hangs_on_no_order_of_names() -> None:
    network = shipped_network()
    both = network.chances("", TWO, "", spans(TWO, "Norland", "Upland"))
    turned = network.chances("", TWO, "", spans(TWO, "Upland", "Norland"))
    assert np.array_equal(both, turned[::-1])


def test_the_sentences_around_are_read() -> None:
    words = "Upland did the same."
    network = shipped_network()
    yes = network.chances("Norland signed the plan.", words, "", spans(words, "Upland"))[0]
    no = network.chances("Norland rejected the plan.", words, "", spans(words, "Upland"))[0]
    accepts, rejects = LABELS.index("accepts"), LABELS.index("rejects")
    assert yes[accepts] > no[accepts] and no[rejects] > yes[rejects]


@pytest.mark.parametrize("words", ["", "…", "word " * 4 * MOST, "Norland " * 400_000])
def test_any_sentence_is_read_in_bounded_time(words: str) -> None:
    text = f"{words}Norland signed."
    far = shipped_network().chances(text, text, text, spans(text, "Norland"))
    assert far.shape == (1, len(LABELS))
    assert np.isfinite(far).all()


def test_a_name_beyond_what_is_read_has_no_chances() -> None:
    text = "word " * 2 * MOST + "Norland signed."
    assert not shipped_network().chances("", text, "", spans(text, "Norland")).any()


def test_without_the_file_a_reinstallation_is_advised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module._loaded.cache_clear()
    monkeypatch.setattr(module, "NETWORK_FILE", tmp_path / "answers.onnx")
    with pytest.raises(InputError, match="reinstall"):
        shipped_network()
    module._loaded.cache_clear()
