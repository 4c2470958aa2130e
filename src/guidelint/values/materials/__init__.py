"""Parsers of what a guide says about materials: documents, issuers, situations, forms."""
