"""What instructors and owners use."""
