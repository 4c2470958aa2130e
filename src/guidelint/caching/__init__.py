"""What a run keeps for the next one: entries by content key, packed outcomes, and stamps of files."""
