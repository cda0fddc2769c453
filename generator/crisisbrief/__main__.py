"""`python -m crisisbrief`: the command line, for environments whose scripts are not on PATH."""

from crisisbrief.cli import main

main()
