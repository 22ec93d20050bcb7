"""`python -m auxilia` is the shell."""

from auxilia.cli import main

if __name__ == "__main__":
    main()
