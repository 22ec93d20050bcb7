"""Joint memberships in intergovernmental organisations (COW)."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder("igos", "Joint memberships in intergovernmental organisations (COW).", "cow:igos")
