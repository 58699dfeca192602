"""The first screen: new desk, open, recent ones, the sample."""
