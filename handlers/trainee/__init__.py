"""What a trainee uses."""
