"""The parts of the HTML report: summary, charts, the findings for its script and as a plain list."""
