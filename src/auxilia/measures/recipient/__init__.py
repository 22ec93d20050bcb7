"""The recipient: on whom it depends, and what would go with whom."""
