"""The part of the page from dated choices: relational event models, one a provider and practice."""

from auxilia.report.findings.logics.choices.told import PART

__all__ = ["PART"]
