"""What a run reads: named files, files found by a search, parts of large ones, and files beside guides."""
