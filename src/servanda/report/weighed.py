"""What public answers and events make of the share that signs, beside the share without them."""

from __future__ import annotations

from servanda.engine.result_parts import LEAST_EFFECTIVE, EvidenceResult
from servanda.report.number_words import percent

__all__ = ["weighed_sentence"]


def weighed_sentence(evidence: EvidenceResult | None, proposal: str) -> str:
    """Return what the dated evidence of a case makes of the share that signs a proposal.

    Empty where the case holds none, where the shares are weighed by it already, and where no world
    of the proposal could be computed.

    >>> found = EvidenceResult(False, 950.0, {}, {"truce": 0.22})
    >>> weighed_sentence(found, "truce")
    'Weighed by what was answered and done, signed: 22%.'
    >>> weighed_sentence(EvidenceResult(False, 12.0, {}, {"truce": 0.22}), "truce")
    'What was answered and done is too unlike these worlds to weigh them by it.'
    >>> weighed_sentence(None, "truce")
    ''
    """
    if evidence is None or evidence.weighed or proposal not in evidence.signed:
        return ""
    if evidence.effective_worlds < LEAST_EFFECTIVE:
        return "What was answered and done is too unlike these worlds to weigh them by it."
    share = evidence.signed[proposal]
    return f"Weighed by what was answered and done, signed: {percent(share)}."
