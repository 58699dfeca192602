"""What people see."""

from desktop.ui.kit import guard

guard.install()
