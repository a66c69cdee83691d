"""The doorbell: a message names a run to look at, and carries nothing else."""

from celery import shared_task

from runs import services


@shared_task(name="runs.work")
def work(run_id: int) -> None:
    services.execute(run_id=run_id)
