"""Findings page 2: who picks whom, and by what logic."""

from auxilia.report.findings.logics.page import PAGE

__all__ = ["PAGE"]
