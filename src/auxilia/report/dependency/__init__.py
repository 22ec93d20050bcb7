"""On whom a state depends, and who supports both sides of its wars."""

from auxilia.report.dependency.block import dependency_section, share_section

__all__ = ["dependency_section", "share_section"]
