"""The parts of the page for people: summary, charts, findings as data, and the same without scripts."""
