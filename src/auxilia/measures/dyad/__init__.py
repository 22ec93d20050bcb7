"""The single tie: how much, in how many ways, since when, and of what kind."""
