"""The fused kernel: arrays of worlds in, arrays of outcomes out; it knows nothing of case files."""
