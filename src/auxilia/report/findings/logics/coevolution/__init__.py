"""The part of the page from waves: how ties and order co-evolve, and whom single providers arm over time."""

from auxilia.report.findings.logics.coevolution.told import PART

__all__ = ["PART"]
