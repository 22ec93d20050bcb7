"""Pictures of models: goodness of fit and relative importance, as SVG that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from auxilia.saom import Goodness, Importance

WIDTH, LEFT, BAND, TOP, FOOT = 640, 46, 150, 34, 44
INK, RULE, FILL, MARK = "#1d2126", "#d9d6cf", "#0072B2", "#D55E00"
FONT = "font-family='Inter, system-ui, sans-serif' font-size='12'"


def goodness_picture(features: Sequence[Goodness]) -> str:
    """One row a feature: by label the middle 50 and 90 % of simulations, their median, and the observation.

    Labels are scaled one by one, between the least and most of what was simulated and observed, so that rare
    and common ones can be read beside each other; numbers of the observation stand above.
    """
    height = len(features) * (BAND + TOP + FOOT)
    body = "".join(_feature(one, k * (BAND + TOP + FOOT)) for k, one in enumerate(features))
    names = "; ".join(f"{one.name}: p = {one.p:.3f}" for one in features)
    return _svg(height, f"Goodness of fit. {names}.", body)


def _feature(one: Goodness, top: float) -> str:
    step = (WIDTH - LEFT - 20) / max(1, len(one.labels))
    parts = [
        f"<text x='{LEFT}' y='{top + 18:.0f}' fill='{INK}' font-weight='600'>{escape(one.name)}</text>"
        f"<text x='{WIDTH - 20}' y='{top + 18:.0f}' fill='{INK}' text-anchor='end'>p = {one.p:.3f}</text>"
    ]
    for k, label in enumerate(one.labels):
        x = LEFT + (k + 0.5) * step
        parts.append(_label(label, float(one.observed[k]), one.simulated[:, k], x, step, top + TOP))
    return "".join(parts)


def _label(label: str, observed: float, simulated: Any, x: float, step: float, top: float) -> str:
    low, high = min(float(simulated.min()), observed), max(float(simulated.max()), observed)
    spread = high - low or 1.0

    def at(value: float) -> float:
        return top + 16 + (BAND - 24) * (1 - (value - low) / spread)

    q5, q25, q50, q75, q95 = (at(float(q)) for q in np.quantile(simulated, [0.05, 0.25, 0.5, 0.75, 0.95]))
    half = min(14.0, step / 3)
    shown = f"{observed:.2f}".rstrip("0").rstrip(".")
    turned = (
        f" transform='rotate(-35 {x:.1f} {top + BAND + 12:.1f})' text-anchor='end'"
        if step < 38
        else " text-anchor='middle'"
    )
    return (
        f"<line x1='{x:.1f}' x2='{x:.1f}' y1='{q95:.1f}' y2='{q5:.1f}' stroke='{FILL}' stroke-width='1.5'/>"
        f"<rect x='{x - half:.1f}' y='{q75:.1f}' width='{2 * half:.1f}' height='{max(q25 - q75, 1.0):.1f}' "
        f"fill='{FILL}' fill-opacity='0.25' stroke='{FILL}'/>"
        f"<line x1='{x - half:.1f}' x2='{x + half:.1f}' y1='{q50:.1f}' y2='{q50:.1f}' "
        f"stroke='{FILL}' stroke-width='2'/>"
        f"<circle cx='{x:.1f}' cy='{at(observed):.1f}' r='4' fill='{MARK}'/>"
        f"<text x='{x:.1f}' y='{top + 8:.1f}' fill='{INK}' text-anchor='middle' "
        f"font-size='10.5'>{shown}</text>"
        f"<text x='{x:.1f}' y='{top + BAND + 12:.1f}' fill='{INK}'{turned}>{escape(label)}</text>"
    )


def importance_picture(one: Importance) -> str:
    """A bar an effect: its mean share in the actors' choices, and the middle 90 % of actors."""
    left, row = 220, 30
    height = 40 + row * len(one.names) + 20
    scale = (WIDTH - left - 60) / max(1e-9, float(np.quantile(one.relative, 0.95, axis=0).max()))
    parts = [
        f"<text x='12' y='20' fill='{INK}' font-weight='600'>Relative importance for {escape(one.variable)}, "
        f"wave {one.wave}</text>"
    ]
    for k, name in enumerate(one.names):
        y = 40 + row * k
        low, high = np.quantile(one.relative[:, k], [0.05, 0.95])
        parts.append(
            f"<text x='{left - 8}' y='{y + 15}' fill='{INK}' text-anchor='end'>{escape(name)}</text>"
            f"<rect x='{left}' y='{y + 3}' width='{one.expected[k] * scale:.1f}' height='16' "
            f"fill='{FILL}' fill-opacity='0.6'/>"
            f"<line x1='{left + low * scale:.1f}' x2='{left + high * scale:.1f}' y1='{y + 11}' "
            f"y2='{y + 11}' stroke='{INK}'/>"
            f"<text x='{left + high * scale + 8:.1f}' y='{y + 15}' fill='{INK}'>{one.expected[k]:.2f}</text>"
        )
    return _svg(
        height, f"Relative importance of effects on {one.variable} at wave {one.wave}.", "".join(parts)
    )


def _svg(height: float, title: str, body: str) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height:.0f}' width='{WIDTH}' "
        f"height='{height:.0f}' role='img' {FONT}><title>{escape(title)}</title>"
        f"<rect width='100%' height='100%' fill='#fbfaf7'/>{body}</svg>"
    )
