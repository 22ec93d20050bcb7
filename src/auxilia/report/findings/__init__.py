"""The findings: pages computed from the ledger, each rewritten by one command.

A page is a folder here that holds a `PAGE`; nothing else has to be touched to add one. Its prose is a
template in which every number is asked for by its key, so that text, table of numbers and pictures agree.
"""

from auxilia.report.findings.committed import committed_folder
from auxilia.report.findings.known import known_pages, page_called
from auxilia.report.findings.record import Finding, Number, Page, Picture, Yearly
from auxilia.report.findings.writing import files_of, write

__all__ = [
    "Finding",
    "Number",
    "Page",
    "Picture",
    "Yearly",
    "committed_folder",
    "files_of",
    "known_pages",
    "page_called",
    "write",
]
