"""Reports: an assessment as a file to hand over, in every format of `FORMATS`.

`servanda.report(case, output)` writes one; this package holds what makes it.
"""

from servanda.callable_room import callable_room

callable_room(__name__)
