"""A report as a workbook: the rectification list, and an annotated copy of the checked workbook."""
