"""Invented news on four conflicts, and how a draft of it is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from servanda.case.change import with_values
from servanda.case.check import gaps_in
from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.case.text.save import save
from servanda.reading.read import Said, read_text

CAUCASUS = """Armenia asks for observers as truce frays

Azerbaijan attacked Armenia along the border on 12 March 2026, and its troops have since occupied
about 5 percent of Armenia. Azerbaijani forces are making advances near Goris, and the trend on the
ground has moved in Baku's favour.

France and Ireland have volunteered to send troops to Armenia to watch over a ceasefire. Canada
volunteered to send 400 peacekeepers to Armenia. Georgia will not send troops to Armenia. Germany
remains wary of sending troops to Armenia.

Azerbaijan will not allow peacekeepers in Armenia. Azerbaijan should not get a say on the troops in
Armenia, and it should be up to Armenia to decide.

The Sochi Agreement of 2021 had bound both capitals. Azerbaijan violated the Sochi Agreement.

Armenia has called for membership of the EU. Hungary opposes Armenia's accession to the EU. Poland
supports Armenia's accession to the EU.
"""
SUDAN = """The Rapid Support Forces attacked Khartoum again on Saturday as Sudan's army lost ground.
The RSF seized a bridge, and its fighters are advancing into Omdurman.

Kenya called for a transitional government in Sudan. The African Union urged a ceasefire. Sudan's
government rejected the Nairobi Plan, which would have placed observers in Khartoum.

The Jeddah Declaration of 2023 was broken by the Rapid Support Forces. The Juba Accord collapsed.
"""
COAST = """Burkina Faso invaded Côte d’Ivoire in April. Ghana and Türkiye have volunteered to send
troops to Côte d’Ivoire. Togo refused to send troops to Côte d’Ivoire. Burkina Faso rejected any
troops in Côte d’Ivoire. Burkina Faso has lost ground since May, and the front has shifted in
Abidjan's favour.
"""
BORDER = """India accused Pakistan on Sunday of firing across the Line of Control, and said that its
soldiers had fired back. Sweden urged a ceasefire between India and Pakistan.
"""
PLAN = """Chad and Libya sign plan

3 May 1994

Chad and Libya signed the Tripoli Plan. Under the plan, all Libyan troops leave the Aouzou strip
within 30 days. Prisoners are to be exchanged within 90 days. A force of 1,500 United Nations
observers will monitor the border for 12 months. A referendum is to be held in Chad. Chad accepted
the plan. Libya rejected the plan on Monday. The plan runs for five years.
"""

ARTICLES = {
    name: "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    for name, text in (
        ("caucasus", CAUCASUS), ("sudan", SUDAN), ("coast", COAST), ("border", BORDER)
    )
}  # fmt: skip
"""Articles by name, one line a paragraph."""


def said(name: str, text: str, **more: Any) -> Said:
    """Read a text by the rules alone, so that no test waits for the tagger."""
    return read_text(text, name, extract=lambda _: [], **more)


def citations_in(node: Any) -> Iterator[dict[str, str]]:
    """Yield every citation anywhere in a case file."""
    if isinstance(node, dict):
        if set(node) == {"source", "quote"}:
            yield node
        for entry in node.values():
            yield from citations_in(entry)
    elif isinstance(node, list):
        for entry in node:
            yield from citations_in(entry)


def filled(folder: Path) -> Case:
    """Fill every gap the case lists with something of its range, and write the case."""
    case = load(folder)
    # Low: of several promises in one proposal, the chances add to 1 at most.
    typical = {"intervenes": 0.1, "valid": 0.4, "held": 0.2, "trend": 0.002, "swing": 0.02,
               "force": 20, "forces": 300, "deployed": 5, "renewal": 0.5}  # fmt: skip
    values: dict[str, Any] = {}
    for gap in gaps_in(case):
        parts = gap.split(".")
        share = "options" in parts or "victory" in parts
        usual = 0.4 if share else 0.1 if "costs" in parts else 1.0
        values[gap] = typical.get(parts[-1], usual)
    save(with_values(case, values), folder)
    return load(folder)
