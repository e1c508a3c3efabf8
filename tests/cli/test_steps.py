"""Progress on a terminal: nothing for what is quick, and nothing in a pipe."""

from __future__ import annotations

import io
import sys
import time

import pytest

from coopgraph.cli.steps import steps
from coopgraph.messages import message


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _on_terminal(patch: pytest.MonkeyPatch) -> _Terminal:
    """Make standard error a terminal; in the test itself, for pytest sets it between phases."""
    made = _Terminal()
    patch.setattr(sys, "stderr", made)
    return made


def test_what_is_quick_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _on_terminal(monkeypatch)
    with steps(2, quiet=False, after=30) as tell:
        tell(message("loading the tables"))
        tell(message("measuring"))
    assert terminal.getvalue() == ""


def test_what_takes_long_says_its_step_though_none_begins_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = _on_terminal(monkeypatch)
    with steps(2, quiet=False, after=0.05) as tell:
        tell(message("loading the tables"))
        tell(message("measuring"))
        assert terminal.getvalue() == ""
        until = time.monotonic() + 20
        while "50%" not in terminal.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
        assert "mesure" in terminal.getvalue()
        assert "50%" in terminal.getvalue()
    assert "100%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")


def test_steps_that_begin_later_move_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _on_terminal(monkeypatch)
    with steps(2, quiet=False) as tell:
        tell(message("loading the tables"))
        assert "50%" not in terminal.getvalue()
        tell(message("measuring"))
        assert "50%" in terminal.getvalue()


def test_quiet_and_pipes_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _on_terminal(monkeypatch)
    with steps(1, quiet=True) as tell:
        tell(message("measuring"))
    assert terminal.getvalue() == ""
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with steps(1, quiet=False) as tell:
        tell(message("measuring"))
    assert pipe.getvalue() == ""


def test_an_error_does_not_say_that_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _on_terminal(monkeypatch)

    def broken() -> None:
        with steps(2, quiet=False) as tell:
            tell(message("loading the tables"))
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        broken()
    assert "100%" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("rank", ("degree",)),
        ("rank_layers", ("degree",)),
        ("communities", ()),
        ("robustness", ()),
    ],
)
def test_measures_tell_their_steps(name: str, arguments: tuple[str, ...]) -> None:
    import coopgraph
    from coopgraph.resources import example_dir

    told: list[str] = []
    landscape = coopgraph.load([example_dir()], as_of="2024-12-31")
    getattr(landscape, name)(*arguments, progress=told.append)
    assert told == ["making the network", "measuring"]
