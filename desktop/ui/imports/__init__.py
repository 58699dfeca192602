"""What comes in: choosing a file, seeing what it would do, deciding, accepting."""
