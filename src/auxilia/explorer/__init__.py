"""The explorer: pages, data and downloads of a ledger, served by the program itself.

`State`, `parse` and `serialise` are the one definition of what can be asked; page, API and shell share it.
The application is `auxilia.explorer.app.create_app`, which needs the extra `web`.
"""

from auxilia.explorer.state import State, parse, serialise

__all__ = ["State", "parse", "serialise"]
