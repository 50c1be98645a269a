"""Collect, process, work, schedule, and the command line `langnghe`."""
