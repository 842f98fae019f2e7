"""How this kind of judgement has scored: the figures of the validation, in a sentence each."""

from __future__ import annotations

from servanda.kinds_of_war.shrunk import shrinkage
from servanda.report.blocks import Block, Paragraph, Prose, Run, Section, prose
from servanda.report.brief.named import first_of, left_out
from servanda.report.material import Material
from servanda.report.number_words import range_text
from servanda.scores import SCORES

__all__ = ["scored"]


def scored(material: Material, most: int) -> Section:
    """Return what was scored of holding and of signing, what never was, and holding as shrunk."""
    holds = SCORES["holds"]
    new = SCORES["holds_unseen"], SCORES["signs_unseen"]
    text = (
        f" On {new[1].cases} proposals coded after the model stood, by one who knew how they "
        f"ended, it put a signed one above a refused one {100 * new[1].auc:.0f} times in 100, and "
        f"one that held above one that broke {100 * new[0].auc:.0f} times; a coin does 50. An "
        f"earlier form: {100 * holds.auc:.0f} on {holds.cases} kept back, its level no better than "
        "a constant. "
        "“Signed” takes signed and refused proposals to be equally many: nobody counts refusals."
    )
    lead = Run("Read “holds” beside the record of its kind, and “signed” as a ranking.", "strong")
    more = Run("What the model leaves out.", "way-out", "#limits")
    blocks: list[Block] = [Paragraph(prose(lead, text, " ", more))]
    told = _shrunk(material, most)
    if told:
        blocks.append(Paragraph(told))
    return Section("brief-scored", "How such judgements have scored", tuple(blocks))


def _shrunk(material: Material, most: int) -> Prose:
    """Return holding once signed, shrunk to the rate of its kind, proposal by proposal."""
    known = [each for each in material.assessment.proposals if each.holds_shrunk]
    if not known:
        return ()
    shown = first_of(known, most)
    said = [f"{each.title} {range_text(each.holds_shrunk)}" for each in shown if each.holds_shrunk]
    rest = left_out(len(known) - len(shown), "proposal", "holding")
    lead = Run("Holds five years once signed, shrunk to the rate of its kind: ", "strong")
    tail = f" Here {shrinkage().in_short}."
    others = (" ", *rest) if len(known) > len(shown) else ()
    return prose(lead, f"{'; '.join(said)}.", *others, tail)
