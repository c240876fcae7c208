"""Rules: pure functions and frozen dataclasses; time and chance come in as arguments."""
