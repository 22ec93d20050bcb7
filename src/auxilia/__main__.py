"""`python -m auxilia` is the shell."""

from auxilia.cli import main

main()
