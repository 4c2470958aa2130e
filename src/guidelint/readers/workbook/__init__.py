"""XLSX, XLS and ODS workbooks: checks before they are parsed, reading, and edits."""
