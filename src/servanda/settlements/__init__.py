"""Past settlements as cases: what was proposed, what became of it, and how the model would do."""
