"""
For tests/pytorch.test.ts, under torchrun: a step of train.py that all processes share, and the same step by each alone. Writes
by how much they differ, relative to their size; JSON.
"""

import importlib.util
import json
import sys

import torch

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)

with open(sys.argv[2]) as file:
    request = json.load(file)
targets = torch.tensor(request["targets"])
RANK, COUNT = train.RANK, train.COUNT


def step(path, options, x, rank, count):
    """(values, gradient) of one step."""
    train.RANK, train.COUNT = rank, count
    run = train.Run(path, "cpu")
    run.settings.update(options)
    torch.manual_seed(7)
    values = torch.stack(run.advance(x))
    return values, torch.cat([one.grad.reshape(-1) for one in run.parameters.values() if one.grad is not None])


def difference(one, other):
    return ((one - other).norm() / other.norm()).item()


def compare(path, options, x):
    shared, alone = step(path, options, x, RANK, COUNT), step(path, options, x, 0, 1)
    return {
        "options": options,
        "values": difference(shared[0], alone[0]),
        "gradient": difference(shared[1], alone[1]),
    }


train.connect("cpu")
answers = [
    compare(one["file"], options, x)
    for one in request["requests"]
    for options in one["options"]
    for x in (targets, targets[:1])
]
torch.distributed.destroy_process_group()
if RANK == 1:
    with open(sys.argv[2] + ".answer", "w") as file:
        json.dump(answers, file)
