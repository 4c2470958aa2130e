"""A report as a workbook: the list of what is to be rectified, and a copy of the input with notes in it."""
