"""The tests of what every screen is made of."""
