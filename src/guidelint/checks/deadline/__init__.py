"""Checks of rule group `deadline`: each limit, both together, and what the limit leaves out."""
