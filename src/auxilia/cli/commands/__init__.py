"""One module a command, found by looking; each has `command`. Heavy imports wait until a command runs."""
