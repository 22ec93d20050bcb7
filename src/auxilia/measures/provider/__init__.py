"""The provider: whom it reaches, how, and how much of that can be known."""
