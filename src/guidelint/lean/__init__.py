"""Substitutes for modules of the standard library that a hook on one file would wait for."""
