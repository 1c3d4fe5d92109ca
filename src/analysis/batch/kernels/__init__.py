"""Fast kernels: ordinary Jupyter kernels, forked from one process that has already imported the data stack.

A stock kernel spends more time on its start and its imports than a report spends on its cells. Here
:mod:`~analysis.batch.kernels.parent` imports everything once, and each kernel is a fork of it: a real process with
memory of its own that has nothing left to import. :func:`forked_kernels` starts the parent and ends it;
inside that block every Jupyter tool of this process and of its children gets forked kernels through
:mod:`~analysis.batch.kernels.provisioner`, and ordinary ones wherever forking is not possible.
:func:`analysis.batch.kernels.execution.execute` runs a notebook as papermill does, without its waits and its saves,
and :func:`run_all` keeps several worker processes busy with such jobs. The unmodified papermill command takes
the engine as ``--engine forked``, and pytest the plugin as ``-p analysis.batch.kernels.pytest_plugin``.
"""

from analysis.batch.kernels.owner import forked_kernels
from analysis.batch.kernels.workers import Failure, Outcome, run_all

__all__ = ["Failure", "Outcome", "forked_kernels", "run_all"]
