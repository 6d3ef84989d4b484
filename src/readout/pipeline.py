"""The only file that knows every stage."""
