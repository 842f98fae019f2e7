<<<<<<< HEAD
"""From a case and its worlds to outcomes: what strings the formulas together."""
=======
"""The fused kernel: arrays of worlds in, arrays of outcomes out; it knows nothing of case files."""
>>>>>>> kernel
