"""Lists of what incidents point at: sources, places, speakers, terms."""
