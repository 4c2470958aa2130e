"""Checks of rule group `fees`: amounts and what they rest on."""
