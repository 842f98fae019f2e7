"""What `import servanda` opens: one function a verb of the command line, each lazily fetched.

`DOOR` says which file each is in. The command line calls these and prints what they return.
"""

from __future__ import annotations

__all__ = ["DOOR"]

DOOR = {
    "demo": "judge",
    "new": "case",
    "load": "case",
    "check": "case",
    "upgrade": "case",
    "read": "read",
    "evidence": "evidence",
    "decide": "evidence",
    "draft": "read",
    "assess": "judge",
    "shard": "shards",
    "merge": "shards",
    "why": "judge",
    "graph": "judge",
    "compare": "explore",
    "explore": "explore",
    "linchpins": "explore",
    "deals": "explore",
    "past": "explore",
    "behaviour": "explore",
    "forecast": "explore",
    "findings": "explore",
    "library": "library",
    "score_library": "library",
    "settlements_like": "library",
    "questions": "ledger",
    "ledger": "ledger",
    "ledger_add": "ledger",
    "ledger_crowd": "ledger",
    "ledger_resolve": "ledger",
    "ledger_score": "ledger",
    "ledger_verify": "ledger",
    "ask": "elicitation",
    "pool": "elicitation",
    "report": "hand_over",
    "verify": "hand_over",
    "cite": "hand_over",
    "export": "exchange",
    "import_data": "exchange",
}
"""Every function of the door, and the file of this folder that it is in."""
