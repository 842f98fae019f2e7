"""The command line itself: parse, call the door, print; exit codes and complaints."""

from __future__ import annotations

import errno

import pytest

from servanda import __version__
from servanda.cli import overview


def test_nothing_asked_is_answered_with_what_there_is(verb) -> None:
    code, out, _ = verb()
    assert code == 2 and out.strip() == overview()
    assert verb("--help")[0] == 0
    assert verb("--version")[1] == f"servanda {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("asess",), "No such command 'asess'; did you mean `assess`?"),
     (("xyzzy",), "there are read"), (("assess", ".", "--worlds", "x"), "`x` is no number")],
)  # fmt: skip
def test_a_mistake_ends_with_2_and_no_traceback(verb, arguments: tuple[str, ...], said) -> None:
    code, out, err = verb(*arguments)
    assert code == 2 and said in err and "Traceback" not in err and out == ""


def test_what_the_system_refuses_is_told(verb, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EACCES, "Permission denied", "somewhere")

    monkeypatch.setattr("servanda.door.hand_over.cite", refused)
    code, _, err = verb("cite", ".")
    assert code == 2 and "somewhere: Permission denied" in err

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("servanda.door.hand_over.cite", stopped)
    assert verb("cite", ".")[0] == 130
