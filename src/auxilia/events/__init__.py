"""Relational events: who turns to whom, and when (arrays in, frozen results out)."""
