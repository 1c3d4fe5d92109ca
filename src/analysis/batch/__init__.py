"""Which pages to make, and making them: the grid, what is fresh, the record, kernels and clusters."""
