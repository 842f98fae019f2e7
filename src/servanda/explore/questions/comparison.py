"""Two cases, or two versions of one: which verdicts moved, and because of which edit.

Both are assessed on the same worlds: a number that was not edited draws the same in both, so that
what moved a verdict is an edit and not luck. Edits act together, so the change is shared out among
them by the Shapley value, which does not depend on the order they are listed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from servanda.case.keys.case import Case
from servanda.case.keys.number import Part, Quantity
from servanda.errors import InputError
from servanda.explore.finding import Finding, Provenance, Row
from servanda.explore.methods.shapley import Attribution, attribute
from servanda.explore.proposal_study import columns_of
from servanda.worlds.sample import sample

__all__ = ["Comparison", "compare", "edits_between", "merged"]

SILENT = frozenset(
    {
        "sources",
        "cite",
        "note",
        "title",
        "summary",
        "as_of",
        "limits",
        "judgement",
        "text",
        "why",
        "decisions",
    }
)
"""What a case says that moves no draw."""
COLUMNS = ("signed", "holds_5")
EXACT = 6
ORDERS = 24


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """What became of each proposal that both cases have.

    `before` and `after` are shares of worlds by proposal and column; `attribution` shares the
    changes out among `edits`, its outcomes being the columns of `moved`, in order. `only_before`
    and `only_after` are proposals that one case alone has; `together` says that the
    edits make no sense one without another, and stand as one.
    """

    edits: tuple[str, ...]
    before: Mapping[tuple[str, str], float]
    after: Mapping[tuple[str, str], float]
    attribution: Attribution | None
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    worlds: int
    seed: int
    together: bool = False

    def __repr__(self) -> str:
        return f"<Comparison: {self._claim()}>"

    def __str__(self) -> str:
        return str(self.finding())

    def _repr_html_(self) -> str:
        """Return the comparison for a notebook."""
        return self.finding()._repr_html_()

    @property
    def flipped(self) -> tuple[tuple[str, str], ...]:
        """The proposals and columns whose share crossed one half."""
        return tuple(
            key for key, share in self.before.items() if (share >= 0.5) != (self.after[key] >= 0.5)
        )

    def finding(self) -> Finding:
        """Say the comparison as a finding: one row per proposal, column and edit."""
        rows: list[Row] = []
        for place, (proposal, column) in enumerate(self.before):
            key = (proposal, column)
            for number, edit in enumerate(self.edits if self.attribution else ()):
                assert self.attribution is not None
                rows.append(
                    {
                        "label": f"{proposal} {column}: {edit}",
                        "value": float(self.attribution.share[number, place]),
                        "error": float(self.attribution.error[number, place]),
                        "group": proposal,
                        "before": self.before[key],
                        "after": self.after[key],
                    }
                )
        how = Provenance("Shapley over edits, same worlds", sources=("Shapley1953",))
        claim = self._claim()
        question = "Which verdicts moved, and because of which edit?"
        return Finding(
            "compare", question, claim, "tornado", tuple(rows), how, tuple(self._caveats()),
            found=bool(rows),
        )  # fmt: skip

    def _caveats(self) -> Iterator[str]:
        """Yield the proposals that only one of the two has, since they cannot be compared."""
        for names, which in ((self.only_before, "earlier"), (self.only_after, "later")):
            if names:
                listed = ", ".join(names)
                yield f"Only the {which} case has {listed}: not compared."
        if self.together:
            yield "The edits make no sense one without another, so that they stand as one."
        if self.attribution is not None and not self.attribution.exact:
            yield (
                f"{len(self.edits)} edits are too many for every order: shares are means over "
                f"{ORDERS} orders, and still add up to the whole change."
            )

    def _claim(self) -> str:
        if not self.edits:
            return "No edit moves a draw: the verdicts are the same."
        if self.attribution is None or not self.flipped:
            return self._moved_least()
        parts = []
        for key in self.flipped:
            place = list(self.before).index(key)
            most = int(np.argmax(np.abs(self.attribution.share[:, place])))
            parts.append(
                f"{key[0]} {key[1]} went from {self.before[key]:.0%} to {self.after[key]:.0%} of "
                f"worlds, most of it by {self.edits[most]}."
            )
        return " ".join(parts)

    def _moved_least(self) -> str:
        """Say that no verdict crossed one half, and which share moved most."""
        count = f"{len(self.edits)} edit{'s' if len(self.edits) != 1 else ''}"
        key = max(self.before, key=lambda each: abs(self.after[each] - self.before[each]))
        one, two = self.before[key], self.after[key]
        if one == two:
            return f"{count} moved nothing in any world."
        return (
            f"{count} moved no verdict across one half; most moved {key[0]} {key[1]}, from "
            f"{one:.0%} to {two:.0%} of worlds."
        )


def compare(before: Case, after: Case, *, worlds: int = 4_000, seed: int = 0) -> Comparison:
    """Compare two cases on the same worlds and share out what moved among the edits.

    Where some edits make no sense without others (an actor renamed, and the rule that asks it),
    the cases between the two cannot be assessed, and all edits count as one.

    Raises: InputError where the two have no proposal in common, or other sides.
    """
    common = tuple(name for name in before.proposals if name in after.proposals)
    if not common:
        raise InputError(
            "the two cases have no proposal in common; compare versions of one case, "
            "or give a proposal the same name in both"
        )
    _same_sides(before, after)
    edits = tuple(dict.fromkeys(edits_between(before, after)))
    keys = [(name, column) for name in common for column in COLUMNS]

    def shares(case: Case) -> np.ndarray:
        drawn = sample(case, worlds=worlds, seed=seed)
        found = [columns_of(case, drawn, name, COLUMNS).values() for name in common]
        return np.array([float(column.mean()) for columns in found for column in columns])

    ends = {frozenset[int](): shares(before), frozenset(range(len(edits))): shares(after)}

    def assessed(chosen: frozenset[int]) -> np.ndarray:
        if chosen not in ends:
            ends[chosen] = shares(merged(before, after, frozenset(edits[n] for n in chosen)))
        return ends[chosen]

    first = dict(zip(keys, ends[frozenset()].tolist(), strict=True))
    last = dict(zip(keys, ends[frozenset(range(len(edits)))].tolist(), strict=True))
    shared, together = None, False
    if edits:
        rng = np.random.Generator(np.random.Philox(key=seed))
        try:
            shared = attribute(edits, assessed, rng=rng, orders=ORDERS, exact_up_to=EXACT)
        except (InputError, LookupError):
            together = True
            edits = (", ".join(edits),)
            ends = {frozenset[int](): ends[frozenset()], frozenset({0}): shares(after)}
            shared = attribute(edits, assessed, rng=rng, orders=ORDERS, exact_up_to=EXACT)
    gone = tuple(name for name in before.proposals if name not in common)
    new = tuple(name for name in after.proposals if name not in common)
    return Comparison(edits, first, last, shared, gone, new, worlds, seed, together)


def _same_sides(before: Case, after: Case) -> None:
    for role in ("challenger", "protege"):
        one, two = getattr(before, role), getattr(after, role)
        if one != two:
            raise InputError(
                f"the {role} is `{one}` in the earlier case and `{two}` in the later one; if they "
                "are the same, use one name in both files, and if not, the two cannot be compared"
            )


def edits_between(before: Case, after: Case) -> Iterator[str]:
    """Yield the paths at which two cases differ in what they compute, in the order of the case.

    A number is one edit; anything else that differs (a rule, a list, something added or removed)
    is one edit with everything under the same entry of the case, as `guarantees.force`.
    """
    for path in _differences(before, after, ()):
        yield _edit(path)


def merged(before: Case, after: Case, chosen: frozenset[str]) -> Case:
    """Return `before` with only the chosen edits made that lead to `after`."""
    made = _merge(before, after, (), chosen)
    assert isinstance(made, Case)
    return made


class _Path(tuple[str, ...]):
    """A path, and whether it leads to a number."""

    number: bool = False


def _edit(path: _Path) -> str:
    whole = path if path.number or path[0] == "war" else path[:2]
    return ".".join(whole)


def _leaf(path: tuple[str, ...], number: bool) -> _Path:
    found = _Path(path)
    found.number = number
    return found


def _differences(one: object, two: object, path: tuple[str, ...]) -> Iterator[_Path]:
    if one == two:
        return
    if isinstance(one, Quantity) and isinstance(two, Quantity):
        if one.form != two.form:
            yield _leaf(path, number=True)
    elif isinstance(one, Part) and type(one) is type(two):
        for name in type(one).model_fields:
            if name not in SILENT:
                yield from _differences(getattr(one, name), getattr(two, name), (*path, name))
    elif isinstance(one, dict) and isinstance(two, dict):
        for key in dict.fromkeys([*one, *two]):
            if path == ("proposals",) and not (key in one and key in two):
                continue
            yield from _differences(one.get(key), two.get(key), (*path, str(key)))
    else:
        yield _leaf(path, number=False)


def _merge(one: object, two: object, path: tuple[str, ...], chosen: frozenset[str]) -> object:
    """Return `one`, with `two`'s version of everything under a chosen edit."""
    if one == two:
        return one
    differences = {_edit(found) for found in _differences(one, two, path)}
    if not differences & chosen:
        return one
    if isinstance(one, Part) and type(one) is type(two) and not isinstance(one, Quantity):
        updated = {
            name: _merge(getattr(one, name), getattr(two, name), (*path, name), chosen)
            for name in type(one).model_fields
            if name not in SILENT
        }
        return one.model_copy(update=updated)
    if isinstance(one, dict) and isinstance(two, dict):
        kept = {}
        for key in dict.fromkeys([*one, *two]):
            value = _merge(one.get(key), two.get(key), (*path, str(key)), chosen)
            if value is not None or (key in one and key in two):
                kept[key] = value
        if path == ("proposals",):
            kept = {key: value for key, value in kept.items() if key in one}
        return kept
    return two
