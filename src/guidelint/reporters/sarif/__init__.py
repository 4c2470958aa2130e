"""SARIF 2.1.0: one module per part of its object model."""
