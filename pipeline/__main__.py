"""`python -m pipeline` is the command line `langnghe`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
