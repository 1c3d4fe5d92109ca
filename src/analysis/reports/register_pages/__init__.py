"""What the reports on a register share: whose it is, its cells, its bars and its tables."""
