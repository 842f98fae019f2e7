"""The constants of the kernels are the places of the contract's columns."""

from __future__ import annotations

import pytest

from servanda.engine import columns, contract


@pytest.mark.parametrize("table", ["PARTY", "WORLD", "DEAL_PARTY", "DEAL_WORLD"])
def test_each_column_stands_where_its_constant_says(table: str) -> None:
    for place, column in enumerate(getattr(contract, table)):
        assert getattr(columns, column.name.upper()) == place, column.name
