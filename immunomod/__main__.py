"""`python -m immunomod`."""

from immunomod.cli.main import main

if __name__ == "__main__":
    main()
