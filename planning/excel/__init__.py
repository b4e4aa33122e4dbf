"""The timeline, its fulfilment and the events as a workbook, and what a workbook that comes back would change."""
