"""CSV and TSV files, whole or in parts."""
