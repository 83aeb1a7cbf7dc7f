"""
For tests/conformance/trained-bits.test.ts: the ELBO of each image by a sum over all codes, in float64, from the file of
weights and the definition alone; of train.py it takes only the reader of the file. Reads pixels in [0, 1] from stdin.
"""

import importlib.util
import itertools
import json
import math
import sys

import torch

spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)

tensors, metadata = train.read_safetensors(sys.argv[2])
assert json.loads(metadata["settings"])["family"] == "bernoulli"
weights = {name: train.to_tensor(*one).double() for name, one in tensors.items()}


def network(half, x):
    hidden = (x @ weights[f"{half}.0.weight"] + weights[f"{half}.0.bias"]).clamp(min=0)
    return hidden @ weights[f"{half}.1.weight"] + weights[f"{half}.1.bias"]


x = torch.tensor(json.load(sys.stdin), dtype=torch.float64).reshape(-1, train.PIXELS)
theta = 1 / (1 + torch.exp(-network("encoder", x)))
elbo = torch.zeros(len(x), dtype=torch.float64)
for code in itertools.product([0.0, 1.0], repeat=theta.shape[1]):
    bits = torch.tensor(code, dtype=torch.float64)
    logits = network("decoder", bits)
    log_p = (x * logits - torch.log1p(torch.exp(-logits.abs())) - logits.clamp(min=0)).sum(-1)
    log_q = torch.where(bits == 1, theta, 1 - theta).log().sum(-1)
    elbo += log_q.exp() * (log_p - theta.shape[1] * math.log(2) - log_q)
json.dump(elbo.tolist(), sys.stdout)
