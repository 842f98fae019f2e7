"""What is handed over: the report, the check of one, and what a case's results rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.door.case import CaseLike, case_of, folder_of
from servanda.door.explore import MOST_WORLDS, chosen_of, findings
from servanda.door.judge import assess
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.engine.results import Assessment
    from servanda.explore.finding import Finding

__all__ = ["Citations", "Verification", "cite", "report", "verify"]

Watch = Callable[[str], Progress]
"""Given the name of a step, returns what is told how far that step is."""


def report(
    case: CaseLike,
    output: str | PathLike[str] = "report",
    *,
    to: str | Iterable[str] | None = None,
    explore: str | Iterable[str] = "all",
    lens: str | Iterable[str] | None = None,
    explore_worlds: int = MOST_WORLDS,
    public: bool = False,
    worlds: int = 10_000,
    seed: int = 0,
    threads: int | None = None,
    assessment: Assessment | None = None,
    found: Iterable[Finding] | None = None,
    folder: Path | None = None,
    progress: Watch | None = None,
) -> list[Path]:
    """Write the report: key judgements, what would change them, who blocks, evidence.

    Parameters
    ----------
    output : the file to write, without its ending or with it
    to : formats; by default that of the output's ending, or html
    explore, lens : proposals to explore and to see through the graph lens: `all`, `none`, or names
    explore_worlds : worlds the explorations look at, at most
    public : leave out quotes and names of sources
    assessment, found : where there are some already; else made with `worlds`, `seed`, `threads`
    folder : where the case and its sources lie, where the case was not loaded from there
    progress : given the name of each step, returns what is told how far it is

    Returns the files written. Raises: CaseError, InputError, MissingExtraError.
    """
    from servanda.report.formats import FORMATS
    from servanda.report.formats.write import write

    wanted = FORMATS.resolve(_formats(Path(output), to))
    loaded = case_of(case)
    proposals = chosen_of(loaded, explore)
    made = assessment
    if made is None:
        step = _step(progress, "worlds")
        made = assess(loaded, worlds=worlds, seed=seed, threads=threads, progress=step)
    if found is None:
        steps = _step(progress, "explorations")
        found = findings(
            loaded, made, proposals, lens=lens, most_worlds=explore_worlds, progress=steps
        )
    where = folder or folder_of(case)
    return write(loaded, made, where, Path(output), wanted, found, public)


def _step(progress: Watch | None, name: str) -> Progress | None:
    return progress(name) if progress else None


def _formats(output: Path, to: str | Iterable[str] | None) -> list[str]:
    """Return the formats asked for: named, or that of the file's ending, or html."""
    from servanda.report.formats import FORMATS

    if to is not None:
        return to.split(",") if isinstance(to, str) else list(to)
    ending = output.suffix.lower().lstrip(".")
    return [ending if ending in {each.name for each in FORMATS} else "html"]


@dataclass(frozen=True)
class Verification:
    """What running a report's case again gave: `differences` are (where, in the report, here)."""

    report: Path
    version_in_report: str
    version_here: str
    differences: tuple[tuple[str, Any, Any], ...]

    @property
    def same(self) -> bool:
        """Whether every digit comes out the same."""
        return not self.differences

    def __bool__(self) -> bool:
        return self.same

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return {
            "same": self.same,
            "version_in_report": self.version_in_report,
            "version_here": self.version_here,
            "differences": [
                {"where": where, "in_report": said, "here": here}
                for where, said, here in self.differences
            ],
        }


def verify(
    report: str | PathLike[str], *, threads: int | None = None, progress: Progress | None = None
) -> Verification:
    """Run the case inside a report again, and say whether every digit comes out the same.

    Raises: InputError where the file is no report.
    """
    from servanda.case.load import parse
    from servanda.report.embedding import differences, embedded
    from servanda.version import __version__

    file = Path(report)
    found = embedded(file.read_text(encoding="utf-8", errors="replace"))
    again = assess(
        parse(found.case_yaml, f"{file}: case.yaml"),
        worlds=found.worlds,
        seed=found.seed,
        threads=threads,
        progress=progress,
    )
    apart = differences(found.digits, again.to_dict())
    return Verification(file, found.version, __version__, tuple(apart))


@dataclass(frozen=True)
class Citations:
    """What the results of a case rest on.

    `references` are keys of the bibliography, each with what of the run rests on it; `sources`
    are the case's own.
    """

    references: dict[str, tuple[str, ...]]
    sources: dict[str, dict[str, Any]]
    bibtex: str

    def __str__(self) -> str:
        return self.bibtex

    def __repr__(self) -> str:
        return f"<{len(self.references)} references and {len(self.sources)} sources of the case>"

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return {
            "references": sorted(self.references),
            "used_by": {key: list(by) for key, by in sorted(self.references.items())},
            "sources": self.sources,
        }


def cite(case: CaseLike) -> Citations:
    """Tell what the results rest on: formulas the run calls, base rates, the case's own sources.

    Raises: CaseError, InputError.
    """
    from servanda.engine.cited import cited_by, source_entries
    from servanda.references import bibtex

    loaded = case_of(case)
    used = cited_by(loaded)
    sources = {name: s.model_dump(mode="json") for name, s in loaded.sources.items()}
    return Citations(used, sources, bibtex(set(used)) + "\n" + source_entries(loaded))
