"""From a case and its worlds to the rows of the kernel: parties, war, deals, guarantees, pressure."""
