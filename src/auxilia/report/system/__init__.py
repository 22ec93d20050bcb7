"""The dossier of the whole system: who takes part, how it grew, how many poles it has."""

from auxilia.report.system.page import system_page

__all__ = ["system_page"]
