"""Celery: the app, its schedule, and tasks of a few lines that carry no letter and claim batches."""
