"""The fitted models that ship with the package, and what runs them; a card beside each says how it was made."""
