"""The encoder of the careful mode: small, the same whatever is read beside, and refused if gone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.reading.grammar.attribution import attributions, attributions_of
from servanda.reading.tagger import encoder as module
from servanda.reading.tagger.encoder import (
    CAREFUL_LAYERS,
    EMBEDDINGS_FILE,
    ENCODER_FILE,
    STATES,
    VOCABULARY_FILE,
    add_means,
    careful_layers,
    loaded,
    shipped_encoder,
)
from servanda.reading.tagger.weights import CAREFUL_FILE, shipped_weights
from servanda.reading.text.tokens import tokenised

QUOTED = "“We will not sign,” Olga Stefanishyna said. Kyiv warned that the talks would fail."
OTHER = "Snow fell on the square.\nAnna Hill told reporters that she would go."


def test_what_the_mode_needs_weighs_at_most_25_megabytes() -> None:
    files = (EMBEDDINGS_FILE, ENCODER_FILE, VOCABULARY_FILE, CAREFUL_LAYERS, CAREFUL_FILE)
    assert sum(path.stat().st_size for path in files) <= 25_000_000


def test_the_tagger_fits_the_encoder() -> None:
    weights = shipped_weights(careful=True)
    assert weights.deep is not None
    assert weights.deep.matrix.shape[0] == STATES
    assert shipped_weights().deep is None


def test_a_token_is_told_by_the_mean_of_its_pieces_and_by_nothing_without_any() -> None:
    out = np.zeros((3, 2), np.float32)
    found = np.array([[9, 9], [1, 2], [3, 4], [5, 6], [9, 9]], np.float32)
    add_means(out, found, np.array([-1, 0, 0, 2, -1], np.int32))
    assert out.tolist() == [[2, 3], [0, 0], [5, 6]]


def test_a_word_is_told_otherwise_in_another_context() -> None:
    encoder = shipped_encoder()
    told = []
    for text in ("The bank refused.", "The bank of the river."):
        cut = tokenised(text)
        told.append(encoder.states(cut, 0, len(cut))[1])
    assert np.abs(told[0] - told[1]).max() > 0.1


def test_case_and_the_direction_of_quotation_marks_are_the_taggers_matter() -> None:
    encoder = shipped_encoder()
    a, b = (tokenised(text) for text in ("“No,” Hill said.", '"NO," hill said.'))
    assert np.array_equal(encoder.states(a, 0, len(a)), encoder.states(b, 0, len(b)))


def test_no_text_has_no_states() -> None:
    assert shipped_encoder().states(tokenised(""), 0, 0).shape == (0, STATES)


def test_texts_read_together_say_what_they_say_alone() -> None:
    texts = [QUOTED, OTHER, "", QUOTED]
    together = list(attributions_of(texts, careful=True))
    assert together == [attributions(text, careful=True) for text in texts]
    assert together[0] == together[3] and len(together[0]) == 2


def test_who_says_what_is_found() -> None:
    found = attributions(QUOTED, careful=True)
    said = [[QUOTED[a:b] for a, b in one.source + one.content] for one in found]
    assert said == [
        ["Olga Stefanishyna", "“We will not sign,”"],
        ["Kyiv", "that the talks would fail"],
    ]


def test_where_the_encoder_is_gone_another_way_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cached, name in ((loaded, "EMBEDDINGS_FILE"), (careful_layers, "ENCODER_FILE")):
        with monkeypatch.context() as gone:
            cached.cache_clear()
            gone.setattr(module, name, tmp_path / "gone.onnx")
            with pytest.raises(InputError, match="without --careful"):
                shipped_encoder()
        cached.cache_clear()
