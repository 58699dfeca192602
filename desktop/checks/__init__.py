"""What is doubtful in an incident: one small file a check, each yielding findings."""

from desktop.checks.finding import Finding, Surroundings
from desktop.checks.run import CHECKS, run

__all__ = ["CHECKS", "Finding", "Surroundings", "run"]
