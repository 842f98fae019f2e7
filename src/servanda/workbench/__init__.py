"""The workbench: a local page on a case, for one person at one machine (`servanda serve`)."""
