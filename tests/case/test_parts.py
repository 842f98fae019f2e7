"""Every part of a case with the path at which a file writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from servanda.case.load import load
from servanda.case.parts import citations_in, parts_in


def test_every_citation_is_found_where_the_file_has_it(isle: Path, isle_text: str) -> None:
    found = {tuple(path): each.quote for path, each in citations_in(load(isle))}
    raw: Any = yaml.safe_load(isle_text)
    for path, quote in found.items():
        held = raw
        for part in path[: path.index("cite")]:
            held = held[part]
        cited = held["cite"]
        assert quote in [each["quote"] for each in (cited if isinstance(cited, list) else [cited])]
    assert len(found) == isle_text.count("quote:")


def test_a_part_comes_before_what_is_in_it_and_no_path_stands_twice_for_one(isle: Path) -> None:
    case = load(isle)
    paths = [path for path, _ in parts_in(case)]
    assert paths[0] == ()
    where = dict(parts_in(case))
    assert where["issues", "harbour", "options", "shared", "norland"].text == "0.4 to 0.6"
    assert where["war", "trend", "analyst"].text.startswith("-0.15%")
    assert where["proposals", "truce", "phases", 1].from_month == 36
