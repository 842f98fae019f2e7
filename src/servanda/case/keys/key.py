"""What is said of a key of the case file, beside the key itself and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Key", "declared"]


@dataclass(frozen=True, slots=True)
class Key:
    """What a key means, an example of it, and how a number that stands there is spoken of.

    Everything else that speaks of keys is derived from this: the JSON Schema, the reference, the
    names of numbers in sentences and tables, what to watch, and what `check` says of a gap.

    Parameters
    ----------
    means : a sentence
    example : what may stand there, as YAML
    called : for a number, a noun phrase that names it in a sentence: "the cost of {guarantee}"; in
        braces stand the nouns bound on the way to it (`each`) and what the part itself is `about`
    watch : for a number, the observable that tells how it is moving; may use the same nouns
    each : for a mapping or a list, the noun that each of its entries is: "guarantee"
    """

    means: str
    example: str
    called: str = ""
    watch: str = ""
    each: str = ""


def declared(field: Any) -> Key | None:
    """Return what a model's field declares of itself, or nothing where it is no key of a file.

    >>> from servanda.case.keys.number import Judgement
    >>> declared(Judgement.model_fields["by"]).means
    'Whose estimate it is.'
    """
    return next((entry for entry in field.metadata if isinstance(entry, Key)), None)
