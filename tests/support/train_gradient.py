"""
For tests/pytorch.test.ts: the gradients of train.py's objective for noise that the test gives, in float64, and what one
step of its optimizer makes of them in float32. Reads a request from stdin, writes the answer to stdout; both JSON.
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


def gradient(run, dtype):
    """Of each parameter, the objective evaluated in that type; and the bound that is shown, if it is not the ELBO."""
    parameters = {name: one.detach().to(dtype).requires_grad_() for name, one in run.parameters.items()}
    x, noise = (torch.tensor(request[name], dtype=dtype) for name in ["targets", "noise"])
    loss, _, _, bound, _ = train.objective(
        parameters, run.settings, x, run.average.to(dtype), noise[: train.draws_of(train.in_force(run.settings))]
    )
    loss.backward()
    own = [torch.zeros_like(one) if one.grad is None else one.grad for one in parameters.values()]
    return own, None if bound is None else bound.item()


def flat(tensors):
    return [one.detach().reshape(-1).tolist() for one in tensors]


answers = []
for options in request["options"]:
    run = train.Run(sys.argv[2], "cpu")
    run.settings.update(options)
    (exact, bound), (single, _) = gradient(run, torch.float64), gradient(run, torch.float32)
    for parameter, own in zip(run.parameters.values(), single):
        parameter.grad = own
    run.optimizer.step()
    after = flat(run.parameters.values())
    answers.append({"exact": flat(exact), "single": flat(single), "after": after, "bound": bound})
json.dump(answers, sys.stdout)
