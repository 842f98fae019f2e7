"""What taggers that have not read an article make of it, as labels drawn anew each time."""

import numpy as np
from kernels import draw_tags


class SoftLabels:
    """Draws sequences of tags for articles and parts of articles."""

    def __init__(self, path, seed):
        with np.load(path) as file:
            self.stored = {name: file[name] for name in file.files}
        self.draws = np.random.default_rng(seed)

    def drawn(self, one):
        """Return tags of the tokens of an example, as one draw from the article's tagger has it.

        An article that no tagger has marked keeps its annotator's tags.
        """
        if f"{one.name}/fold" not in self.stored:
            return one.tags
        fold = int(self.stored[f"{one.name}/fold"])
        tags = draw_tags(
            self.stored[f"{one.name}/emit"].astype(np.float64),
            self.stored[f"transition/{fold}"],
            self.stored[f"begin/{fold}"],
            self.draws.random(len(self.stored[f"{one.name}/emit"])),
        )
        start = self.stored[f"{one.name}/start"]
        at = np.searchsorted(start, one.cut.start + one.shift).clip(0, len(start) - 1)
        same = start[at] == one.cut.start + one.shift
        return legal(np.where(same, tags[at], 0))


def legal(tags):
    """Return tags in which no span begins with the tag of its inside."""
    before = np.concatenate([[0], tags[:-1]])
    inside = (tags > 0) & (tags % 2 == 0)
    torn = inside & (before != tags) & (before != tags - 1)
    return np.where(torn, tags - 1, tags)
