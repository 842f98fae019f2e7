"""What would have to change: questions asked of the worlds and their outcomes.

`ask` holds the protocol and the register, `questions` one file a question, `methods` what works on
arrays alone, `packages` what searches other deals.
"""

from servanda.callable_room import callable_room

callable_room(__name__)
