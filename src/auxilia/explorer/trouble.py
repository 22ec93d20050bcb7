"""What can be wrong with a request; each knows its HTTP status and says what would be right."""

from __future__ import annotations

from collections.abc import Sequence

from auxilia.errors import AuxiliaError, UsageError


class ParameterError(UsageError):
    """A parameter that cannot be understood.

    `parameter` is its name, `given` what stood there, `allowed` the values that there are.
    """

    def __init__(self, parameter: str, given: str, problem: str, allowed: Sequence[str] = ()) -> None:
        self.parameter = parameter
        self.given = given[:200]
        self.allowed = tuple(allowed)
        listed = f" Allowed: {', '.join(self.allowed)}." if self.allowed else ""
        super().__init__(f"{parameter}={self.given!r}: {problem}.{listed}")


class NothingThereError(AuxiliaError):
    """An address that leads to nothing; `suggestions` are addresses (label, href) that exist."""

    def __init__(self, message: str, suggestions: Sequence[tuple[str, str]] = ()) -> None:
        self.suggestions = tuple(suggestions)
        super().__init__(message)


class TooMuchError(AuxiliaError):
    """More rows than the format may carry; the message says how to ask for less."""


class BusyError(AuxiliaError):
    """More work is waiting than can be done in good time."""


class FaultError(AuxiliaError):
    """A fault of the program itself; the log has the details."""
