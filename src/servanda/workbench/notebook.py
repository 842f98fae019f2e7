"""The what-if panel of the workbench inside a notebook: the same modules, the same answers."""

from __future__ import annotations

import asyncio
import json
import tempfile
import threading
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlencode

from servanda.errors import MissingExtraError
from servanda.escaping.json_text import json_text
from servanda.threads import aside

if TYPE_CHECKING:
    from servanda.case.keys.case import Case

__all__ = ["NotebookAnswers", "what_if"]


class NotebookAnswers:
    """What a panel asks of Python: a session on a copy of a case, answered as the server answers.

    The case's own folder is left alone: edits and scenarios stand in a folder that goes with this.
    """

    def __init__(self, case: Case, seed: int = 0) -> None:
        from servanda.case.text.save import case_text
        from servanda.workbench.live_views import LiveViews
        from servanda.workbench.proposal_view import Closely
        from servanda.workbench.session import Session

        bare = case.model_copy(
            update={
                "sources": {
                    name: source.model_copy(update={"file": ""})
                    for name, source in case.sources.items()
                }
            }
        )
        from servanda.saving import save_files

        self._folder = tempfile.TemporaryDirectory(prefix="servanda-", ignore_cleanup_errors=True)
        file = Path(self._folder.name, "case.yaml")
        save_files({file: case_text(bare)})
        self.session = Session(file.parent, seed)
        views, closely = LiveViews(self.session), Closely(self.session)
        self._deeds = {
            "/verdicts.json": views.verdicts, "/numbers.json": views.numbers, "/edit": views.edit,
            "/undo": views.undo, "/redo": views.redo, "/scenario/keep": views.scenario,
            "/scenario/open": views.scenario, "/scenario/drop": views.scenario,
            "/weighed.json": closely.weighed,
        }  # fmt: skip
        self._deeds |= {f"/tried/{quote(name)}.json": closely.tried for name in case.proposals}
        self._case = case

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to a message of the panel: its number, a status and a body."""
        # In a thread of its own: a notebook's kernel has a loop running in this one already.
        status, body = aside(lambda: asyncio.run(self._answer(asked)))
        return {"answer": asked.get("ask"), "status": status, "body": body}

    async def _answer(self, asked: Mapping[str, Any]) -> tuple[int, Any]:
        from starlette.requests import Request

        from servanda.workbench.answers import fault, told

        path, body = str(asked.get("path")), asked.get("body")
        if path not in self._deeds:
            missing = fault(404, "a notebook's panel has no such view", path, "open the workbench")
            return missing.status_code, json.loads(bytes(missing.body))
        query = asked.get("query")
        scope = {
            "type": "http",
            "method": "GET" if body is None else "POST",
            "path": path,
            "query_string": urlencode(query if isinstance(query, Mapping) else {}).encode(),
            "headers": [(b"content-type", b"application/json")],
            "path_params": {
                "deed": path.rpartition("/")[2],
                "name": unquote(path.rpartition("/")[2].removesuffix(".json")),
            },
        }
        sent = json_text(body if isinstance(body, Mapping) else {}).encode()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": sent, "more_body": False}

        response = await told(self._deeds[path])(Request(scope, receive))
        return response.status_code, json.loads(bytes(response.body))

    @property
    def patch(self) -> dict[str, list[float]]:
        """Return the edits that stand: the ends of a range by the path of its number."""
        return {path: list(ends) for path, ends in self.session.kept.patch.items()}

    def put(self, patch: Mapping[str, Any]) -> None:
        """Let other edits stand, as a step that can be taken back.

        Raises: InputError for a number the case does not have, or a range it cannot have.
        """
        from servanda.workbench.journal import patch_of

        wanted = patch_of(patch)
        self.session.live.stated(wanted)
        if wanted != self.session.kept.patch:
            self.session.edit(wanted, 0, 1, tab="python", gesture="python", war=False)

    @property
    def case(self) -> Case:
        """Return the case as it stands in the panel."""
        from servanda.case.change import with_values
        from servanda.engine.ranges import notation_of

        edits = {p: notation_of(low, high) for p, (low, high) in self.session.kept.patch.items()}
        return with_values(self._case, edits)

    def close(self) -> None:
        """Let the session and its folder go."""
        self.session.close()
        self._folder.cleanup()


def what_if(case: Case | str | PathLike[str], *, seed: int = 0) -> Any:
    """Return the what-if panel of the workbench for a notebook: ranges to move, verdicts beside.

    Parameters: `case`, a case or where one is; `seed`, from which all draws follow.

    Returns a widget: `.patch` holds the edits, {path: [low, high]}, and may be set; `.case` is the
    case as it stands in the panel. Nothing is written into the folder of the case.

    Raises: CaseError; MissingExtraError where anywidget is not installed.
    """
    from servanda.door.case import case_of

    try:
        import anywidget
        import traitlets
    except ImportError:
        raise MissingExtraError("The what-if panel in a notebook", "notebook") from None
    from servanda.workbench.notebook_page import notebook_module

    class WhatIfPanel(anywidget.AnyWidget):  # type: ignore[misc]
        """A panel on one case."""

        _esm = notebook_module()
        patch = traitlets.Dict().tag(sync=True)

        def __init__(self, answers: NotebookAnswers) -> None:
            super().__init__()
            self.answers = answers
            self.on_msg(self._heard)
            answers.session.listen(self._told)

        @property
        def case(self) -> Case:
            """The case as it stands in the panel."""
            return self.answers.case

        def _heard(self, _: Any, content: Any, buffers: Any) -> None:
            # Beside the kernel's own thread: verdicts of many worlds take a moment.
            work = threading.Thread(target=self._reply, args=(content,), daemon=True)
            work.start()

        def _reply(self, content: Any) -> None:
            self.send(self.answers.answer(content))
            self.patch = self.answers.patch

        def _told(self, change: dict[str, Any]) -> None:
            self.send({"change": change})

        @traitlets.validate("patch")  # type: ignore[untyped-decorator]
        def _patched(self, proposal: Any) -> Any:
            answers = getattr(self, "answers", None)
            if answers is not None:
                answers.put(proposal["value"])
                return answers.patch
            return proposal["value"]

        def close(self) -> None:
            """Take the panel down, and let its session go."""
            super().close()
            if hasattr(self, "answers"):
                self.answers.close()

    return WhatIfPanel(NotebookAnswers(case_of(case), seed))
