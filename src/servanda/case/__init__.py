"""The case file: what is in dispute, who decides, what is proposed, and what is known about it."""

from servanda.case.change import with_value, with_values
from servanda.case.check import CheckReport, Note, check, gaps_in, stated_numbers
from servanda.case.fingerprint import case_hash
from servanda.case.json_schema import json_schema
from servanda.case.keys.case import ANALYST, Case, Proposal, numbers_in
from servanda.case.load import faults, load, parse
from servanda.case.plain_words import describe
from servanda.case.template import begin
from servanda.case.text.save import case_text, save

__all__ = [
    "ANALYST",
    "Case",
    "CheckReport",
    "Note",
    "Proposal",
    "begin",
    "case_hash",
    "case_text",
    "check",
    "describe",
    "faults",
    "gaps_in",
    "json_schema",
    "load",
    "numbers_in",
    "parse",
    "save",
    "stated_numbers",
    "with_value",
    "with_values",
]
