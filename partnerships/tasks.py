from celery import shared_task

from partnerships.delivery import deliver


@shared_task
def send_notification(notification_id: int) -> None:
    deliver(notification_id)
