"""A draft, checked before any test looks at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.drafting.news import ARTICLES, PLAN, citations_in, said

from servanda.case.check import check
from servanda.drafting.contents import Contents
from servanda.drafting.draft import write_draft

Drafted = Callable[..., tuple[Path, dict[str, Any]]]


@pytest.fixture
def drafted(tmp_path: Path) -> Drafted:
    """Draft a case from texts by name; it is sound, and every quote stands in its source."""

    def make(**texts: str) -> tuple[Path, dict[str, Any]]:
        folder = tmp_path / "case"
        write_draft([said(name, text) for name, text in texts.items()], folder)
        report = check(folder)
        assert report.is_sound, str(report)
        case = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
        sources = {
            name: " ".join((folder / source["file"]).read_text(encoding="utf-8").split())
            for name, source in case["sources"].items()
        }
        for citation in citations_in(case):
            assert citation["quote"] in sources[citation["source"]]
        return folder, case

    return make


@pytest.fixture(scope="session")
def caucasus() -> Contents:
    """What a draft holds of a war with a front, volunteers and a body that must agree."""
    return Contents([said("caucasus", ARTICLES["caucasus"])], (), date(2026, 4, 1))


@pytest.fixture(scope="session")
def strip() -> Contents:
    """What a draft holds of a war without a front and a plan with terms, times and answers."""
    return Contents([said("plan", PLAN)], ("Chad", "Libya"), date(1994, 6, 1))
