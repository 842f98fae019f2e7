"""Whatever is wrong with a file, nothing is said in names that stand nowhere in it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.case.check import check
from servanda.case.template import first_brief, first_case
from servanda.case.text.salvage import NOT_GIVEN

BREAKS = ("\t", "[", "'", "{a: ", "? ", "- ", "&x ", "!!x ", ": : ")


def broken(text: str, count: int, seed: int) -> Iterator[str]:
    """Yield the text with lines broken, moved or taken out, a few at a time."""
    rng = random.Random(seed)
    lines = text.split("\n")
    for _ in range(count):
        changed = list(lines)
        for _ in range(rng.choice((1, 1, 1, 2, 5))):
            at = rng.randrange(len(changed))
            key, colon, value = changed[at].partition(":")
            changed[at] = rng.choice((
                rng.choice(BREAKS) + changed[at],
                "\t" + changed[at].lstrip(),
                changed[at].replace("  ", "\t", 1),
                f"{key}{colon} {rng.choice(BREAKS)}{value}",
                f"{key}{colon}",
                f"{key.upper()}{colon}{value}",
                f"{key}!{colon}{value}",
                "",
            ))  # fmt: skip
        yield "\n".join(changed)


@pytest.mark.parametrize("seed", range(4))
def test_no_stand_in_is_ever_named(tmp_path: Path, seed: int) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "brief.md").write_text(first_brief(), encoding="utf-8")
    faulty = 0
    for text in broken(first_case(), 60, seed):
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
        found = check(tmp_path)
        faulty += bool(found.faults)
        said = (str(found), json.dumps(found.to_dict()), found._repr_html_())
        assert not [each for each in said if NOT_GIVEN in each], text
    assert faulty > 30


def test_a_tab_is_one_fault_and_no_more(shared: Path) -> None:
    found = check(shared / "cases" / "public" / "16-check-after-broken-yaml")
    assert [fault.line for fault in found.faults] == [27]
    assert "tab" in f"{found.faults[0].wrong} {found.faults[0].mend}"
    assert not found.notes
    assert not found.gaps
