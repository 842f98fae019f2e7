"""The gazetteer: who there is to speak, under which names, in which office, when."""
