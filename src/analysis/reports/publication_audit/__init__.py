"""The report `publication_audit`, and the audit of files for the command line."""
