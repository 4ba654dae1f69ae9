"""How a text is signed off, withdrawn, and kept from going out of date."""
