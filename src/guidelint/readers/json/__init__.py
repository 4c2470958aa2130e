"""JSON and JSON Lines, whole or in parts."""
