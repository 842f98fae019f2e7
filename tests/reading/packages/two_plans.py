"""Invented articles on wars of two plans, each with its day."""

from __future__ import annotations

from servanda.drafting.sides import Belligerents, belligerents_of
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import in_order
from servanda.reading.read import Said, read_text

TUNIS = (
    "Chad and Libya sign a border treaty in Tunis\n\n3 May 1994\n\n"
    "Soldiers of Chad and Libya have fought over the strip for years. The foreign ministers of "
    "Chad and Libya signed a border treaty in Tunis on Monday. Under the treaty all Libyan troops "
    "shall leave the strip within 60 days. Sudan, which fights beside Libya, was not asked."
)
KAMPALA = (
    "Chad, Sudan agree a truce\n\n20 June 1994\n\n"
    "Soldiers of Chad and Sudan fought near the border until last week. Chad and Sudan signed a "
    "ceasefire agreement in Kampala on Sunday. Under the agreement all prisoners are to be freed "
    "within 30 days. Observers of the United Nations will watch over the truce."
)
LATER = (
    "Quiet on the line\n\n25 June 1994\n\n"
    "Sudan pulled its guns back from the line, and Sudan freed 40 men. Chad has said nothing yet."
)
PROPOSED = (
    "An answer from Cairo\n\n2 March 1999\n\n"
    "Egypt and Libya fought in the desert. Egypt is ready to accept a French proposal for a full "
    "ceasefire along the whole line. Under the proposal all prisoners are to be freed."
)
HALT = (
    "Libya spares the wells\n\n9 March 1999\n\n"
    "Egypt and Libya fought on. Libya agreed on Monday to stop shelling the wells for 20 days, but "
    "stopped short of the full ceasefire that France had proposed. Under the agreement relief "
    "convoys shall have free access."
)
VOTED = (
    "A narrow No\n\n4 May 2003\n\n"
    "The army of Chad and Libya fought for years. Voters turned down the peace deal on Sunday. "
    "Under the deal the strip was to have autonomy. Chad and Libya had accepted the deal."
)
RENEWED = (
    "Once more\n\n4 July 2003\n\n"
    "Soldiers of Chad and Libya have held their fire. Chad and Libya signed a revised peace "
    "agreement yesterday, two months after voters threw out the first. Under the agreement all "
    "prisoners are to be freed."
)


def articles(**texts: str) -> list[Said]:
    """Read texts by name, by the rules alone, in order of their days."""
    return in_order([read_text(text, name, extract=lambda _: []) for name, text in texts.items()])


def at_war(read: list[Said], *sides: str) -> tuple[Parties, Belligerents]:
    """Return the parties of articles, and the sides as given."""
    return belligerents_of(read, sides)
