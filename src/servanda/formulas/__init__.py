"""What papers and the design state, one concept a file; the engine calls these and no others."""
