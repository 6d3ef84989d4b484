"""From inputs to pages."""
