"""The scores agree with the corpus' own scorer, and the quality floor holds."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from servanda.errors import InputError
from servanda.reading.grammar.attribution import Attribution, attributions_of
from servanda.reading.quality import (
    Annotated,
    Scores,
    corpus_hash,
    read_annotated,
    score,
)

FLOOR = Path(__file__).parent / "quality_floor.json"
CAREFUL_FLOOR = Path(__file__).parent / "careful_floor.json"


@pytest.fixture(scope="module")
def dev(shared: Path) -> Path:
    return shared / "data" / "polnear" / "dev"


@pytest.fixture(scope="module")
def articles(dev: Path) -> list[Annotated]:
    return read_annotated(dev)


@pytest.fixture(scope="module")
def found(articles: list[Annotated]) -> dict[str, list[Attribution]]:
    read = attributions_of(article.text for article in articles)
    return {article.name: one for article, one in zip(articles, read, strict=True)}


@pytest.fixture(scope="module")
def scores(articles: list[Annotated], found: dict[str, list[Attribution]]) -> Scores:
    return score(articles, found)


def at(text: str, words: str) -> tuple[tuple[int, int], ...]:
    return ((text.index(words), text.index(words) + len(words)),) if words else ()


def marked(text: str, source: str, cue: str, content: str) -> Attribution:
    return Attribution(at(text, source), at(text, cue), at(text, content), "direct", 1.0)


TEXT = '“We will not sign,” Ms Roe said Monday. Acme said it "may" sue.\nHe left.'
GOLD = (
    marked(TEXT, "Ms Roe", "said Monday", "“We will not sign,”"),
    marked(TEXT, "Acme", "said it", 'it "may" sue'),
)


def test_a_case_counted_by_hand() -> None:
    guess = [
        marked(TEXT, "Roe", "said", "We will not sign"),
        marked(TEXT, "", "", 'it "may" sue'),
        marked(TEXT, "He", "", "left"),
    ]
    result = score([Annotated("x", TEXT, GOLD, ())], {"x": guess})
    full = result.attributions["full"]
    assert (full.precision, full.recall, full.f1) == pytest.approx((1 / 3, 1 / 2, 0.4))
    assert result.attributions["content"].gold_hits == 2
    assert result.source_accuracy() == 0.5
    assert result.source_accuracy("direct") == 1.0
    assert result.kinds["direct", "full"].f1 == 1.0
    assert result.kinds["mixed", "full"].recall == 0.0
    assert result.spans["source", "exact"].gold_hits == 0
    assert result.spans["source", "token"].gold_hits == 1


def test_gold_against_itself_is_perfect_and_nothing_found_is_nothing() -> None:
    article = Annotated("x", TEXT, GOLD, ())
    assert all(c.f1 == 1.0 for c in score([article], {"x": GOLD}).attributions.values())
    nothing = score([article], {})
    assert nothing.attributions["full"].f1 == 0.0
    assert nothing.source_accuracy() is None


def test_what_lies_in_a_skipped_passage_is_left_out() -> None:
    guess = {"x": [*GOLD, marked(TEXT, "He", "", "left")]}
    skipped = (len(TEXT) - 8, len(TEXT))
    assert score([Annotated("x", TEXT, GOLD, (skipped,))], guess).attributions["full"].f1 == 1.0


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no attributions"):
        read_annotated(tmp_path)


def test_the_hash_sees_every_file(tmp_path: Path) -> None:
    for part in ("text", "attributions"):
        (tmp_path / part).mkdir()
    (tmp_path / "text" / "a.txt").write_text("one")
    before = corpus_hash(tmp_path)
    (tmp_path / "attributions" / "a_0000.ann").write_text("")
    assert corpus_hash(tmp_path) != before


def scorer(shared: Path) -> ModuleType:
    path = shared / "tools" / "score_attribution.py"
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def differences(ours: Scores, theirs: dict[str, dict[str, dict[str, object]]]) -> Iterator[str]:
    rows = {("attributions", level): count for level, count in ours.attributions.items()}
    for (level,), count in {(k[1],): c for k, c in rows.items()}.items():
        other = theirs["attributions"][level]
        if (round(count.precision, 4), round(count.recall, 4), round(count.f1, 4)) != (
            other["p"], other["r"], other["f1"],
        ):  # fmt: skip
            yield level
    for (kind, level), count in ours.kinds.items():
        by_level: dict[str, float] = theirs["by_kind"][kind][level]  # type: ignore[assignment]
        if round(count.f1, 4) != by_level["f1"]:
            yield f"{kind} {level}"
    for (role, mode), count in ours.spans.items():
        name = "frag" if mode == "fragment" else mode
        by_mode: dict[str, float] = theirs["spans"][role][name]  # type: ignore[assignment]
        if round(count.f1, 4) != by_mode["f1"]:
            yield f"{role} {mode}"
    for kind in ("all", "direct", "mixed", "indirect"):
        ours_kind = ours.source_accuracy(kind)
        if ours_kind is not None and round(ours_kind, 4) != theirs["source_acc"][kind]:
            yield f"source {kind}"


def test_every_figure_is_the_corpus_scorers(
    shared: Path, dev: Path, scores: Scores, found: dict[str, list[Attribution]], tmp_path: Path
) -> None:
    theirs = scorer(shared)
    lines = tmp_path / "found.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for name, ones in found.items():
            for one in ones:
                spans = {"source": one.source, "cue": one.cue, "content": one.content}
                file.write(json.dumps({"doc": name, **spans}) + "\n")
    result = theirs.score(theirs.load_gold(str(dev)), theirs.load_pred(str(lines)))
    assert list(differences(scores, result)) == []


def below(scores: Scores, floor: dict[str, float]) -> dict[str, tuple[float, float]]:
    reached = {
        "full": scores.attributions["full"].f1,
        "direct": scores.kinds["direct", "full"].f1,
        "mixed": scores.kinds["mixed", "full"].f1,
        "indirect": scores.kinds["indirect", "full"].f1,
        "source accuracy": scores.source_accuracy() or 0.0,
        "content tokens": scores.spans["content", "token"].f1,
    }
    return {name: (value, floor[name]) for name, value in reached.items() if value < floor[name]}


def test_quality_does_not_drop(dev: Path, scores: Scores) -> None:
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    assert corpus_hash(dev) == floor["corpus"], "the floor was measured on other articles"
    assert not below(scores, floor)


def test_careful_reading_keeps_its_quality_on_every_third_article(
    dev: Path, articles: list[Annotated]
) -> None:
    floor = json.loads(CAREFUL_FLOOR.read_text(encoding="utf-8"))
    assert corpus_hash(dev) == floor["corpus"], "the floor was measured on other articles"
    some = articles[:: floor["every"]]
    read = attributions_of((article.text for article in some), careful=True)
    found = {article.name: one for article, one in zip(some, read, strict=True)}
    assert not below(score(some, found), floor)
