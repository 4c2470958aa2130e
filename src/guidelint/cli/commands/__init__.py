"""One module per command: options in, exit status out."""
