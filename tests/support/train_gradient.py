"""
For tests/pytorch.test.ts: the gradients of train.py's objective for noise that the test gives, and what one step of its
optimizer makes of the first of them. Reads a request from stdin, writes the answer to stdout; both JSON.
"""

import importlib.util
import json
import sys

import torch

spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(train)

request = json.load(sys.stdin)
x = torch.tensor(request["targets"])
eps = torch.tensor(request["noise"])
torch.randn = lambda *shape, **_: eps.reshape(shape)
answers = []
for options in request["options"]:
    run = train.Run(sys.argv[2], "cpu")
    run.settings.update(options)
    loss, recon, kl, signal = train.objective(run.parameters, run.settings, x, run.average)
    loss.backward()
    gradient = [parameter.grad.reshape(-1).tolist() for parameter in run.parameters.values()]
    run.optimizer.step()
    after = [parameter.detach().reshape(-1).tolist() for parameter in run.parameters.values()]
    answers.append({"gradient": gradient, "after": after, "recon": recon.item(), "kl": kl.item()})
json.dump(answers, sys.stdout)
