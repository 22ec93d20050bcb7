"""Findings page 1: what assistance is said to be for, and where money, arms and training go."""

from auxilia.report.findings.purposes.page import PAGE

__all__ = ["PAGE"]
