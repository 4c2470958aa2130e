"""From sources to a report: reading, judging, fixing and merging, in one process or several."""
