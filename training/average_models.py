"""Average several points of one training run into one model, which often generalises better.

python training/average_models.py out.pt one.pt two.pt ...
"""

import sys

import torch


def main():
    out, *paths = sys.argv[1:]
    saved = [torch.load(path, weights_only=False) for path in paths]
    mean = {
        name: sum(one["state"][name] for one in saved) / len(saved) for name in saved[0]["state"]
    }
    torch.save({**saved[0], "state": mean}, out)


if __name__ == "__main__":
    main()
