"""The graph drawn: states, moves coloured by who makes them, the status quo and the equilibria."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from servanda.errors import InputError
from servanda.escaping.html_text import html_text
from servanda.graph.layout import layered, placed
from servanda.graph.model import Model
from servanda.graph.solve import Solution

__all__ = ["draw"]

COLOURS = (
    "#0072b2", "#d55e00", "#009e73", "#a3468a", "#946000", "#2a7fb8", "#5b5b5b", "#b00020",
)  # fmt: skip
"""Told apart by most colour-blind readers, after Okabe and Ito, and dark enough on white."""

DASHES = ("", "7 3", "2 3", "9 3 2 3")
"""So that a print without colour can be read."""

WIDTH, HEIGHT = 128.0, 58.0
STEP = (228.0, 92.0)
MARGIN = 44.0
LEGIBLE = 60
"""Arrows that can be told apart; of more, only the best of each decision maker is drawn."""

FONT = "font-family='Helvetica, Arial, sans-serif'"


@dataclass(frozen=True)
class _Arrow:
    """One move to draw."""

    dm: int
    source: int
    target: int


def draw(
    model: Model,
    solution: Solution | None = None,
    only: Sequence[str] | None = None,
    every_move: bool = False,
    most: int = 40,
) -> str:
    """Draw a model as SVG.

    States stand in columns by the fewest moves from the status quo (or the first state). Arrows are
    the moves that whoever makes them gains by, coloured and dashed by decision maker. Equilibria
    are tinted and name their concepts. A model of more than `most` states is summed up in words and
    counts instead.

    Parameters: `solution`: whose equilibria to mark; `only`: labels of the states to draw, with the
    moves among them; `every_move`: draw also the moves that nobody gains by; `most`: the most
    states to draw.

    >>> from servanda.graph.model import option_model
    >>> from servanda.graph.solve import solve
    >>> m = option_model({"A": ["Hold"], "B": ["Help"]}, {"A": [1, 0, 3, 2], "B": [1, 3, 0, 2]})
    >>> svg = draw(m, solve(m, ["nash"]))
    >>> svg[:4], svg.count("class='state'"), svg.count("class='move'")
    ('<svg', 4, 4)
    """
    chosen = range(model.states) if only is None else [model.state(x) for x in only]
    if len(chosen) > most:
        return _summary(model, solution, most)
    states = list(dict.fromkeys(chosen))
    if not states:
        raise InputError("there is no state to draw")
    arrows, hidden = _arrows(model, states, every_move)
    crowded = not every_move and len(arrows) > LEGIBLE
    if crowded:
        kept = _best(model, arrows)
        arrows, hidden = kept, hidden + len(arrows) - len(kept)
    near: dict[int, list[int]] = {}
    for arrow in arrows:
        near.setdefault(arrow.source, []).append(arrow.target)
        near.setdefault(arrow.target, []).append(arrow.source)
    start = states[0]
    if model.status_quo is not None and model.status_quo in states:
        start = model.status_quo
    moves = {s: [t for i in range(len(model.decision_makers)) for t in model.moves.out(i, s)
                 if t in set(states)] for s in states}  # fmt: skip
    spots = placed(layered(states, moves, start), near, STEP)
    body = [_line(model, a, spots, arrows) for a in arrows]
    body += [_box(model, solution, s, spots[s]) for s in states]
    width = max(x for x, _ in spots.values()) + WIDTH + 2 * MARGIN
    height = max(y for _, y in spots.values()) + HEIGHT + 2 * MARGIN
    notes = _caption(model, states, start, hidden, every_move, crowded)
    return _page(model, body, notes, max(width, 520.0), height)


def _arrows(model: Model, states: Sequence[int], every_move: bool) -> tuple[list[_Arrow], int]:
    kept, hidden, wanted = [], 0, set(states)
    for i, preference in enumerate(model.preferences):
        for s in states:
            row = preference.row(s)
            for t in model.moves.out(i, s):
                if t not in wanted:
                    continue
                if row[t] > 0 or every_move:
                    kept.append(_Arrow(i, s, t))
                else:
                    hidden += 1
    return kept, hidden


def _best(model: Model, arrows: Sequence[_Arrow]) -> list[_Arrow]:
    """Keep, of each decision maker's moves from a state, the one it likes best."""
    best: dict[tuple[int, int], _Arrow] = {}
    for arrow in arrows:
        key = (arrow.dm, arrow.source)
        liked = model.preferences[arrow.dm]
        if key not in best or liked.compare(best[key].target, arrow.target) in range(1, 8):
            best[key] = arrow
    return list(best.values())


def _line(
    model: Model,
    arrow: _Arrow,
    spots: dict[int, tuple[float, float]],
    arrows: Sequence[_Arrow],
) -> str:
    # Moves between the same two states are fanned out, and every line bows to its own right, so
    # that a move and its reverse do not lie on each other.
    alike = [a for a in arrows if {a.source, a.target} == {arrow.source, arrow.target}]
    (x0, y0), (x1, y1) = spots[arrow.source], spots[arrow.target]
    dx, dy = x1 - x0, y1 - y0
    length = hypot(dx, dy) or 1.0
    same_way = [a for a in alike if a.source == arrow.source]
    bow = 16.0 + 16.0 * same_way.index(arrow) + 0.10 * length
    if abs(dx) < 1 and abs(dy) > 1.5 * STEP[1]:
        bow += WIDTH  # around the boxes between, not behind them
    cx = (x0 + x1) / 2 - dy / length * bow
    cy = (y0 + y1) / 2 + dx / length * bow
    ax, ay = _edge((x0, y0), (cx, cy))
    bx, by = _edge((x1, y1), (cx, cy), gap=5.0)
    colour, dash = COLOURS[arrow.dm % len(COLOURS)], DASHES[arrow.dm % len(DASHES)]
    dashed = f" stroke-dasharray='{dash}'" if dash else ""
    who = html_text(model.decision_makers[arrow.dm])
    said = (
        f"{who}: {html_text(model.labels[arrow.source])} to {html_text(model.labels[arrow.target])}"
    )
    way = f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}"
    return (
        f"<path class='move' d='{way}' fill='none' "
        f"stroke='{colour}' stroke-width='1.6'{dashed} marker-end='url(#tip{arrow.dm})'>"
        f"<title>{said}</title></path>"
    )


def _edge(
    centre: tuple[float, float], towards: tuple[float, float], gap: float = 0.0
) -> tuple[float, float]:
    """Return where a line from the middle of a box towards a point leaves the box."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    reach = max(abs(dx) / (WIDTH / 2 + gap), abs(dy) / (HEIGHT / 2 + gap), 1e-9)
    return centre[0] + dx / reach, centre[1] + dy / reach


def _box(model: Model, solution: Solution | None, state: int, spot: tuple[float, float]) -> str:
    x, y = spot[0] - WIDTH / 2, spot[1] - HEIGHT / 2
    held = [n for n, a in solution.answers.items() if a.equilibria[state]] if solution else []
    fill, edge = ("#d8f0dd", "#1b6b35") if held else ("#ffffff", "#555555")
    parts = [
        f"<g class='state'><title>{html_text(_told(model, state, held))}</title>",
        f"<rect x='{x:.1f}' y='{y:.1f}' width='{WIDTH}' height='{HEIGHT}' rx='7' fill='{fill}' "
        f"stroke='{edge}' stroke-width='{1.8 if held else 1}'/>",
    ]
    if state == model.status_quo:
        parts.append(
            f"<rect x='{x - 4:.1f}' y='{y - 4:.1f}' width='{WIDTH + 8}' height='{HEIGHT + 8}' "
            "rx='10' fill='none' stroke='#111111' stroke-width='2'/>"
        )
    rows = [
        (_short(model.labels[state], 15), 14, "bold"),
        (_short(model.pattern(state), 18), 11, "normal"),
        (_short(" ".join(held).upper(), 20), 9, "normal"),
    ]
    shown = [row for row in rows if row[0]]
    top = spot[1] - 8.0 * (len(shown) - 1) + 4.5
    for k, (text, size, weight) in enumerate(shown):
        parts.append(
            f"<text x='{spot[0]:.1f}' y='{top + 16.5 * k:.1f}' text-anchor='middle' {FONT} "
            f"font-size='{size}' font-weight='{weight}' fill='#111111'>{html_text(text)}</text>"
        )
    return "".join([*parts, "</g>"])


def _told(model: Model, state: int, held: Sequence[str]) -> str:
    pattern = model.pattern(state)
    chosen = [model.options[o].name for o, letter in enumerate(pattern) if letter == "Y"]
    said = f"{model.labels[state]}: {', '.join(chosen) or 'nothing chosen'}" if pattern else (
        model.labels[state]
    )  # fmt: skip
    return f"{said}; equilibrium under {', '.join(held)}" if held else said


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _caption(
    model: Model,
    states: Sequence[int],
    start: int,
    hidden: int,
    every_move: bool,
    crowded: bool,
) -> list[str]:
    said = [f"From left to right: ever more moves of any kind from state {model.labels[start]}."]
    if len(states) < model.states:
        said.append(
            f"{len(states)} of {model.states:,} states are drawn, with the moves among them."
        )
    rest = f"; {hidden:,} other moves are not drawn." if hidden else "."
    if every_move:
        said.append("Every move is drawn.")
    elif crowded:
        said.append(f"Arrows are each decision maker's best move from each state{rest}")
    else:
        said.append(f"Arrows are moves that whoever makes them gains by{rest}")
    return said


def _page(
    model: Model, body: Sequence[str], notes: Sequence[str], width: float, height: float
) -> str:
    """Put a drawing on its page, with title, key and notes."""
    head, rows = 40.0, []
    x, y = 0.0, head + height
    for i, dm in enumerate(model.decision_makers):
        name = _short(dm, 40)
        room = 52 + 7.4 * len(name)
        if x and x + room > width - 2 * MARGIN:
            x, y = 0.0, y + 20
        dash = DASHES[i % len(DASHES)]
        dashed = f" stroke-dasharray='{dash}'" if dash else ""
        rows.append(
            f"<path d='M{MARGIN + x:.1f} {y:.1f}h26' stroke='{COLOURS[i % len(COLOURS)]}' "
            f"stroke-width='2'{dashed} marker-end='url(#tip{i})'/>"
            + _text(name, MARGIN + x + 36, y + 4)
        )
        x += room
    key = "Tinted: equilibrium, under the concepts named."
    if model.status_quo is not None:
        key = f"Double border: status quo. {key}"
    for note in (key, *notes):
        y += 20
        rows.append(_text(note, MARGIN, y + 4, colour="#444444"))
    tips = "".join(
        f"<marker id='tip{i}' viewBox='0 0 8 8' refX='6' refY='4' markerWidth='7' markerHeight='7' "
        f"orient='auto' markerUnits='userSpaceOnUse'><path d='M0 0L8 4L0 8z' "
        f"fill='{COLOURS[i % len(COLOURS)]}'/></marker>"
        for i in range(len(model.decision_makers))
    )
    title = model.title or model.name or "Graph model"
    total = y + 24
    shift = f"translate({MARGIN + WIDTH / 2:.1f} {head + MARGIN / 2 + HEIGHT / 2:.1f})"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:.0f} {total:.0f}' "
        f"width='{width:.0f}' height='{total:.0f}' role='img'><title>{html_text(title)}</title>"
        f"<defs>{tips}</defs><rect width='100%' height='100%' fill='#ffffff'/>"
        f"{_text(_short(title, int(width / 9)), MARGIN, 28, size=16, weight='bold')}"
        f"<g transform='{shift}'>{''.join(body)}</g>{''.join(rows)}</svg>"
    )


def _text(
    text: str, x: float, y: float, size: int = 12, weight: str = "normal", colour: str = "#111111"
) -> str:
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' {FONT} font-size='{size}' font-weight='{weight}' "
        f"fill='{colour}'>{html_text(text)}</text>"
    )


def _summary(model: Model, solution: Solution | None, most: int) -> str:
    """Sum up a model that is too large to draw."""
    title = model.title or model.name or "Graph model"
    lines = [
        (f"{model.states:,} states: too many to draw legibly (up to {most}). In numbers:", "bold"),
    ]
    for i, dm in enumerate(model.decision_makers):
        lines.append((f"{_short(dm, 40)} has {model.moves.count(i):,} moves.", "normal"))
    if model.status_quo is not None:
        lines.append((f"Status quo: {model.labels[model.status_quo]}.", "normal"))
    bars: list[tuple[int, float]] = []
    for name, answer in (solution.answers if solution else {}).items():
        held = answer.equilibria
        first = [model.labels[int(s)] for s in held.nonzero()[0][:8]]
        count = int(held.sum())
        more = " …" if count > len(first) else ""
        share = count / model.states
        what = "equilibrium" if count == 1 else "equilibria"
        named = f"{name.upper()}: {count:,} {what} ({share:.1%}): {', '.join(first)}{more}"
        lines.append((named, "bar"))
        bars.append((len(lines) - 1, share))
    lines.append(("To draw part of it, name the states: draw(model, only=[...]).", "normal"))
    rows = [
        _text(_short(text, 104), MARGIN, 64 + 26 * k, weight="bold" if kind == "bold" else "normal")
        for k, (text, kind) in enumerate(lines)
    ]
    rows += [
        f"<rect x='{MARGIN}' y='{69 + 26 * k}' width='{max(1.0, 600 * share):.1f}' height='4' "
        "fill='#1b6b35'/>"
        for k, share in bars
    ]
    height = 64 + 26 * len(lines) + 10
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 720 {height}' width='720' "
        f"height='{height}' role='img'><title>{html_text(title)}</title>"
        "<rect width='100%' height='100%' fill='#ffffff'/>"
        f"{_text(_short(title, 76), MARGIN, 30, size=16, weight='bold')}{''.join(rows)}</svg>"
    )
