"""Consent: the kinds of rule a case may state, one file a kind, and the trees they make.

A kind is registered here and nowhere else. What checks a case, puts it into words, asks who
consents or looks for deals goes by what each kind says of itself.
"""

from servanda.case.consent.all import AllOf
from servanda.case.consent.any import AnyOf
from servanda.case.consent.at_least import AtLeast
from servanda.case.consent.ballot import Ballot
from servanda.case.consent.host import Host
from servanda.case.consent.members import Members
from servanda.case.consent.named import Named
from servanda.case.consent.party import OneParty
from servanda.case.consent.quota import Quota
from servanda.case.consent.rule import KINDS, ConsentRule, register
from servanda.case.consent.tree import Tree, compile_rule, rule_in_words, tree_of
from servanda.case.consent.veto import Veto

__all__ = [
    "KINDS",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Ballot",
    "ConsentRule",
    "Host",
    "Members",
    "Named",
    "OneParty",
    "Quota",
    "Tree",
    "Veto",
    "compile_rule",
    "register",
    "rule_in_words",
    "tree_of",
]

for _kind in (OneParty, AllOf, AnyOf, AtLeast, Quota, Veto, Host, Members, Named):
    register(_kind)
