"""HTML pages, and what other formats share with them: labels, headings and lists in text made for people."""
