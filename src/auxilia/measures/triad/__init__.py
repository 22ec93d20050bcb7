"""Three and more: conflicts with outside support, closure and brokerage."""
