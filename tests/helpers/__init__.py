"""What the tests share. README.md says what is in which module."""
