"""What short invented articles tell of a plan between Chad and Libya."""

from __future__ import annotations

from unittest.mock import patch

from servanda.drafting.sides import belligerents_of
from servanda.reading.packages import plan
from servanda.reading.packages.heard_answers import Listened
from servanda.reading.packages.plan import Package, package_in
from servanda.reading.read import Said, read_text

WAR = "Soldiers of Chad and Libya fought over the strip. A peace plan is on the table. "


def article(text: str) -> Said:
    """Read a text by the rules alone, behind a headline, a day and a war."""
    return read_text(f"Talks\n\n3 May 1994\n\n{WAR}{text}", "one", extract=lambda _: [])


def package(text: str, *, heard: bool = False) -> Package:
    """Return the plan that a text tells, by rules alone or with what the network hears."""
    read = [article(text)]
    parties, war = belligerents_of(read, ["Chad", "Libya"])
    if heard:
        return package_in(read, parties, war.all)
    with patch.object(plan, "listened_to", lambda *_: Listened([], {})):
        return package_in(read, parties, war.all)


def last_answers(text: str) -> dict[str, str]:
    """Return the answer of each party that counts."""
    return {party: told[-1].answer for party, told in package(text).answers.items()}
