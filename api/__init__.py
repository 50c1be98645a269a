"""FastAPI: `/api/v1`, sign-in and errors; it serves the pages of `dashboards`."""
