"""How near the recipient stands to this provider in the UN: distances by release and issue, agreement."""

from collections.abc import Mapping

from auxilia.panels.adding import Adder, Context, Indicator
from auxilia.panels.cells import word
from auxilia.panels.indicators import (
    OPTIONS,
    add_indicators,
    entity_columns_of,
    entity_name,
    entity_right,
    named_pairs,
    narrowed,
    of_family,
    pair_column,
    pair_right,
)
from auxilia.panels.plan import STATE, Addition, Column, fit

IDEAL_POINTS = "unga:ideal_*"
UN = "Ideal point in the UN General Assembly, "


def build(context: Context, options: Mapping[str, str]) -> Addition:
    """|ideal point of the provider - ideal point of the recipient|, one column a release and issue.

    The scale is estimated anew in each release, so that a distance takes both points from one release. Where
    rows are no pairs, the ideal points themselves.
    """
    points = context.matching(IDEAL_POINTS)
    family = of_family(context, "alignment")
    if context.unit.pair is None:
        own = (one for one in family if one.of == "state" and one not in points)
        return add_indicators(context, "alignment", (*points, *own), options)
    a, b = context.unit.pair
    between = [one for one in family if one.of == "dyad"]
    chosen = narrowed((*points, *between), options.get("only"))
    points = tuple(one for one in chosen if one in points)
    between = [one for one in chosen if one in between]
    hidden = [column for one in points for column in entity_columns_of(one, ())]
    tables = {one: (pair_right(context, one), named_pairs(context, one)) for one in between}
    return Addition(
        "alignment",
        (
            *(entity_right(one) for one in points),
            *(right for table, named in tables.values() for right in (table, *named)),
        ),
        (
            *hidden,
            *(_distance(one, a, b) for one in points),
            *(pair_column(context, one, *both) for one, both in tables.items()),
        ),
    )


def _distance(one: Indicator, a: str, b: str) -> Column:
    name = entity_name(one)
    first, second = f"{a}.{name}", f"{b}.{name}"
    return Column(
        fit(one.name.replace("ideal", "dist", 1)),
        f"abs({first} - {second})",
        f"CASE WHEN {first} IS NOT NULL AND {second} IS NOT NULL THEN {word('observed')} "
        f"WHEN {_either(first, second, 'not_covered')} THEN {word('not_covered')} "
        f"WHEN {_either(first, second, 'withheld')} THEN {word('withheld')} ELSE {word('not_reported')} END",
        f"Distance in the UN, {one.label.removeprefix(UN)}",
        "points of the scale of this release",
        one.id,
        f"{one.year_from}-{one.year_to}",
        one.problems or "",
        "lower",
    )


def _either(first: str, second: str, state: str) -> str:
    return " OR ".join(
        f"coalesce({point}{STATE}, {word('not_covered')}) = '{state}'" for point in (first, second)
    )


ADDER = Adder(
    "alignment",
    "How near recipient and provider stand: distance of ideal points and agreement in the UN.",
    build,
    options={"only": OPTIONS["only"]},
)
