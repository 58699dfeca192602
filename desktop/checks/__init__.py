"""What is doubtful in an incident: one small file for each sort of check."""

from desktop.checks.finding import Brief, Check, Finding, Surroundings
from desktop.checks.run import CHECKS, run
from desktop.checks.usual import Usual, usual

__all__ = ["CHECKS", "Brief", "Check", "Finding", "Surroundings", "Usual", "run", "usual"]
