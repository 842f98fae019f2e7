"""Train the tagger and linker from scratch on a corpus of stand-off annotations.

    python training/train_tagger.py --corpus DIR --out model.pt [--hold-out 2016-08] [--epochs 24]

DIR holds text/*.txt and attributions/*.ann. See training/README.md, also for what others that
have not read an article make of it (`--soft`).
"""

import argparse
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from kernels import Chain, viterbi
from soft_labels import SoftLabels
from tagger_model import Batcher, Tagger, link_loss
from torch import nn

from corpus import example, fold_of, read_corpus, varied
from servanda.reading.tagger.features import FORM_ROWS


def left_out(model, state, articles, batcher):
    """The loss a token on articles not trained on, of the tags and of the links a span."""
    now = {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(state)
    model.eval()
    total = [0.0, 0, 0.0, 0]
    with torch.no_grad():
        for x in articles:
            one = example(x, x.text, x.versions[0])
            b = batcher.batch([one], None, False)
            h = model.encoder(b)
            trans, begin = model.chain()
            tag = Chain.apply(model.emit(h), trans, begin, b["first"], b["tags"])
            link, count = link_loss(model, h, b, [one], b["tags"])
            new = (tag.item(), len(h), link.item(), count)
            total = [a + b for a, b in zip(total, new, strict=True)]
    model.load_state_dict(now)
    return f"tag {total[0] / max(1, total[1]):.4f} link {total[2] / max(1, total[3]):.4f}"


def begun(a, counts):
    """The batcher and the model that the arguments ask for."""
    if not a.states:
        return Batcher(counts, 1.0, a.drop_form), Tagger(
            a.width, a.hidden, a.layers, a.drop, a.lstm
        )
    from careful import CarefulBatcher, CarefulTagger
    from encoder_states import EncoderStates

    states = EncoderStates(a.states)
    shape = {"width": a.width, "hidden": a.hidden, "layers": a.layers, "drop": a.drop}
    model = CarefulTagger(top=a.top, below=states.layers, **shape)
    if a.top:
        from encoder_graph import read_safetensors

        weights = read_safetensors(a.encoder / "model.safetensors")
        for number, block in enumerate(model.encoder.top):
            block.fill(weights, states.layers + number)
    return CarefulBatcher(counts, 1.0, a.drop_form, states), model


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--corpus", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--hold-out", default="")
    p.add_argument("--epochs", type=float, default=24)
    p.add_argument("--batch", type=int, default=3)
    p.add_argument("--rate", type=float, default=3e-3)
    p.add_argument("--drop", type=float, default=0.3)
    p.add_argument("--width", type=int, default=128)
    p.add_argument("--hidden", type=int, default=96)
    p.add_argument("--layers", type=int, default=4)
    p.add_argument("--lstm", type=int, default=0)
    p.add_argument("--start", type=Path, help="go on from a model")
    p.add_argument("--drop-form", type=float, default=0.12)
    p.add_argument("--fold", default="", help="i/k: leave out every k-th article, from the i-th on")
    p.add_argument("--soft", type=Path, help="tags by taggers that have not read the article")
    p.add_argument("--soft-share", type=float, default=0.5)
    p.add_argument("--states", type=Path, help="what an encoder says (encoder_states.py)")
    p.add_argument("--encoder", type=Path, help="the encoder, to train its upper layers on")
    p.add_argument("--top", type=int, default=0, help="how many of them")
    p.add_argument("--top-rate", type=float, default=1.5e-4)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--minutes", type=float, default=1e9)
    a = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    rng, draws = random.Random(a.seed), np.random.default_rng(a.seed)
    articles = read_corpus(a.corpus)
    train = [x for x in articles if not a.hold_out or a.hold_out not in x.name]
    kept = [x for x in articles if x not in train]
    if a.fold:
        kept = kept or fold_of(train, a.fold)
        train = [x for x in train if x not in fold_of(train, a.fold)]
    soft = SoftLabels(a.soft, a.seed) if a.soft else None
    print(len(train), "articles for training of", len(articles), flush=True)
    counts = np.zeros(FORM_ROWS)
    batcher, model = begun(a, counts)
    for x in train:
        for w in example(x, x.text, []).cut.words:
            counts[batcher.rows[batcher.type_of(w)][0]] += 1
    if a.start:  # layers of the encoder that were not trained on before keep what they came with
        given = torch.load(a.start, weights_only=False)["state"]
        unknown = model.load_state_dict(given, strict=False)
        assert all(".top." in key for key in unknown.missing_keys), unknown
    print(sum(q.numel() for q in model.parameters()), "parameters", flush=True)
    forms = [model.encoder.forms]
    top = list(model.encoder.top.parameters()) if a.top else []
    known = {id(q) for q in [*forms, *top]}
    rest = [q for q in model.parameters() if id(q) not in known]
    groups = [{"params": rest, "weight_decay": 0.05, "share": 1.0}]
    if top:
        groups.append({"params": top, "weight_decay": 0.01, "share": a.top_rate / a.rate})
    optimiser = torch.optim.AdamW(groups, lr=a.rate, betas=(0.9, 0.98), eps=1e-8, foreach=True)
    sparse = torch.optim.SparseAdam(forms, lr=a.rate, betas=(0.9, 0.98), eps=1e-8)
    steps = int(a.epochs * math.ceil(len(train) / a.batch))
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    step, began, seen = 0, time.time(), [0.0, 0.0, 0, 0]
    while step < steps:
        order = train[:]
        rng.shuffle(order)
        for at in range(0, len(order), a.batch):
            if step >= steps:
                break
            spent = max(step / steps, (time.time() - began) / 60 / a.minutes)
            if spent >= 1:
                step = steps
                break
            rate = a.rate * min(1, (step + 1) / 200) * max(0.02, 1 - spent)
            for group in optimiser.param_groups + sparse.param_groups:
                group["lr"] = rate * group.get("share", 1.0)
            examples = [varied(x, rng) for x in order[at : at + a.batch]]
            examples = [x for x in examples if len(x.cut)]
            if not examples:
                continue
            b = batcher.batch(examples, draws, True)
            gold = b["tags"]
            if soft and rng.random() < a.soft_share:
                b["tags"] = np.concatenate([soft.drawn(x) for x in examples])
            model.train()
            h = model.encoder(b)
            e = model.emit(h)
            trans, begin = model.chain()
            n = len(h)
            tag_loss = Chain.apply(e, trans, begin, b["first"], b["tags"])
            tags = gold
            if step > 300 and rng.random() < 0.5:
                tags = viterbi(
                    e.detach().numpy(), trans.detach().numpy(), begin.detach().numpy(), b["first"]
                )
            l_loss, count = link_loss(model, h, b, examples, tags)
            loss = tag_loss / n + 1.5 * l_loss / n
            optimiser.zero_grad()
            sparse.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*rest, *top], 1.0)
            optimiser.step()
            sparse.step()
            step += 1
            decay = min(0.995 if top else 0.998, step / (step + 20))
            if step % 8 == 0:
                with torch.no_grad():
                    for k, v in model.state_dict().items():
                        average[k].lerp_(v, 1 - decay**8)
            seen[0] += tag_loss.item()
            seen[1] += l_loss.item()
            seen[2] += n
            seen[3] += count
            if step % 100 == 0:
                print(
                    f"step {step}/{steps} {time.time() - began:.0f}s tag {seen[0] / seen[2]:.4f} "
                    f"link {seen[1] / max(1, seen[3]):.4f} rate {rate:.5f}",
                    flush=True,
                )
                if step % 500 == 0:
                    seen = [0.0, 0.0, 0, 0]
                    print("   on articles left out:", left_out(model, average, kept, batcher))
            if step % 500 == 0 or step == steps:
                torch.save(
                    {"shape": model.shape, "state": average, "counts": counts, "step": step}, a.out
                )
    torch.save({"shape": model.shape, "state": average, "counts": counts, "step": step}, a.out)


if __name__ == "__main__":
    main()
