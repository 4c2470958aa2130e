"""Tests of the rules themselves: their examples, mutants of them, and rules that applied to nothing."""
