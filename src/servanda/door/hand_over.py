"""What is handed over: the report, the check of one, and what a case's results rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from servanda.door.case import CaseLike, case_of, folder_of
from servanda.door.explore import MOST_WORLDS, chosen_of, findings
from servanda.door.judge import assess
from servanda.errors import named
from servanda.threads import Progress

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.engine.results import Assessment
    from servanda.explore.finding import Finding
    from servanda.report.material import Explored, Part

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
    part: Part = "both",
    public: bool = False,
    show: Iterable[str] = (),
    told: Callable[[Sequence[tuple[str, str]]], None] | None = None,
    worlds: int = 10_000,
    seed: int = 0,
    threads: int | None = None,
    assessment: Assessment | None = None,
    found: Iterable[Finding] | None = None,
    folder: Path | None = None,
    progress: Watch | None = None,
) -> list[Path]:
    """Write the report: a brief of two pages, and the annex with everything behind it.

    Parameters
    ----------
    output : the file to write, without its ending or with it
    to : formats; by default that of the output's ending, or html
    explore, lens : proposals to explore and to see through the graph lens: `all`, `none`, or names
    explore_worlds : worlds the explorations look at, at most
    part : `brief`, `annex`, or `both` in one file
    public : leave out whatever tells the sources
    show : with `public`, words that may stand though a source is called so
    told : with `public`, called with the free text that is still held, by place
    assessment, found : where there are some already; else made with `worlds`, `seed`, `threads`
    folder : where the case and its sources lie, where the case was not loaded from there
    progress : given the name of each step, returns what is told how far it is

    Returns the files written. Raises: CaseError, InputError, MissingExtraError.
    """
    from servanda.report.formats import FORMATS
    from servanda.report.formats.write import write
    from servanda.report.material import Explored, Part

    named(part, {each: each for each in get_args(Part)}, "part of a report")
    wanted = FORMATS.resolve(_formats(Path(output), to))
    loaded = case_of(case)
    proposals = chosen_of(loaded, explore)
    if public:
        loaded = _as_shown(loaded, show, told)
    made = assessment
    if made is None:
        step = _step(progress, "worlds")
        made = assess(loaded, worlds=worlds, seed=seed, threads=threads, progress=step)
    explored = None
    if found is None:
        seen = proposals if lens is None else chosen_of(loaded, lens)
        explored = Explored(tuple(proposals), explore_worlds, lens=tuple(seen))
        found = found_again(loaded, made, explored, _step(progress, "explorations"))
    where = folder or folder_of(case)
    words = tuple(show)
    return write(loaded, made, where, Path(output), wanted, found, public, explored, words, part)


def _as_shown(
    case: Case, show: Iterable[str], told: Callable[[Sequence[tuple[str, str]]], None] | None
) -> Case:
    """Return the case as the public sees it, telling what free text it still holds.

    All that follows is made from it, so that nothing withheld can come in by another way.
    """
    from servanda.report.redaction import public_version

    made = public_version(case, tuple(show))
    if told:
        told([(place, text) for place, text in made.texts])
    return made.case


def found_again(
    case: Case, assessment: Assessment, explored: Explored, progress: Progress | None = None
) -> list[Finding]:
    """Return what explorations and the graph lens find, asked as `explored` says."""
    return list(
        findings(
            case,
            assessment,
            explored.proposals,
            lens=explored.lens,
            most_worlds=explored.worlds,
            progress=progress,
        )
    )


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
    """How a report compares with the one made again from what it carries.

    `differences` are (where, in the report, here); `by_hand`: it holds findings that were put in
    and cannot be made again.
    """

    report: Path
    version_in_report: str
    version_here: str
    differences: tuple[tuple[str, Any, Any], ...]
    by_hand: bool = False

    @property
    def same(self) -> bool:
        """Whether every word and every digit comes out the same."""
        return not self.differences and not self.by_hand

    def __bool__(self) -> bool:
        return self.same

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return {
            "same": self.same,
            "version_in_report": self.version_in_report,
            "version_here": self.version_here,
            "findings_by_hand": self.by_hand,
            "differences": [
                {"where": where, "in_report": said, "here": here}
                for where, said, here in self.differences
            ],
        }


def verify(
    report: str | PathLike[str], *, threads: int | None = None, progress: Progress | None = None
) -> Verification:
    """Make a report again from what it carries inside, and compare every word and digit.

    Raises: InputError where the file is no report, or its case cannot be used.
    """
    from servanda.report.embedding import report_text
    from servanda.report.made_again import compare_again
    from servanda.version import __version__

    def again(case: Case, worlds: int, seed: int) -> Assessment:
        return assess(case, worlds=worlds, seed=seed, threads=threads, progress=progress)

    file = Path(report)
    found = compare_again(report_text(file), file.name, again, found_again)
    apart = tuple((each.where, each.said, each.here) for each in found.differences)
    return Verification(file, found.version, __version__, apart, found.by_hand)


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
