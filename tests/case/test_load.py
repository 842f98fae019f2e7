"""Every kind of fault is found, at its line, together with all the others.

The case is one of version 1, so that these tests also hold what is read of such files to the
author's own lines and keys. The faults that only version 2 can have are in `test_version_2.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from servanda.case.load import faults, load, parse
from servanda.case.text.salvage import Salvage
from servanda.errors import CaseError, Fault

ISLE = Path(__file__).parent / "isle_1"


@pytest.fixture(scope="module")
def isle() -> Path:
    return ISLE


@pytest.fixture(scope="module")
def isle_text() -> str:
    return (ISLE / "case.yaml").read_text(encoding="utf-8")


@pytest.fixture
def own_isle(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ISLE, tmp_path / "isle"))


class Planted(NamedTuple):
    """A fault: what in the sound case is replaced by what, and what must be said about it.

    The line is that of `@` in the replacement, which is taken out.
    """

    old: str
    new: str
    key: str
    says: str


def plant(text: str, *planted: Planted) -> tuple[str, list[int]]:
    """Return the text with every fault in it, and the line of each."""
    for number, fault in enumerate(planted):
        assert text.count(fault.old) >= 1, fault.old
        assert "@" in fault.new, fault.new
        text = text.replace(fault.old, fault.new.replace("@", f"@{number}@"), 1)
    lines = []
    for number in range(len(planted)):
        before, _, after = text.partition(f"@{number}@")
        lines.append(before.count("\n") + 1)
        text = before + after
    return text, lines


def written(folder: Path, text: str | bytes) -> list[Fault]:
    (folder / "case.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return faults(folder)


NOTATION = [
    Planted("title: The isle of Vard\n", "title: @[The isle\n", "", "close the list with `]`"),
    Planted("publisher: Us", "publisher: @'Us", "", "close the quotes"),
    Planted("as_of: 2025-03-01", "@as_of: 2025-03-01\nas_of: 2025-03-01", "", ""),
    Planted("  repelled: 0.1\n", "@\trepelled: 0.1\n", "", "spaces, not tabs"),
    Planted("swing: {", "swing: @!!python/object:os.system {", "", "`!!python/object:os.system`"),
    Planted("repelled: 0.1", "repelled: @*nobody", "", "no `&nobody` stands before"),
    Planted("repelled: 0.1", "@<<: {repelled: 0.1}", "war.<<", "no merge keys"),
]

FORM = [
    Planted("publisher: Us", "@publsher: Us", "sources.brief.publsher", "write `publisher`"),
    Planted("  swing: {log", "  @# swing: {log", "war.swing", "add `swing:` under `war`"),
    Planted("servanda: 1", "servanda: @3", "servanda", "write 2"),
    Planted("as_of: 2025-03-01", "as_of: @last spring", "as_of", "a date such as 2025-01-31"),
    Planted("as_of: 2025-03-01", "as_of: @20250301", "as_of", "a date such as 2025-01-31"),
    Planted("title: The straits", "title: @12", "commitments.straits.title", "in quotes"),
    Planted("name: the willing", "name: @true", "actors.willing.name", 'in quotes: "true"'),
    Planted(
        "kept: false", "kept: @no", "record.truce_of_1998.conduct.norland.kept", "true or false"
    ),
    Planted("invoked: true", "invoked: @yes", "record.truce_of_1998.conduct.eastmark.invoked", ""),
    Planted("kind: alliance", "kind: @allyance", "actors.league.kind", "write `alliance`"),
    Planted("  highmoor: H", "  @Highmoor: H", "actors.Highmoor", "`highmoor`"),
    Planted("members: [low", "members: [@Low, low", "actors.willing.members.0", "`low`"),
    Planted("year: 1998", "year: @1.5", "record.truce_of_1998.year", "a whole number"),
    Planted(
        "from_month: 12", "from_month: @0", "proposals.truce.phases.0.from_month", "at least 1"
    ),
    Planted("rank: 0.3", "rank: @1", "correlations.0.rank", "must be below 1"),
    Planted("grade: B2", "grade: @G7", "sources.brief.grade", "A to F"),
    Planted('"lose men every week"', '@"lose"', "capabilities.sutherland.cite.0.quote", "least 8"),
    Planted("limits:\n  - The fleet is left out.", "limits: @none", "limits", "a list"),
    Planted("[war.swing, war.costs.norland]", "@[war.swing]", "correlations.1.between", "two"),
    Planted("council: {all", "council: {@any: [x], all", "consent_rules.council", "say one of"),
    Planted("valid: 0.3", "vald: @0.3", "proposals.bargain.consent.all.2", "`valid`"),
    Planted(
        "  harbour:\n    title: Who runs the harbour\n    kind: finite",
        "  @harbour:\n    title: Who runs the harbour\n    kind: graded",
        "issues.harbour",
        "write `kind: finite`",
    ),
    Planted("protege_wins_at: 0.05", "protege_wins_at: @0.95", "war.front", "is not above"),
    Planted(
        "position: conditional, needs: 1",
        "position: @conditional",
        "actors.league.members.westmark",
        "needs: N",
    ),
    Planted(
        "  word:\n    title: a word given\n    kind: assurance\n    guarantors: [highmoor]\n    i",
        "  @word:\n    title: a word given\n    kind: assurance\n    guarantors: [highmoor]\n    #",
        "guarantees.word",
        "give one of `intervenes`",
    ),
]

NUMBERS = [
    Planted("believed: likely", "believed: @1.3", "commitments.straits.believed", "outside 0 to 1"),
    Planted("believed: likely", "believed: @likly", "commitments.straits.believed", "`likely`"),
    Planted("repelled: 0.1", "repelled: @3 months", "war.repelled", "a share such as 0.3"),
    Planted(
        "in_force_from: 6 months",
        "in_force_from: @0.3 per year",
        "guarantees.pact.in_force_from",
        "`per year` where `months` is wanted",
    ),
    Planted("repelled: 0.1", "repelled: @0,1", "war.repelled", "neither a number"),
    Planted("repelled: 0.1", "repelled: @0.4 to 0.2", "war.repelled", "smaller number first"),
    Planted("repelled: 0.1", "repelled: @0 to 0.2", "war.repelled", "{uniform: [0, 0.2]}"),
    Planted("repelled: 0.1", "repelled: @.nan", "war.repelled", "write a finite one"),
    Planted("repelled: 0.1", "repelled: @[0.1, 0.2]", "war.repelled", "is no number"),
    Planted("repelled: 0.1", "repelled: @{gamma: [1, 2]}", "war.repelled", "name one distr"),
    Planted("repelled: 0.1", "repelled: @{beta: [1]}", "war.repelled", "`beta` takes [a, b]"),
    Planted("repelled: 0.1", "repelled: @{beta: [1, 2], nots: x}", "war.repelled", "write `note`"),
    Planted("repelled: 0.1", "repelled: @{value: 0.1, nots: x}", "war.repelled", "write `note`"),
    Planted(
        "in_force_from: 6 months",
        "in_force_from: @likely",
        "guarantees.pact.in_force_from",
        "is a probability",
    ),
    Planted(
        "{base_rate: tripwire}",
        "{base_rate: @tripwier}",
        "guarantees.pact.credibility.tripwire.base_rate",
        "write `tripwire`",
    ),
    Planted(
        "{base_rate: tripwire}",
        "{base_rate: @memory}",
        "guarantees.pact.credibility.tripwire.base_rate",
        "is in `months`",
    ),
    Planted("repelled: 0.1", "repelled: @{normal: [9, 0.1]}", "war.repelled", "lies outside"),
    Planted("calm: {weight: 2", "calm: {weight: @-2", "war.patience.norland", "write one above 0"),
    Planted("analyst: unlikely", "sutherland: @unlikely", "guarantees.word.intervenes", "analyst"),
]

NAMES = [
    Planted("challenger: norland", "challenger: @norlnd", "challenger", "write `norland`"),
    Planted("guarantors: league", "guarantors: @leage", "guarantees.pact.guarantors.0", "`league`"),
    Planted("guarantors: [willing]", "guarantors: [@wiling]", "guarantees.shield.guarantors.0", ""),
    Planted("guarantees: watch", "guarantees: @wach", "proposals.truce.guarantees.0", "`watch`"),
    Planted("issue: isle", "issue: @isel", "war.front.issue", "write `isle`"),
    Planted(
        "{isle: as_held, ",
        "{isle: as_held, @habour: shared, ",
        "proposals.truce.terms.habour",
        "write `harbour`",
    ),
    Planted("settles_anyway: [truce]", "settles_anyway: [@truse]", "war.settles_anyway.0", ""),
    Planted(
        '{source: brief, quote: "offered',
        '{source: @breif, quote: "offered',
        "proposals.truce.cite.0.source",
        "write `brief`",
    ),
    Planted("{rule: southern}", "{rule: @sothern}", "proposals.bargain.consent.all.1.rule", ""),
    Planted("except: [farholm]", "except: [@farhome]", "consent_rules.council.all.0.except.0", ""),
    Planted("trend:\n    norland", "trend:\n    @norlandia", "war.trend.norlandia", "`norland`"),
    Planted(
        "after_any_settlement: [pact]",
        "after_any_settlement: [@pakt]",
        "proposals.bargain.after_any_settlement.0",
        "write `pact`",
    ),
    Planted(
        "{lowmoor: 0.5 to", "{@lowmor: 0.5 to", "proposals.bargain.stances.lowmor", "`lowmoor`"
    ),
    Planted("[war.swing, w", "[@war.swng, w", "correlations.1.between.0", "write `war.swing`"),
    Planted("host: sutherland\n", "host: @suthrland\n", "guarantees.watch.host", "`sutherland`"),
    Planted(
        "{lowmoor: 2 to 4", "{@lowmore: 2 to 4", "proposals.bargain.consent.all.4.of.lowmore", ""
    ),
]

SENSE = [
    Planted(
        "{isle: 0.25 to 0.3, harbour: no, garrison: 20}",
        "@{isle: 0.25 to 0.3, harbour: no}",
        "proposals.bargain.terms",
        "nothing is said on `garrison`",
    ),
    Planted(
        "while_fighting: {harbour: norland_runs_it, ",
        "@while_fighting: {",
        "war.while_fighting",
        "`harbour`",
    ),
    Planted("harbour: no, g", "harbour: @nobody, g", "proposals.bargain.terms.harbour", "option"),
    Planted(
        "harbour: no, g", "harbour: @0.3, g", "proposals.bargain.terms.harbour", "one of norland"
    ),
    Planted("garrison: 8 to 12", "garrison: @as_held", "proposals.truce.terms.garrison", "0 to 20"),
    Planted("garrison: 8 to 12", "garrison: @8 to 30", "proposals.truce.terms.garrison", "0 to 20"),
    Planted(
        "isle: as_held", "isle: @shared", "proposals.truce.terms.isle", "`as_held`, or a number"
    ),
    Planted("isle: 0.25 to 0.3", "isle: @3", "proposals.bargain.terms.isle", "3 lies outside"),
    Planted("from_month: 36", "from_month: @6", "proposals.truce.phases.1.from_month", "in order"),
    Planted(
        "weights: {norland: 0.5, s", "weights: @{s", "issues.garrison.weights", "`norland: ...`"
    ),
    Planted("protege: sutherland", "protege: @norland", "protege", "are the same actor"),
    Planted("issue: isle", "issue: @harbour", "war.front.issue", "a front needs territory"),
    Planted(
        "capabilities:\n  norland: {forces: 30 to 40 thousand}\n"
        "  sutherland: {forces: 20000 to 30000 troops, cite: "
        '[{source: brief, quote: "lose men every week"}]}\n',
        "@capabilities:\n  norland: {forces: 30 to 40 thousand}\n",
        "capabilities",
        "forces of",
    ),
    Planted(
        "at_least: 2, of",
        "at_least: @9, of",
        "proposals.bargain.consent.all.3.at_least",
        "9 of 4 can never consent",
    ),
    Planted(
        "{any: [sutherland, {rule: council}]}", "{any: @[]}", "consent_rules.southern", "nobody"
    ),
    Planted(
        "quota: 5, of: {lowmoor: 2 to 4",
        "quota: @50, of: {lowmoor: 2",
        "proposals.bargain.consent.all.4.quota",
        "above the 8",
    ),
    Planted("needs: 1,", "needs: @7,", "actors.league.members.westmark.needs", "write at most 2"),
    Planted(
        "southern: {any: [sutherland, {rule: council}",
        "southern: {any: [{rule: @southern}",
        "consent_rules.southern.any.0.rule",
        "in a circle",
    ),
    Planted(
        "{members: league, except: [farholm]}]",
        "eastmark, @eastmark]",
        "consent_rules.council",
        "asked twice",
    ),
    Planted(
        "consent_rules:\n",
        "consent_rules:\n  alone: {members: @league}\n",
        "consent_rules.alone",
        "how many must agree",
    ),
    Planted(
        "ledger: compliance",
        "ledger: @honour",
        "record.truce_of_1998.conduct.norland.ledger",
        "write `ledger: compliance`",
    ),
    Planted("ended: 2004", "ended: @1990", "record.truce_of_1998.ended", "before it begins"),
    Planted("year: 1998", "year: @2030", "record.truce_of_1998.year", "after the date of the case"),
    Planted("published: 2025-02-01", "published: @2026-02-01", "sources.brief.published", "after"),
    Planted("date: 2025-03-01", "date: @0025-03-01", "war.costs.sutherland.judgement.date", "1500"),
    Planted("sunk: 0.05, ", "@", "guarantees.pact.credibility.signal", "`sunk` beforehand or"),
    Planted(
        "    host: sutherland\n    host_w",
        "    @host_w",
        "guarantees.watch.host_withdraws",
        "no host is named",
    ),
    Planted(
        "      tripwire: {base_rate: tripwire}\n      signal",
        "      tripwire: @{base_rate: tripwire}\n    deployed: 0\n    _signal",
        "guarantees.pact.credibility.tripwire",
        "in place",
    ),
    Planted("guarantors: [willing]", "guarantors: @[]", "guarantees.shield.guarantors", "nobody"),
    Planted(
        "rank: -0.2}",
        "rank: -0.2}\n  - {between: [war.swing, @war.repelled], rank: 0.1}",
        "correlations.2.between.1",
        "the same in every world",
    ),
    Planted(
        "rank: -0.2}",
        "rank: -0.2}\n  - {between: @[war.swing, war.swing], rank: 0.1}",
        "correlations.2.between",
        "with itself",
    ),
    Planted(
        "file: sources/brief.md",
        "file: @sources/breif.md",
        "sources.brief.file",
        "write `sources/brief.md`",
    ),
    Planted("file: sources/brief.md", "file: @../brief.md", "sources.brief.file", "leads out of"),
    Planted("file: sources/brief.md", "file: @/etc/passwd", "sources.brief.file", "no path below"),
    Planted(
        '"lose men every week"',
        '@"lost men every week"',
        "capabilities.sutherland.cite.0.quote",
        "“lose men every week”",
    ),
    Planted(
        '"lose men every week"',
        '@"entirely made up words"',
        "capabilities.sutherland.cite.0.quote",
        "nor anything like it",
    ),
]


def test_the_sound_case_has_no_faults(isle: Path) -> None:
    assert faults(isle) == []
    assert list(load(isle / "case.yaml").proposals) == ["truce", "bargain"]


@pytest.mark.parametrize("planted", FORM + NUMBERS + NAMES + SENSE, ids=lambda p: p.new[:40])
def test_a_fault_is_found_at_its_line(planted: Planted, own_isle: Path, isle_text: str) -> None:
    text, (line,) = plant(isle_text, planted)
    found = written(own_isle, text)
    at_place = [f for f in found if f.line == line and f.key.startswith(planted.key)]
    if planted.old == "  swing: {log":  # a missing key is reported where it is to be added
        at_place = [f for f in found if f.key == planted.key]
    assert any(planted.says in str(f) for f in at_place), "\n".join(map(str, found))


@pytest.mark.parametrize("planted", NOTATION, ids=lambda p: p.new[:40])
def test_an_error_of_notation_hides_nothing_else(
    planted: Planted, own_isle: Path, isle_text: str
) -> None:
    other = Planted("believed: likely", "believed: @1.3", "commitments.straits.believed", "")
    text, (line, other_line) = plant(isle_text, planted, other)
    found = written(own_isle, text)
    if "as_of" in planted.new:
        line += 1
    assert any(f.line == line and planted.says in str(f) for f in found), found
    assert any(f.line == other_line and f.key == other.key for f in found), found
    assert len(found) == 2, found


@pytest.mark.parametrize(
    "line", ["  repelled: 0.1", "war:", "    rank: 0.3", "      eastmark: volunteer"]
)
def test_a_tab_hides_nothing_else(line: str, own_isle: Path, isle_text: str) -> None:
    lines = isle_text.replace("believed: likely", "believed: 1.3").splitlines()
    number = lines.index(line) if line in lines else lines.index(line + " ")
    other = next(i for i, each in enumerate(lines) if "believed" in each)
    lines[number] = "\t" + lines[number].lstrip()
    found = written(own_isle, "\n".join(lines))
    assert sorted(fault.line for fault in found) == sorted([number + 1, other + 1])


def test_what_an_unreadable_part_declares_is_not_missed_elsewhere(
    own_isle: Path, isle_text: str
) -> None:
    text = isle_text.replace("norland: 0.5, s", "norland: &half 0.5, s").replace(
        "sutherland: 0.5}", "sutherland: *half}"
    )
    assert written(own_isle, text) == []
    for one, other in (
        ("  willing: {name", "  willing: [{name"),
        ("norland: &half 0.5", "norland: [&half 0.5"),
        ("council: {all", "council: {all]"),
        ("  brief:\n", '  brief: "\n'),
    ):
        assert one in text
        found = written(own_isle, text.replace(one, other))
        assert len(found) == 1, "\n".join(map(str, found))


def test_ten_faults_of_ten_kinds_are_found_in_one_go(own_isle: Path, isle_text: str) -> None:
    planted = [
        Planted("believed: likely", "believed: @1.3", "commitments.straits.believed", "outside"),
        Planted("publisher: Us", "@publsher: Us", "sources.brief.publsher", "write `publisher`"),
        Planted("year: 1998", "year: @nineteen", "record.truce_of_1998.year", "a whole number"),
        Planted(
            "guarantors: [highmoor]", "guarantors: [@highmor]", "guarantees.word", "`highmoor`"
        ),
        Planted("repelled: 0.1", "repelled: 0.1\n  @repelled: 0.2", "war.repelled", "twice"),
        Planted(
            "{any: [sutherland, {rule: council}",
            "{any: [sutherland, {rule: @southern}",
            "consent_rules.southern.any.1.rule",
            "circle",
        ),
        Planted(
            "in_force_from: 6 months", "in_force_from: @6 troops", "guarantees.pact", "`months`"
        ),
        Planted('"lose men every week"', '@"lost men every week"', "capabilities", "nearest"),
        Planted("name: the willing", "name: @'the willing", "", "close the"),
        Planted("isle: as_held, ", "isle: @norlands, ", "proposals.truce.terms.isle", "as_held"),
        Planted("rank: -0.2", "rank: @-2", "correlations.1.rank", "must be above -1"),
    ]
    text, lines = plant(isle_text, *planted)
    found = written(own_isle, text)
    for fault, line in zip(planted, lines, strict=True):
        hits = [f for f in found if f.line == line and f.key.startswith(fault.key)]
        assert any(fault.says in str(f) for f in hits), (fault, line, "\n".join(map(str, found)))


def test_all_sensible_faults_together_are_found_in_one_go(own_isle: Path, isle_text: str) -> None:
    """Faults of form in different places do not hide one another."""
    chosen: list[Planted] = []
    for fault in FORM + NUMBERS:
        if not any(fault.old in c.old or c.old in fault.old for c in chosen):
            chosen.append(fault)
    chosen = [c for c in chosen if c.key != "guarantees.word.intervenes"]  # its key is gone
    chosen = [c for c in chosen if c.old not in ("  swing: {log", "servanda: 1")]
    text, lines = plant(isle_text, *chosen)
    found = written(own_isle, text)
    missed = [
        fault
        for fault, line in zip(chosen, lines, strict=True)
        if not any(f.line == line and fault.says in str(f) for f in found)
    ]
    assert not missed, "\n".join(map(str, [*missed, *found]))


def test_one_fault_is_reported_once_without_what_follows_from_it(
    own_isle: Path, isle_text: str
) -> None:
    for planted in (
        Planted("challenger: norland", "challenger: @Nor land", "challenger", ""),
        Planted("kind: territory", "kind: @teritory", "issues.isle.kind", ""),
        Planted("believed: likely", "believed: @1.3", "commitments.straits.believed", ""),
        Planted("  isle:\n    title: Who", "  isle: @three\n  _: {title: Who", "", ""),
    )[:3]:
        text, (line,) = plant(isle_text, planted)
        assert [(f.line, f.key) for f in written(own_isle, text)] == [(line, planted.key)]


def test_a_party_whose_stance_is_unknown_is_named(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace("        - sutherland\n", "        - sutherland\n        - highmoor\n")
    (fault,) = written(own_isle, text)
    assert fault.key == "proposals.bargain.stances"
    assert "`highmoor`" in fault.wrong and "`highmoor: undeclared`" in fault.mend


def test_correlations_that_cannot_all_hold_are_refused(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace("rank: 0.3", "rank: 0.9").replace(
        "limits:",
        "  - {between: [war.trend.norland, war.swing], rank: 0.9}\n"
        "  - {between: [war.trend.sutherland, war.swing], rank: -0.9}\nlimits:",
    )
    (fault,) = written(own_isle, text)
    assert fault.key == "correlations.3.rank"
    factor = float(fault.mend.rsplit(" ", 1)[1])
    for name in ("0.9", "-0.9", "-0.2"):
        text = text.replace(f"rank: {name}", f"rank: {float(name) * factor:.4f}")
    assert written(own_isle, text) == []


def test_a_source_behind_a_link_out_of_the_folder_is_refused(own_isle: Path) -> None:
    secret = own_isle.parent / "secret.md"
    secret.write_text("words that should stay where they are")
    (own_isle / "sources" / "brief.md").unlink()
    (own_isle / "sources" / "brief.md").symlink_to(secret)
    (fault,) = faults(own_isle)
    assert "leads out of the case's folder" in fault.wrong
    (own_isle / "sources" / "brief.md").unlink()
    (own_isle / "sources" / "brief.md").symlink_to("brief.md")
    assert len(faults(own_isle)) == 1


def test_quotes_may_be_typed_otherwise(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace('"lose men every week"', '"Both armies\n   lose  men every week"')
    assert written(own_isle, text) == []


def test_words_that_other_parsers_take_for_truth_values_stay_text(own_isle: Path) -> None:
    case = load(own_isle)
    assert "no" in case.issues["harbour"].options
    assert case.proposals["bargain"].terms["harbour"].option == "no"


def test_a_case_with_faults_raises_them_all(isle_text: str) -> None:
    text = isle_text.replace("believed: likely", "believed: 2").replace("year: 1998", "year: x")
    with pytest.raises(CaseError) as caught:
        parse(text, "mine.yaml")
    assert len(caught.value.faults) == 2
    assert str(caught.value).count("mine.yaml:") == 2


def test_crlf_and_a_byte_order_mark_change_nothing(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace("believed: likely", "believed: 2")
    plain = written(own_isle, text)
    assert written(own_isle, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == plain


def test_one_entry_may_stand_for_a_list_of_one(own_isle: Path, isle_text: str) -> None:
    text = isle_text.replace(
        'cite: [{source: brief, quote: "lose men every week"}]',
        'cite: {source: brief, quote: "lose men every week"}',
    )
    assert written(own_isle, text) == []


def test_nothing_is_refused_without_a_word(monkeypatch: pytest.MonkeyPatch, isle_text: str) -> None:
    monkeypatch.setattr(
        "servanda.case.load.salvage", lambda *given: Salvage(None, [], set(), (), set())
    )
    with pytest.raises(CaseError, match="contradicts itself"):
        parse(isle_text)
