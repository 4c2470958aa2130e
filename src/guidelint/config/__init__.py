"""The settings of a run: their file, their names, and the local lists they refer to."""
