"""From a case and its worlds to rows of the kernel: parties, war, deals, guarantees, pressure."""
