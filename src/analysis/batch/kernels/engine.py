"""The papermill engine ``forked``: the same cells and the same metadata in a forked kernel."""

from __future__ import annotations

from typing import Any

# The history of past sessions, a database with a thread of its own; In, Out and _ are there all the same.
NO_HISTORY = "--HistoryManager.enabled=False"
START_TIMEOUT = 60  # seconds, as papermill has it


class ForkedEngine:
    """What ``papermill --engine forked`` runs a notebook with.

    Papermill loads its engines while it is itself being imported, so nothing of it is imported before use.
    """

    @classmethod
    def execute_notebook(
        cls,
        nb: Any,
        kernel_name: str,
        *,
        output_path: str | None = None,
        progress_bar: bool = True,
        log_output: bool = False,
        autosave_cell_every: int = 30,
        **options: Any,
    ) -> Any:
        """The executed notebook; the cells after a failed one are left unexecuted."""
        from analysis.batch.kernels.saving import SeldomSaved

        record = SeldomSaved(nb, output_path, log_output, progress_bar, autosave_cell_every)
        record.notebook_start()
        try:
            cls._execute(record, kernel_name, log_output=log_output, **options)
        except BaseException:
            record.stopped()
            raise
        finally:
            record.notebook_complete()
        return record.nb

    @staticmethod
    def _execute(record: Any, kernel_name: str, **options: Any) -> None:
        """Run the cells; once more, in another kernel, if the first never answered."""
        from papermill.log import logger

        from analysis.batch.kernels.client import ForkedKernelManager, KernelNeverAnswered
        from analysis.batch.kernels.limits import BoundedClient

        settled = {
            "kernel_name": kernel_name,
            "kernel_manager_class": ForkedKernelManager,
            "extra_arguments": [NO_HISTORY],
            "startup_timeout": options.pop("start_timeout", START_TIMEOUT),
            "timeout": options.pop("execution_timeout", None),
            "log": options.pop("log", logger),
        }
        options.pop("input_path", None)  # papermill names it to every engine
        try:
            BoundedClient(record, **settled, **options).execute()
        except KernelNeverAnswered:
            BoundedClient(record, **settled, **options).execute()

    @staticmethod
    def nb_kernel_name(nb: Any, name: str | None = None) -> str:
        """``name``, or else the kernel that the notebook names."""
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @staticmethod
    def nb_language(nb: Any, language: str | None = None) -> str:
        """``language``, or else the one that the notebook names."""
        from papermill.utils import nb_language

        return nb_language(nb, language)
