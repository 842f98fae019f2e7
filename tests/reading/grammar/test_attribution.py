"""Who said what: places, kinds, batches, and texts that try to break it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading.grammar.attribution import Attribution, attributions, attributions_of

REPORT = (
    "“We will not sign this,” Foreign Minister Olga Petrova said.\n\n"
    "Her spokesman told reporters that the talks would resume next week. "
    "Two envoys have already left, according to the ministry.\n\n"
    "The “deal” is on the table. Snow fell in the capital."
)
PIECES = st.sampled_from(
    ["“", "”", '"', "’s", " said ", "Mr. Rutte", " that ", "\n", ". ", ", ", "he", "told", "\u202e",
     "according to", "Kyiv", "1,000", "\x00", "😀", "e\u0301", " ", "we will sign", ":", "—", "("]
)  # fmt: skip


def shown(text: str, found: Attribution) -> tuple[str, str, str]:
    source, cue, content = (
        " … ".join(text[a:b] for a, b in spans)
        for spans in (found.source, found.cue, found.content)
    )
    return source, cue, content


def consistent(text: str, found: Attribution) -> bool:
    spans = [*found.source, *found.cue, *found.content]
    in_text = all(0 <= a < b <= len(text) for a, b in spans)
    trimmed = all(text[a:b] == text[a:b].strip() for a, b in spans)
    disjoint = all(b <= c for (_, b), (c, _) in zip(found.content, found.content[1:], strict=False))
    return bool(found.content) and in_text and trimmed and disjoint and 0 <= found.confidence <= 1


def test_a_report_is_read() -> None:
    found = [shown(REPORT, one) for one in attributions(REPORT)]
    assert ("“We will not sign this,”") in [content for _, _, content in found]
    by_content = {content: (source, cue) for source, cue, content in found}
    assert by_content["“We will not sign this,”"][0] == "Foreign Minister Olga Petrova"
    assert by_content["that the talks would resume next week"][0] == "Her spokesman"
    assert by_content["Two envoys have already left"][0] == "the ministry"
    assert not any("Snow" in content or "deal" in content for content in by_content)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We will go,” Anna Hill said.", "direct"),
        ('"We will go," Anna Hill said.', "direct"),
        ("Anna Hill said that the plan was “a good one for everyone”.", "mixed"),
        ("Anna Hill said that the plan was good.", "indirect"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    [found] = attributions(text)
    assert found.kind == kind
    assert shown(text, found)[0] == "Anna Hill"


def test_a_quotation_that_its_speaker_interrupts_is_one_content() -> None:
    text = "“We will go,” Anna Hill said on Tuesday, “but we will not stay there.”"
    [found] = attributions(text)
    assert len(found.content) == 2 and shown(text, found)[0] == "Anna Hill"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "Snow fell.", "”", "“"])
def test_nothing_is_made_of_nothing(text: str) -> None:
    assert attributions(text) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_places_hold_in_any_text(text: str) -> None:
    assert all(consistent(text, found) for found in attributions(text))


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=300))
def test_places_hold_in_any_script(text: str) -> None:
    assert all(consistent(text, found) for found in attributions(text))


def test_a_batch_reads_each_text_as_if_it_were_alone() -> None:
    texts = [REPORT, "", "Anna Hill said that the plan was good.", REPORT * 12, "Snow fell."]
    together = list(attributions_of(texts))
    assert len(together) == len(texts)
    for text, found in zip(texts, together, strict=True):
        alone = attributions(text)
        assert [(a.source, a.cue, a.content) for a in alone] == [
            (a.source, a.cue, a.content) for a in found
        ]
        assert all(
            a.confidence == pytest.approx(b.confidence, abs=2e-3)
            for a, b in zip(alone, found, strict=True)
        )


def test_a_stream_is_read_as_it_comes() -> None:
    taken = 0

    def endless() -> chain[str]:
        def one() -> str:
            nonlocal taken
            taken += 1
            return REPORT

        return chain.from_iterable(iter(lambda: [one()], None))

    found = attributions_of(endless())
    for _ in range(5):
        assert next(found)
    assert taken < 200


def test_threads_agree() -> None:
    texts = [f"Anna Hill said that plan {i} was good. {REPORT}" for i in range(24)]
    alone = [attributions(text) for text in texts]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(attributions, texts)) == alone


def test_a_long_text_is_read_to_its_end() -> None:
    text = "\n\n".join(f"Anna Hill said that plan {i} was good." for i in range(1500))
    found = attributions(text)
    assert len(found) > 1400
    assert found[-1].content[0][0] > len(text) - 100


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1000 + "we will sign" + "”" * 1000 + " he said.",
        "“He said “" * 1000 + "no" + "” she said.”" * 1000,
        "He said that " * 20_000,
        "said " * 60_000,
    ],
    ids=["nested marks", "nested quotations", "one endless line", "cues only"],
)
def test_no_runaway_time(text: str) -> None:
    attributions("warm up, he said.")
    began = time.process_time()
    found = attributions(text)
    assert time.process_time() - began < 30
    assert all(consistent(text, one) for one in found)


@pytest.mark.slow
def test_five_megabytes_on_one_line() -> None:
    text = "He said that the plan was good and “we will sign it” soon. " * 85_000
    began = time.process_time()
    found = attributions(text)
    assert time.process_time() - began < 120
    assert all(consistent(text, one) for one in found[:1000])
