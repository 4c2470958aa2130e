"""Tables of any format: their headers, their columns, and how rows become matters."""
