"""XML files, whole or in parts."""
