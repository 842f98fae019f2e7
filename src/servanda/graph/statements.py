"""Preference statements: truth functions of options, read from text and evaluated on patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.errors import GraphError
from servanda.graph.options import Option, closest

__all__ = ["Statement", "read_statement"]

Truth = NDArray[np.bool_]

WORDS = {
    "and": "and", "&": "and", "&&": "and", "∧": "and",
    "or": "or", "|": "or", "||": "or", "∨": "or",
    "not": "not", "-": "not", "!": "not", "~": "not", "¬": "not", "−": "not",
    "if": "if", "<-": "if", "onlyif": "then", "->": "then", "=>": "then", "implies": "then",
    "iff": "iff", "<->": "iff", "<=>": "iff", "(": "(", ")": ")",
}  # fmt: skip
"""How each connective may be written."""

TOKEN = re.compile(
    r"\s*(<->|<=>|<-|->|=>|&&|\|\||only\s+if\b|[&|!~¬∧∨()−-]|\d+|\"[^\"]*\"|[^\s&|!~¬∧∨()\"]+)"
)


@dataclass(frozen=True)
class Statement:
    """A truth function of the options.

    `tree` is nested tuples: ``("option", 3)``, ``("not", tree)``, ``("and", tree, tree)`` and the
    like, with ``if`` read as the second implying the first ("A if B").
    """

    text: str
    tree: tuple[object, ...]

    def holds(self, chosen: Callable[[int], Truth]) -> Truth:
        """Where the statement is true; `chosen(o)` says in which states option o is chosen."""
        return _truth(self.tree, chosen)


def _truth(tree: tuple[object, ...], chosen: Callable[[int], Truth]) -> Truth:
    kind = tree[0]
    if kind == "option":
        assert isinstance(tree[1], int)
        return np.asarray(chosen(tree[1]))
    parts = [_truth(part, chosen) for part in tree[1:] if isinstance(part, tuple)]
    if kind == "not":
        return np.asarray(~parts[0])
    left, right = parts
    if kind == "and":
        return np.asarray(left & right)
    if kind == "or":
        return np.asarray(left | right)
    if kind == "if":
        return np.asarray(left | ~right)
    if kind == "then":
        return np.asarray(~left | right)
    return np.asarray(left == right)


def option_numbers(options: Sequence[Option], makers: Sequence[str]) -> dict[str, list[int]]:
    """List the options each name may mean: its number, its name, or its owner and name."""
    meant: dict[str, list[int]] = {}
    for o, option in enumerate(options):
        owner = makers[option.dm]
        names = (option.name, f"{owner}: {option.name}", f"{owner}.{option.name}")
        for name in dict.fromkeys(n.casefold() for n in names):
            meant.setdefault(name, []).append(o)
    return meant


class _Reader:
    """Reads one statement by recursive descent; definitions are looked up as they are met."""

    def __init__(
        self,
        text: str,
        options: Sequence[Option],
        makers: Sequence[str],
        definitions: Mapping[str, str],
        where: str,
        open_names: tuple[str, ...],
    ) -> None:
        self.text, self.options, self.makers = text, options, makers
        self.definitions = {name.casefold(): (name, body) for name, body in definitions.items()}
        self.raw_definitions = definitions
        self.where, self.open_names = where, open_names
        self.meant = option_numbers(options, makers)
        self.tokens = self._split(text)
        self.at = 0

    def fail(self, wrong: str) -> GraphError:
        return GraphError(f"{self.where}: statement {self.text!r}: {wrong}")

    def _split(self, text: str) -> list[tuple[str, str]]:
        # Names may hold spaces and connectives ("Withdraw and normalise"), so the longest known
        # name wins over a connective.
        names = sorted((*self.meant, *self.definitions), key=len, reverse=True)
        tokens: list[tuple[str, str]] = []
        at = 0
        while text[at:].strip():
            at += len(text[at:]) - len(text[at:].lstrip())
            name = next((n for n in names if _starts_with(text, at, n)), None)
            if name is not None:
                tokens.append(("name", name))
                at += len(name)
                continue
            match = TOKEN.match(text, at)
            if match is None:
                raise self.fail(f"{text[at:]!r} cannot be read; use and, or, not, if, iff")
            at = match.end()
            tokens.append(self._token(match.group(1)))
        return tokens

    def _token(self, word: str) -> tuple[str, str]:
        kind = WORDS.get(word.casefold().replace(" ", ""))
        if kind is not None:
            return (kind, word)
        if word.startswith('"'):
            return ("name", word.strip('"').casefold())
        return ("number", word) if word.isdigit() else ("name", word.casefold())

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else "end"

    def take(self, *kinds: str) -> str:
        kind = self.peek()
        if kind in kinds:
            self.at += 1
            return kind
        return ""

    def whole(self) -> tuple[object, ...]:
        tree = self.level(0)
        if self.peek() != "end":
            raise self.fail(f"{self.tokens[self.at][1]!r} was not expected there")
        return tree

    def level(self, depth: int) -> tuple[object, ...]:
        # iff binds least, then if/then, or, and.
        levels = (("iff",), ("if", "then"), ("or",), ("and",))
        if depth == len(levels):
            return self.negated()
        if depth == 1 and self.peek() == "if":
            raise self.fail("write 'A if B', not 'if B, A'")
        tree = self.level(depth + 1)
        while kind := self.take(*levels[depth]):
            tree = (kind, tree, self.level(depth + 1))
        return tree

    def negated(self) -> tuple[object, ...]:
        if self.take("not"):
            return ("not", self.negated())
        if self.take("("):
            tree = self.level(0)
            if not self.take(")"):
                raise self.fail("a bracket is not closed")
            return tree
        kind = self.peek()
        if kind not in ("number", "name"):
            raise self.fail("an option is missing" if kind == "end" else f"{kind!r} stands alone")
        word = self.tokens[self.at][1]
        self.at += 1
        return self.number(word) if kind == "number" else self.name(word)

    def number(self, word: str) -> tuple[object, ...]:
        o = int(word)
        if not 1 <= o <= len(self.options):
            raise self.fail(f"there is no option {o}; options are 1 to {len(self.options)}")
        return ("option", o - 1)

    def name(self, word: str) -> tuple[object, ...]:
        if word in self.definitions:
            name, body = self.definitions[word]
            if name in self.open_names:
                circle = " → ".join((*self.open_names[self.open_names.index(name) :], name))
                raise self.fail(f"definitions go round in a circle: {circle}; break it")
            inner = _Reader(
                body, self.options, self.makers, self.raw_definitions,
                f"{self.where}: definition {name!r}", (*self.open_names, name),
            )  # fmt: skip
            return inner.whole()
        found = self.meant.get(word, [])
        if len(found) == 1:
            return ("option", found[0])
        if found:
            ways = ", ".join(f"'{self.makers[self.options[o].dm]}: {word}'" for o in found)
            raise self.fail(f"several options are called {word!r}; write one of {ways}")
        known = (*(o.name for o in self.options), *self.raw_definitions)
        raise self.fail(f"unknown option {word!r}; {closest(word, known)}")


def _starts_with(text: str, at: int, name: str) -> bool:
    end = at + len(name)
    if text[at:end].casefold() != name:
        return False
    if not name[-1].isalnum():
        return True
    if name.isdigit():  # a bare number is an option's number, unless something is called so
        return False
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def read_statement(
    text: str,
    options: Sequence[Option],
    makers: Sequence[str],
    definitions: Mapping[str, str] | None = None,
    where: str = "statement",
    name: str = "",
) -> Statement:
    """Read a statement such as ``-1 & (Attack or 2) if not 3``.

    Options are named by number (counted from 1), by name, or by owner and name (``Iraq: Attack``);
    connectives by word or sign. "A if B" means that B implies A. Not binds closest, then and, or,
    if, iff. A word may also be the name of one of `definitions`, which may refer to one another but
    not in a circle; `name` is this statement's own name there.

    Raises GraphError for an unknown option, a circle of definitions or a text that cannot be read.

    >>> options = [Option("Release water", 0), Option("Attack", 1)]
    >>> read_statement("2 if not Release water", options, ["Syria", "Iraq"]).tree
    ('if', ('option', 1), ('not', ('option', 0)))
    >>> read_statement("3 & 1", options, ["Syria", "Iraq"])
    Traceback (most recent call last):
    servanda.errors.GraphError: statement: statement '3 & 1': there is no option 3; options are ...

    Sources: statements and their reading, [@Hipel1997] and [@Fang2003a].
    """
    open_names = (name,) if name else ()
    reader = _Reader(text, options, makers, definitions or {}, where, open_names)
    return Statement(text, reader.whole())
