"""Use cases: one class per feature word, one transaction per public method."""
