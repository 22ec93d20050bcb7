"""Why an address gave no file."""

from __future__ import annotations

from typing import Literal

TroubleKind = Literal["passing", "unreachable", "login", "gone", "page", "wrong", "full"]


class Trouble(Exception):  # noqa: N818
    """Raised inside this layer only; the store turns it into the error that the user sees.

    `passing`: may go away when asked again, after `wait` seconds where the server says so, and `attempts`
    times at most. `unreachable`: asked again and again in vain. `login`: the publisher wants an account.
    `gone`: nothing is there any more. `page`: a web page stands where the file was. `wrong`: an answer that
    is not the declared file. `full`: the disk has no room for it.
    """

    def __init__(self, kind: TroubleKind, text: str, *, wait: float = 0.0, attempts: int = 99) -> None:
        self.kind = kind
        self.text = text
        self.wait = wait
        self.attempts = attempts
        super().__init__(text)
