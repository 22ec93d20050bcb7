"""What a panel refuses: data that would multiply or mix rows."""

from __future__ import annotations

from auxilia.errors import AuxiliaError


class PanelError(AuxiliaError):
    """The ledger's rows cannot be joined without changing what they say; the message names row and mend."""
