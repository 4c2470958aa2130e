"""Writing files whole, and refusing what is not a regular file."""
