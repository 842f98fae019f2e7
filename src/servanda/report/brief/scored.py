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
    holds, held, signed = SCORES["holds"], SCORES["holds_library"], SCORES["signs_library"]
    new = SCORES["holds_unseen"], SCORES["signs_unseen"]
    text = (
        f" On {new[1].cases} proposals coded after the model stood, by one who knew the ends, it "
        f"ranked which were signed (AUC {new[1].auc:.2f}) and hardly which held (AUC "
        f"{new[0].auc:.2f}); on all {signed.cases}, {signed.auc:.2f} and {held.auc:.2f}. An "
        f"earlier form ranked {holds.cases} settlements kept back (AUC {holds.auc:.2f}), with a "
        "level no better than a constant. P(signed) takes signed and refused proposals to be "
        "equally many, for refusals are counted nowhere."
    )
    lead = Run("Read “holds” beside the record of its kind, and “signed” as a ranking.", "strong")
    more = Run(" What the model leaves out.", "way-out", "#limits")
    blocks: list[Block] = [Paragraph(prose(lead, text, more))]
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
    lead = Run("Once signed, holds five years, shrunk to the rate of its kind: ", "strong")
    tail = f" Here {shrinkage().in_short}."
    others = (" ", *rest) if len(known) > len(shown) else ()
    return prose(lead, f"{'; '.join(said)}.", *others, tail)
