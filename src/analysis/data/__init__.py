"""What comes in: statements, bulletins and registers, their sidecars, and the tables made of them."""
