"""Article -> Reading."""
