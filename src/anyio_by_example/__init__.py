"""AnyIO by Example: run every example for real, and put what it printed on the page."""
