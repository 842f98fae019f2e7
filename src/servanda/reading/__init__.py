"""Articles to statements: who said what about which issue, each with its place in the text."""
