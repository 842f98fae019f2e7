"""How this kind of judgement has scored: the figures of the validation, in a sentence each."""

from __future__ import annotations

from servanda.report.blocks import Paragraph, Run, Section, prose
from servanda.report.material import Material
from servanda.scores import SCORES

__all__ = ["scored"]


def scored(material: Material, most: int) -> Section:
    """Return what was scored of holding and of signing, and what never was."""
    holds, signs = SCORES["holds"], SCORES["signs"]
    held, signed = SCORES["holds_library"], SCORES["signs_library"]
    text = (
        f" On {holds.cases} settlements kept back, an earlier form of the model ranked which held "
        f"(AUC {holds.auc:.2f}), with a level no better than a constant. Which were signed it "
        f"ranked with AUC {signs.auc:.2f}, mostly by the judged political cost; that level cannot "
        f"be scored, for refusals are counted nowhere. The present form, on {signed.cases} "
        f"proposals coded in hindsight: signed {signed.auc:.2f}, held {held.auc:.2f}; it is yet "
        "to be scored on settlements kept back."
    )
    lead = Run("Read “holds” beside the record of its kind, and “signed” as a ranking.", "strong")
    more = Run(" What the model leaves out.", "way-out", "#limits")
    return Section("brief-scored", "How such judgements have scored",
                   (Paragraph(prose(lead, text, more)),))  # fmt: skip
