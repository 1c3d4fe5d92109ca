"""What each report says: one folder for each notebook, named as the notebook."""
