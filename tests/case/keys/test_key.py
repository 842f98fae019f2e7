"""What is said of a key stands beside the key."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel

from servanda.case.keys.key import Key, declared


class Drawn(BaseModel):
    """A part with a key that is declared and one that is not."""

    tide: Annotated[float, "metres", Key("How high the water stands.", "1.2")] = 0.0
    inner: int = 0


def test_only_a_declared_field_is_a_key_of_a_file() -> None:
    said = declared(Drawn.model_fields["tide"])
    assert said == Key("How high the water stands.", "1.2") and said.called == ""
    assert declared(Drawn.model_fields["inner"]) is None
