"""One exploration, in a process of its own: asked on standard input, told line by line on output.

It runs beside the server, as nice as the system allows, so that no edit ever waits for it; whoever
cancels it ends the process.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from servanda.errors import ServandaError
from servanda.escaping.json_text import json_text

__all__ = ["found_by", "main"]

NICER = 10


def found_by(asked: Mapping[str, Any], told: Any) -> dict[str, Any]:
    """Return what a question finds in a case, as plain data and as the report shows it.

    `asked`: `case`, the text of the case; `question`; `proposal` or None; `worlds`; `seed`.
    `told` is called with what is done, from 0 to 1, and a note.
    """
    if asked["question"] == "read":
        return _read(Path(asked["folder"]), told)
    from servanda.case.load import parse
    from servanda.workbench.found import explored

    case = parse(asked["case"])

    def progress(done: int, total: int) -> None:
        told(done / max(total, 1), f"{done} of {total} answers")

    return explored(case, asked["question"], asked["proposal"], asked["worlds"], asked["seed"],
                    progress)  # fmt: skip


def _read(folder: Path, told: Any) -> dict[str, Any]:
    """Read the articles that lie in a folder, and return how many said what."""
    from servanda.door.read import into_store

    articles = sorted((folder / "articles").iterdir())
    count = 0
    for count, (path, _became) in enumerate(into_store(articles, folder), 1):
        told(min(count / max(len(articles), 1), 1.0), path.name[:80])
    return {"read": count}


def main() -> None:
    """Answer what is asked on standard input."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICER)
    out = sys.stdout
    sys.stdout = sys.stderr  # what a library prints must not come between the lines

    def say(body: Mapping[str, Any]) -> None:
        out.write(json_text(body, compact=True) + "\n")
        out.flush()

    asked = json.loads(sys.stdin.readline())
    try:
        found = found_by(asked, lambda done, note: say({"done": done, "note": note}))
    except ServandaError as error:
        say({"failed": str(error)})
        return
    say({"found": found})


if __name__ == "__main__":
    main()
