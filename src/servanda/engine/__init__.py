"""From a case and its worlds to outcomes: what strings the formulas together."""
