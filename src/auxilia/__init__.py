"""auxilia: an open observatory and laboratory of security assistance."""

__version__ = "0.1.0"
