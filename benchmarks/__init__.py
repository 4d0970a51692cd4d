"""Measure how fast the generator is, and against whom."""
