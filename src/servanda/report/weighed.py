"""What public answers and events make of the share that signs, beside the share without them."""

from __future__ import annotations

from servanda.engine.result_parts import LEAST_EFFECTIVE, EvidenceResult
from servanda.engine.shares import Share
from servanda.report.number_words import percent

__all__ = ["weighed_sentence"]


def weighed_sentence(evidence: EvidenceResult | None, signed: Share | None) -> str:
    """Return what the dated evidence of a case makes of the share that signs a proposal.

    signed: that share with all of the evidence. Empty where the case holds none, where the shares
    are weighed by it already, and where no world of the proposal could be computed.

    >>> weighed_sentence(EvidenceResult(False, 950.0, {}), Share(0.22, 0.01, 2_000))
    'Signed, weighed by answers and events so far: 22%.'
    >>> weighed_sentence(EvidenceResult(False, 12.0, {}), None)
    'Answers and events so far are too unlike these worlds to weigh them so.'
    >>> weighed_sentence(None, None)
    ''
    """
    if evidence is None or evidence.weighed:
        return ""
    if evidence.effective_worlds < LEAST_EFFECTIVE:
        return "Answers and events so far are too unlike these worlds to weigh them so."
    if signed is None:
        return ""
    return f"Signed, weighed by answers and events so far: {percent(signed.share)}."
