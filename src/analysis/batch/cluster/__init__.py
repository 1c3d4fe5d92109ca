"""The same batch on more machines: each report is a task of a Dask cluster (the extra ``cluster``).

:func:`executor` is to :func:`analysis.batch.making.run` what its own worker processes are: tasks go in, outcomes come
back as they finish. Each Dask worker has a forking parent of its own for as long as the batch runs. The
scheduler gives the task of a lost worker to another, so a report may be made twice; it is the same report.
"""

from analysis.batch.cluster.driver import executor

__all__ = ["executor"]
