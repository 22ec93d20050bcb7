"""Growth between periods of equal length, split into entry, spread and deepening."""

from __future__ import annotations

from auxilia.report.system.records import Change, ConstantSet

LENGTH = 5
GAINS = ("entry", "spread", "deepening")
LOSSES = {"entry": "exit", "spread": "retreat", "deepening": "thinning"}


def changes(found: ConstantSet) -> list[Change]:
    """What changed from each period of five years to the next; years that fill no period are left out.

    A tie counts once for each practice, so that a further practice in a tie that stays is deepening. Needs
    NumPy (`auxilia.measures.system.growth`).
    """
    from auxilia.measures import Amounts  # noqa: PLC0415 - the light core has no NumPy
    from auxilia.measures.system.growth import growth  # noqa: PLC0415

    number = (found.last - found.first + 1) // LENGTH
    cells = sorted(
        {
            (e.provider_id, e.recipient_id, (e.year - found.first) // LENGTH, e.practice)
            for e in found.seen
            if (e.year - found.first) // LENGTH < number
        }
    )
    ids = {actor: place for place, actor in enumerate(sorted({a for cell in cells for a in cell[:2]}))}
    told = growth(
        Amounts(
            [ids[cell[0]] for cell in cells],
            [ids[cell[1]] for cell in cells],
            [cell[2] for cell in cells],
            [1.0] * len(cells),
        ),
        years=(0, number - 1),
    )
    names = (*GAINS, *LOSSES.values())
    return [
        Change(
            found.first + LENGTH * int(period),
            found.first + LENGTH * int(period) + LENGTH - 1,
            float(told.total[row]),
            {name: float(getattr(told, name)[row]) for name in names},
        )
        for row, period in enumerate(told.year)
    ]
