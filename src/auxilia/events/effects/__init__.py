"""Effects, a module per family; found by looking (`auxilia.events.catalogue`)."""
