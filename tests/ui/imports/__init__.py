"""The import pages, as a person works them."""
