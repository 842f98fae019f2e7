"""Whether a proposal gets the consent it needs, in every world at once.

The kinds of consent rule decide for themselves (`case/consent/`); asking again with one party set
to "consents" tells in which worlds that party alone stands in the way.
"""

from servanda.case.consent import Ballot, compile_rule
from servanda.case.consent import Tree as Node

__all__ = ["Ballot", "Node", "compile_rule"]
