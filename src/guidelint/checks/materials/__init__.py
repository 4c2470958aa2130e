"""Checks of rule group `materials`: the list of materials, and each of them."""
