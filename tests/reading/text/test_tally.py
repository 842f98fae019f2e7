"""Nothing silent: what is left out is told, and nothing that reports speech is left out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading.text.article import document_from_text, files_in, read_document
from servanda.reading.text.boilerplate import reasons
from servanda.reading.text.formats import extract
from servanda.reading.text.speech import holds_speech
from servanda.reading.text.tally import tally_of

SHARED = Path(__file__).parents[4] / "shared"
GIVEN = [
    SHARED / "cases" / "public",
    SHARED / "oracles" / "conflicts" / "shared",
    SHARED / "data" / "articles",
]
SPEECH = [
    '"Poland refuses to send troops to Ukraine," Donald Tusk told Bloomberg TV.',
    '"The offer is dead," Olena Koval told AFP on Sunday.',
    "Officials said talks would go on, according to Reuters.",
    "Read more: Kyiv says it will never sign.",
    "By the time Anna Hill said so, the road was shut.",
    "Pictured: Olena Koval, who said the road was shut (Getty).",
    "‘There is no plan for the valley.’",
    "»We stay in the valley, and that is all.«",
    "We use cookies, the minister said.",
    "Advertisement rules were rejected by the court, it added.",
    "Ana Ruiz is a fellow at a centre; she warned of war.",
]
OTHER = [
    "Image: Reuters / A. B.", "Advertisement", "By Ana Ruiz", "Related articles", "3 of 12",
    "Share this on Facebook", "© 2024 Harbour Post. All rights reserved.", "Kyiv at night (AFP)",
    "The two sides met in the capital and went home by night over the pass, which was shut.",
    "Ana Ruiz is a fellow at a centre in Oslo.", "Talks in the capital",
]  # fmt: skip


@pytest.mark.parametrize("folder", GIVEN, ids=lambda path: path.name)
def test_no_given_text_loses_speech(folder: Path) -> None:
    if not folder.exists():
        pytest.skip("the texts are not here")
    for path in files_in([folder]):
        document = read_document(path)
        tally = tally_of(document.text, document.blocks)
        assert tally.speaking == 0, path


@given(st.lists(st.sampled_from([*SPEECH, *OTHER]), min_size=1, max_size=14))
@settings(max_examples=150, deadline=None)
def test_no_page_loses_speech(blocks: list[str]) -> None:
    why = reasons(blocks)
    assert not any(
        reason and holds_speech(block) and blocks.count(block) == 1
        for block, reason in zip(blocks, why, strict=True)
    )
    document = document_from_text("\n\n".join(blocks))
    assert tally_of(document.text, document.blocks).speaking == 0


TAGS = ["p", "div", "li", "blockquote", "figcaption", "td", "h3", "section", "span"]


@pytest.mark.parametrize("seed", range(25))
def test_no_web_page_loses_speech(seed: int) -> None:
    draw = random.Random(seed)
    told = draw.sample(SPEECH, 6)
    pieces = [(draw.choice(TAGS), words) for words in told]
    pieces += [("p", draw.choice(OTHER)) for _ in range(8)]
    draw.shuffle(pieces)
    wrap = {
        "li": "<ul>{}</ul>",
        "td": "<table><tr>{}</tr></table>",
        "figcaption": "<figure>{}</figure>",
    }
    body = "".join(
        wrap.get(tag, "{}").format(f"<{tag}>{words}</{tag}>") + draw.choice(["", "<br>", "\n"])
        for tag, words in pieces
    )
    page = f"<html><body><article><h1>Talks</h1>{body}</article></body></html>"
    text = " ".join(extract(page.encode(), "p.html").text.split())
    lost = [words for words in told if words not in text]
    assert not lost


def test_the_line_tells_reasons() -> None:
    text = "Deal near\n\n" + OTHER[8] + "\n\n" + OTHER[0] + "\n\n" + OTHER[1]
    document = document_from_text(text)
    assert str(tally_of(document.text, document.blocks)) == (
        "read 2 paragraphs of 1 article; left out 2 (1 image credit, 1 notice);"
        " none of them reports speech"
    )


def test_tallies_add_up() -> None:
    one = document_from_text("Deal near\n\n" + OTHER[8] + "\n\n" + OTHER[0])
    tally = tally_of(one.text, one.blocks)
    both = tally + tally
    assert (both.articles, both.read, both.left["image_credit"]) == (2, 4, 2)
