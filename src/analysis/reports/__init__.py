"""What each report says: one folder for each report, named as its notebook."""
