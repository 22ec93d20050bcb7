"""The whole system in a year: size, concentration, blocs and growth."""
