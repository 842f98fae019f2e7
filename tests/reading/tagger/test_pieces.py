"""Word pieces: the cuts that an encoder's vocabulary was made with."""

from __future__ import annotations

import pytest

from servanda.reading.tagger.encoder import loaded
from servanda.reading.tagger.pieces import LONGEST, MOST, PieceCache, parted

SMALL = ["[UNK]", "un", "##aff", "##able", "able", "!", "a", "b", "##b", "'"]


def cut(cache: PieceCache, word: str, vocabulary: list[str]) -> list[str]:
    return [vocabulary[number] for number in cache.of(word)]


def test_the_longest_piece_known_is_taken_first() -> None:
    cache = PieceCache(SMALL)
    assert cut(cache, "unaffable", SMALL) == ["un", "##aff", "##able"]
    assert cut(cache, "Able!", SMALL) == ["able", "!"]


def test_a_word_with_a_part_unknown_is_unknown_as_a_whole() -> None:
    cache = PieceCache(SMALL)
    assert cut(cache, "unable", SMALL) == ["un", "##able"]
    assert cut(cache, "unfair", SMALL) == ["[UNK]"]


def test_letters_lose_case_and_accents_and_quotation_marks_their_direction() -> None:
    assert parted("Čaputová") == ["caputova"]
    cache = PieceCache(SMALL)
    assert cache.of("A’B") == cache.of("a'b") == (6, 9, 7)


@pytest.mark.parametrize("word", ["", "\u200b", "\ufffd", "\x00"])
def test_what_cannot_be_printed_has_no_pieces(word: str) -> None:
    assert PieceCache(SMALL).of(word) == ()


def test_ideographs_stand_alone() -> None:
    assert parted("日本ab") == ["日", "本", "ab"]


def test_neither_a_long_word_nor_a_long_token_costs_more_than_its_share() -> None:
    cache = PieceCache(SMALL)
    assert cache.of("a" * (LONGEST + 1)) == (0,)
    assert len(cache.of("a!" * LONGEST)) == MOST


def test_what_was_cut_before_is_cut_the_same_after_much_else() -> None:
    cache = PieceCache(SMALL)
    before = cache.of("unaffable")
    for number in range(40_000):
        cache.of(f"x{number}")
    assert cache.of("unaffable") == before
    assert len(cache.known) <= 1 << 16


def test_the_shipped_vocabulary_knows_what_reports_speech() -> None:
    vocabulary = list(loaded()[1])
    cache = PieceCache(vocabulary)
    assert cut(cache, "said", vocabulary) == ["said"]
    assert cut(cache, "ceasefire", vocabulary) == ["ceasefire"]
    assert cut(cache, "Zakharova", vocabulary)[0] == "za"
    assert "[UNK]" not in cut(cache, "Erdoğan’s", vocabulary)
