"""Numbers written in another unit than the one wanted."""

from __future__ import annotations

from collections.abc import Mapping

from servanda.errors import InputError
from servanda.quantity import Form, parse_form

__all__ = ["rescaled"]


def rescaled(body: object, written: str, unit: str) -> Form:
    """Parse `body` as given in the unit `written`, and return it in `unit`."""
    if isinstance(body, int | float) and not isinstance(body, bool):
        return parse_form(f"{body} {written}", unit)
    if isinstance(body, str) and body.strip() != "?":
        return parse_form(f"{body} {written}", unit)
    if isinstance(body, Mapping):
        return parse_form({key: _in_unit(key, entry, written) for key, entry in body.items()}, unit)
    return parse_form(body, unit)


def _in_unit(name: object, parameters: object, written: str) -> object:
    """Name the unit beside those parameters of a distribution that have one."""
    if name == "base_rate":
        raise InputError("a base rate has a unit of its own; remove `unit`")
    if name == "mix" and isinstance(parameters, Mapping):
        return {view: _view_in_unit(body, written) for view, body in parameters.items()}
    dimensionless = {"beta": 2, "lognormal": 1}.get(str(name), 0)
    if not isinstance(parameters, list):
        return parameters
    bare = len(parameters) - dimensionless
    return [*(f"{entry} {written}" for entry in parameters[:bare]), *parameters[bare:]]


def _view_in_unit(view: object, written: str) -> object:
    if not isinstance(view, Mapping) or "value" not in view:
        return view
    value = view["value"]
    if isinstance(value, Mapping):
        value = {key: _in_unit(key, entry, written) for key, entry in value.items()}
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        value = f"{value} {written}"
    return {**view, "value": value}
