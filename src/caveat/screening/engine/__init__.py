"""The matching engine: words of a query against words of a list, never name by name."""
