"""Tables of results as scholars print them: text, LaTeX, HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np

from auxilia.saom.results import Fit


def rows(fit: Fit) -> list[tuple[str, str, float, float, float]]:
    """Variable, effect, estimate, standard error, t-ratio of convergence, in order."""
    found = []
    for place, parameter in enumerate(fit.parameters):
        estimate, error = float(fit.theta[place]), float(fit.se[place])
        if fit.condition == parameter.variable and parameter.basic:
            row = fit.recipe.layout.basic
            at = next(key for key, value in row.items() if value == place)
            index = _row(fit, at[1], at[2])
            estimate, error = float(fit.rates[index]), float(fit.rates_se[index])
        found.append((parameter.variable, parameter.name, estimate, error, float(fit.t_ratios[place])))
    return found


def _row(fit: Fit, group: int, period: int) -> int:
    return sum(data.periods for data in fit.recipe.groups[:group]) + period


def stars(estimate: float, error: float) -> str:
    """Two-sided significance of estimate / error: + 10 %, * 5 %, ** 1 %, *** 0.1 %."""
    if not np.isfinite(error) or error <= 0:
        return ""
    ratio = abs(estimate / error)
    for limit, mark in ((3.2905, "***"), (2.5758, "**"), (1.96, "*"), (1.6449, "+")):
        if ratio > limit:
            return mark
    return ""


def text(fit: Fit) -> str:
    """A plain table, and how estimation went."""
    lines = []
    variable = ""
    for name, effect, estimate, error, ratio in rows(fit):
        if name != variable:
            lines += ["", f"{name}".ljust(44) + "estimate      s.e.   t-conv."]
            variable = name
        shown = f"{error:9.3f}" if np.isfinite(error) else "    fixed"
        lines.append(f"  {effect}"[:43].ljust(43) + f"{estimate:9.3f} {shown} {ratio:9.3f}")
    state = f"converged. {fit.advice}".strip() if fit.converged else fit.advice
    tail = (
        f"overall maximum convergence ratio {fit.overall_ratio:.3f}; "
        f"{fit.simulations:,} simulations; seed {fit.seed}"
    )
    return "\n".join([*lines[1:], "", tail, state])


def latex(fits: Sequence[Fit], titles: Sequence[str] = (), digits: int = 3) -> str:
    """One column a model: estimate with stars, standard error in brackets."""
    body, names = _merged(fits, digits)
    heads = list(titles) or [f"({k})" for k in range(1, len(fits) + 1)]
    lines = [r"\begin{tabular}{l" + "r@{ }l" * len(fits) + "}", r"\hline"]
    lines.append(
        " & ".join(["Effect", *[rf"\multicolumn{{2}}{{c}}{{{_tex(h)}}}" for h in heads]]) + r" \\ \hline"
    )
    variable = ""
    for (name, effect), cells in body:
        if name != variable:
            lines.append(rf"\multicolumn{{{1 + 2 * len(fits)}}}{{l}}{{\textit{{{_tex(name)}}}}} \\")
            variable = name
        shown = [rf"{value}$^{{{mark}}}$ & ({error})" if value else " & " for value, mark, error in cells]
        lines.append(" & ".join([_tex(effect), *shown]) + r" \\")
    lines += [
        r"\hline",
        rf"\multicolumn{{{1 + 2 * len(fits)}}}{{l}}{{\footnotesize {_tex(_note(fits))}}}",
        r"\end{tabular}",
    ]
    return "\n".join(lines) + ("\n" if names else "")


def markup(fits: Sequence[Fit], titles: Sequence[str] = (), digits: int = 3) -> str:
    """The same as an HTML table."""
    body, _ = _merged(fits, digits)
    heads = list(titles) or [f"({k})" for k in range(1, len(fits) + 1)]
    lines = [
        "<table>",
        f"<caption>{html.escape(_note(fits))}</caption>",
        "<thead><tr><th scope=col>Effect</th>",
    ]
    lines.append("".join(f"<th scope=col>{html.escape(h)}</th>" for h in heads) + "</tr></thead>")
    variable = ""
    for (name, effect), cells in body:
        if name != variable:
            lines.append(
                f"<tbody><tr><th colspan={1 + len(fits)} scope=rowgroup>{html.escape(name)}</th></tr>"
            )
            variable = name
        shown = "".join(
            f"<td>{value}{mark} ({error})</td>" if value else "<td></td>" for value, mark, error in cells
        )
        lines.append(f"<tr><th scope=row>{html.escape(effect)}</th>{shown}</tr>")
    return "\n".join([*lines, "</table>"])


def _merged(
    fits: Sequence[Fit], digits: int
) -> tuple[list[tuple[tuple[str, str], list[tuple[str, str, str]]]], int]:
    by_fit = [
        {(name, effect): (estimate, error) for name, effect, estimate, error, _ in rows(fit)} for fit in fits
    ]
    keys = list(dict.fromkeys(key for one in by_fit for key in one))
    order = list(dict.fromkeys(key[0] for key in keys))
    keys.sort(key=lambda key: order.index(key[0]))
    body = []
    for key in keys:
        cells = []
        for one in by_fit:
            if key not in one:
                cells.append(("", "", ""))
                continue
            estimate, error = one[key]
            shown = f"{error:.{digits}f}" if np.isfinite(error) else "fixed"
            cells.append((f"{estimate:.{digits}f}", stars(estimate, error), shown))
        body.append((key, cells))
    return body, len(keys)


def _note(fits: Sequence[Fit]) -> str:
    ratios = ", ".join(f"{fit.overall_ratio:.2f}" for fit in fits)
    worst = ", ".join(f"{np.abs(fit.t_ratios[fit.free]).max(initial=0.0):.2f}" for fit in fits)
    return (
        "+ p < .1, * p < .05, ** p < .01, *** p < .001 (two-sided); standard errors in brackets. "
        f"Largest convergence t-ratio {worst}; overall {ratios}."
    )


def _tex(words: str) -> str:
    for sign in "&%$#_{}":
        words = words.replace(sign, "\\" + sign)
    return words
