"""What follows from the figures: bounds, throughput, grades, comparisons and audits."""
