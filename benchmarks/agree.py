"""Prove that every peer finds what the oracle of the guides says, before anything is timed."""
