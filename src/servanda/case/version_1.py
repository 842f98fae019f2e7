"""Case files of version 1, read as what they say in version 2.

The tree of the file is rebuilt, each node with the place it was written at, so that every fault
still points at the author's own line. Nothing is guessed: a key has moved, or is not read any more,
and then a note says so. Long because each key that moved has its lines here; shorter once the first
core, for which some keys are kept, is gone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from servanda.case.fault_messages import no_name, shown
from servanda.case.problem import NOT_GIVEN, Path, Problem
from servanda.case.text.document import Node, Place

__all__ = ["Mapped", "is_version_1", "mapped", "new_name", "plain_as_version_2"]


@dataclass
class Mapped:
    """A file of version 1 as version 2: its tree, where what came from, and what to know."""

    root: Node
    moved: dict[Path, Path] = field(default_factory=dict)
    """From a place in the tree to the place in the file, where they differ."""
    notes: list[tuple[Path, str, Place]] = field(default_factory=list)
    """What is read differently: the path in the file, what to know, and where it stands."""
    lost_a_party: bool = False
    """Whether one of the two sides is not given, so that what is missing of it follows."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with keys that version 2 does not have, by their places in the tree."""

    def follows(self, problem: Problem) -> bool:
        """Return whether a problem only follows from a side that is not given."""
        if not self.lost_a_party:
            return False
        last = str(problem.path[-1]) if problem.path else ""
        return "party" in problem.wrong or last in ("protects", "against")

    def written_at(self, path: Path) -> Path:
        """Return where in the file stands what has moved to `path`."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.moved:
                return (*self.moved[path[:end]], *path[end:])
        return path


def is_version_1(root: Node) -> bool:
    """Return whether a file says that it is one of version 1, or reads like one."""
    said = root.child("servanda")
    if said is not None:
        return said.value == 1
    return bool({"challenger", "protege"} & set(root.entries or ()))


def mapped(root: Node) -> Mapped:
    """Return the tree of a file of version 1 as `servanda upgrade` writes it in version 2."""
    made = Mapped(_copied(root))
    sides = _sides(made)
    for part in (_war, _issues, _guarantees, _proposals, _correlations):
        part(made, *sides)
    said = made.root.child("servanda")
    if said is not None:
        _put(made.root, "servanda", Node(said.place, 2), made.root.keys["servanda"])
    return made


def plain_as_version_2(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a case as plain data in version 2, whichever version it is written in.

    >>> plain_as_version_2({"servanda": 1, "challenger": "a", "protege": "b"})["parties"]
    {'a': {}, 'b': {}}
    """
    old = bool({"challenger", "protege"} & set(raw))
    if raw.get("servanda", 1 if old else 2) != 1:
        return raw
    made: Mapping[str, Any] = mapped(_node(raw)).root.plain()
    return made


def _node(value: Any) -> Node:
    """Return plain data as a tree that stands nowhere."""
    if isinstance(value, Mapping):
        entries = {str(key): _node(entry) for key, entry in value.items()}
        return Node(_NOWHERE, entries=entries, keys=dict.fromkeys(entries, _NOWHERE))
    if isinstance(value, list | tuple):
        return Node(_NOWHERE, items=[_node(entry) for entry in value])
    return Node(_NOWHERE, value)


_NOWHERE = Place(1, 1)


# --- parties -------------------------------------------------------------------------------------


def _sides(made: Mapped) -> tuple[str, str]:
    """Put the challenger and the protégé at the head of the armed parties."""
    root = made.root
    names: list[str] = []
    parties = Node(root.place, entries={})
    first = next((key for key in ("challenger", "protege") if key in (root.entries or {})), "")
    place = root.keys.get(first, root.place)
    for key, role in (("challenger", "the first party"), ("protege", "the second party")):
        node, at = _taken(root, key)
        name = _name_of(made, key, node)
        if name in names:
            wrong = "the challenger and the protégé are the same actor"
            mend = "name the party that the challenger attacks"
            name, made.lost_a_party = f"{NOT_GIVEN}_{key}", True
            made.problems.append(Problem(("parties", name), wrong, mend))
        _put(parties, name, Node(node.place if node else root.place, entries={}), at or root.place)
        made.moved["parties", name] = (key,)
        names.append(name)
        if node is not None:
            says = f"read as {role} of `parties`: any party may break a deal"
            made.notes.append(((key,), says, at or node.place))
    if root.child("parties") is not None:
        wrong = "a file of version 1 names its parties by `challenger` and `protege`"
        mend = "write `servanda: 2` and leave out `challenger` and `protege`, or leave out this key"
        made.problems.append(Problem(("parties",), wrong, mend, at_key=True))
    _insert(root, "parties", parties, place, before=("sources", "actors", "issues", "war"))
    return names[0], names[1]


def _name_of(made: Mapped, key: str, node: Node | None) -> str:
    if node is None:
        wrong, mend = "this key is missing", f"add `{key}:` to the file, with text"
        made.problems.append(Problem((key,), wrong, mend, cause="missing"))
        made.lost_a_party = True
        return f"{NOT_GIVEN}_{key}"
    if node.entries is not None or node.items is not None or node.value is None:
        wrong, mend = f"{shown(node.plain())} cannot stand here", "write text"
    elif not _NAME.fullmatch(str(node.value)):
        wrong, mend = no_name(node.value)
    else:
        return str(node.value)
    made.problems.append(Problem(("parties", f"{NOT_GIVEN}_{key}"), wrong, mend))
    made.lost_a_party = True
    return f"{NOT_GIVEN}_{key}"


_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


# --- the war -------------------------------------------------------------------------------------

_NOT_READ = {
    "word_strength": "`keeps_its_word` moves by a party's record without it",
    "giving_in": "every party resists or breaks a deal by what either is worth to it",
    "evidence_months": "parties are not taken to learn from the front while they fight",
}
"""Keys of the war that version 2 does not have, and why."""

_STEP = "the front is followed without steps"


def _war(made: Mapped, challenger: str, protege: str) -> None:
    war = made.root.child("war")
    if war is None or war.entries is None:
        return
    roles = {"challenger": challenger, "protege": protege}
    if "costs" in war.entries:
        says = "read as `flow_costs`: a month of war, as a share of a month of total victory"
        made.notes.append((("war", "costs"), says, war.keys["costs"]))
        _renamed(made, war, ("war",), "costs", "flow_costs")
    _front(made, war, challenger)
    _regroup(made, war, roles)
    parties = made.root.child("parties")
    if parties is not None and parties.entries is not None:
        word, at = _taken(war, "keeps_its_word")
        if word is not None:
            _put(parties.entries[challenger], "keeps_its_word", word, at or word.place)
            made.moved["parties", challenger, "keeps_its_word"] = ("war", "keeps_its_word")
    for key, why in _NOT_READ.items():
        _dropped(made, war, ("war", key), why)


def _dropped(made: Mapped, node: Node, path: Path, why: str) -> None:
    """Take out a key that is not read any more, and note it."""
    found, at = _taken(node, str(path[-1]))
    if found is not None:
        made.notes.append((path, f"not read any more: {why}", at or node.place))


def _front(made: Mapped, war: Node, challenger: str) -> None:
    front = war.child("front")
    if front is None or front.entries is None:
        return
    at = ("war", "front")
    for old, new in (("protege_wins_at", "beaten_at"), ("challenger_wins_at", "wins_at")):
        _renamed(made, front, at, old, new)
    if "held_by" not in front.entries and not challenger.startswith(NOT_GIVEN):
        _insert(front, "held_by", Node(front.place, challenger), front.place, before=("held",))
    _dropped(made, front, (*at, "step"), _STEP)


def _regroup(made: Mapped, war: Node, roles: dict[str, str]) -> None:
    regroup = war.child("regroup")
    if regroup is None or regroup.entries is None:
        return
    pace = Node(regroup.place, entries={})
    for role, name in roles.items():
        node, at = _taken(regroup, role)
        if node is not None:
            _put(pace, name, node, at or node.place)
            made.moved["war", "regroup", "pace", name] = ("war", "regroup", role)
    if pace.entries:
        _put(regroup, "pace", pace, regroup.place)


# --- issues and guarantees -----------------------------------------------------------------------


def _issues(made: Mapped, challenger: str, protege: str) -> None:
    roles = {"challenger": challenger, "protege": protege}
    for name, issue in _mappings(made.root.child("issues")):
        _best(made, ("issues", name), issue, roles)
        for option, body in _mappings(issue.child("options")):
            for role, party in roles.items():
                _renamed(made, body, ("issues", name, "options", option), role, party)


def _best(made: Mapped, at: Path, issue: Node, roles: dict[str, str]) -> None:
    """Turn the two ends of a graded issue into each party's best, with the ends left out."""
    kind = issue.child("kind")
    if kind is None or kind.value != "graded":
        for role in roles:
            _taken(issue, f"{role}_best")
        return
    best = Node(issue.place, entries={})
    for (role, party), usual in zip(roles.items(), (1.0, 0.0), strict=True):
        node, place = _taken(issue, f"{role}_best")
        _put(best, party, node or Node(issue.place, usual), place or issue.place)
        made.moved[(*at, "best", party)] = (*at, f"{role}_best")
    before = ("unit", "options", "cite", "note")
    _insert(issue, "best", best, issue.place, before)


_WHOEVER_BREAKS = ("monitors", "sanctions")
"""Kinds of guarantee that answer a breach by either side; the others protect the protégé."""


def _guarantees(made: Mapped, challenger: str, protege: str) -> None:
    for name, promise in _mappings(made.root.child("guarantees")):
        assert promise.entries is not None
        _renamed(made, promise, ("guarantees", name), "in_force_from", "from")
        kind = promise.child("kind")
        stated: dict[str, list[str]] = {"protects": [protege], "against": [challenger]}
        if kind is not None and kind.value in _WHOEVER_BREAKS:
            stated = {"protects": [challenger, protege]}
            says = f"read as one for both sides: {kind.value} answer whoever breaks"
            made.notes.append((("guarantees", name), says, promise.place))
        for key, parties in stated.items():
            named = [Node(promise.place, p) for p in parties if not p.startswith(NOT_GIVEN)]
            if key not in promise.entries and named:
                _put(promise, key, Node(promise.place, items=named), promise.place)


def _proposals(made: Mapped, challenger: str, protege: str) -> None:
    """Bind both sides by every proposal, also where its consent rule does not ask both."""
    if made.lost_a_party:
        return
    rules = made.root.child("consent_rules")
    for _, proposal in _mappings(made.root.child("proposals")):
        assert proposal.entries is not None
        consent = proposal.child("consent")
        asked = _asked_in(consent, rules)
        if not {challenger, protege} <= asked and "inside" not in proposal.entries:
            listed = Node(proposal.place, items=[Node(proposal.place, challenger)])
            assert listed.items is not None
            listed.items.append(Node(proposal.place, protege))
            _insert(proposal, "inside", listed, proposal.place, before=("terms", "consent"))


def _asked_in(consent: Node | None, rules: Node | None) -> set[str]:
    """Return the words of a consent rule and of the rules that it names, and so on."""
    found = _words_in(consent) if consent is not None else set()
    seen: set[str] = set()
    while rules is not None and (named := (found & set(rules.entries or ())) - seen):
        seen |= named
        for name in named:
            below = rules.child(name)
            found |= _words_in(below) if below is not None else set()
    return found


def _words_in(node: Node) -> set[str]:
    found = {str(node.value)} if node.value is not None else set()
    for key, below in (node.entries or {}).items():
        found |= {key} | _words_in(below)
    return found.union(*map(_words_in, node.items or ()))


def _correlations(made: Mapped, challenger: str, protege: str) -> None:
    """Call numbers by their new paths where two of them are said to move together."""
    listed = made.root.child("correlations")
    for entry in (listed.items if listed is not None else None) or ():
        between = entry.child("between")
        for named in (between.items if between is not None else None) or ():
            if isinstance(named.value, str):
                named.value = new_name(named.value, challenger, protege)


# --- nodes ---------------------------------------------------------------------------------------


def _copied(node: Node) -> Node:
    """Return a tree that can be changed without changing what was read."""
    return Node(
        node.place,
        node.value,
        None if node.entries is None else {k: _copied(v) for k, v in node.entries.items()},
        None if node.items is None else [_copied(item) for item in node.items],
        dict(node.keys),
        node.values,
        node.height,
    )


def _mappings(node: Node | None) -> list[tuple[str, Node]]:
    entries = node.entries if node is not None else None
    return [(name, body) for name, body in (entries or {}).items() if body.entries is not None]


def _put(node: Node, key: str, below: Node, place: Place) -> None:
    assert node.entries is not None
    node.entries[key] = below
    node.keys[key] = place


def _taken(node: Node, key: str) -> tuple[Node | None, Place | None]:
    """Take a key out of a mapping, and return what stood there and the place of the key."""
    if node.entries is None or key not in node.entries:
        return None, None
    return node.entries.pop(key), node.keys.pop(key, node.place)


def _renamed(made: Mapped, node: Node, at: Path, old: str, new: str) -> None:
    """Give a key of a mapping another name, at the place in the order where it stood."""
    if node.entries is None or old not in node.entries or new in node.entries:
        return
    node.entries = {new if key == old else key: entry for key, entry in node.entries.items()}
    node.keys[new] = node.keys.pop(old, node.place)
    made.moved[(*at, new)] = (*at, old)


def _insert(node: Node, key: str, below: Node, place: Place, before: tuple[str, ...]) -> None:
    """Put a key in before the first of some others, so that a file reads in its usual order."""
    assert node.entries is not None
    at = next((i for i, name in enumerate(node.entries) if name in before), len(node.entries))
    pairs = list(node.entries.items())
    node.entries = dict([*pairs[:at], (key, below), *pairs[at:]])
    node.keys[key] = place


# --- names of numbers ----------------------------------------------------------------------------


def new_name(name: str, challenger: str, protege: str) -> str:
    """Return the path in version 2 of the number that version 1 called `name`.

    >>> new_name("war.costs.norland", "norland", "sutherland")
    'war.flow_costs.norland'
    """
    parties = {"challenger": challenger, "protege": protege}
    match name.split("."):
        case ["war", "costs", *more]:
            return ".".join(["war", "flow_costs", *more])
        case ["war", "regroup", role] if role in parties:
            return f"war.regroup.pace.{parties[role]}"
        case ["war", "keeps_its_word", *more]:
            return ".".join(["parties", challenger, "keeps_its_word", *more])
        case ["issues", issue, "options", option, role] if role in parties:
            return f"issues.{issue}.options.{option}.{parties[role]}"
        case ["guarantees", guarantee, "in_force_from"]:
            return f"guarantees.{guarantee}.from"
    return name
