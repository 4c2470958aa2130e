"""Checks of rule group `legal`: what a guide cites, what laws say of licences, and remedies."""
