"""Stochastic actor-oriented models: how ties and order co-evolve (arrays in, frozen results out)."""
