"""A rule: its file, its form in memory, and how it is compiled for one kind of record."""
