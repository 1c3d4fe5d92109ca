"""For the analyst in JupyterLab: the short way, the explorer and the review of a bulletin."""
