"""Screening: names of parties against names on lists. No clock, no network, no chance."""
