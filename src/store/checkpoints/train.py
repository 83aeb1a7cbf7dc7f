#!/usr/bin/env python3
"""
Continues a run of ELBO Lab in PyTorch, with the same model, objective, gradient estimator and optimizer state.

    python train.py                          model.safetensors beside this file, to step 20,000
    python train.py --steps 100000 --device cuda
    python train.py --data FOLDER            a folder with the four IDX files (packed with gzip or not)
    python train.py --samples samples.pgm    also writes 64 images of codes drawn from the prior
    python train.py --seeds 1,2,3 --sweep lr=1e-3,3e-4 --sweep estimator=reparameterized,score-function
                                             a run from step 0 for each combination: sweep/runs.csv has a row of each
    torchrun --nproc_per_node=4 train.py     one run on four processes, each with its part of every batch

Reads the settings from the checkpoint itself and needs nothing but PyTorch. After each epoch it writes
continued.safetensors, which the lab opens again: drop it on the page. Random numbers are PyTorch's, so the run is
another sample of the same training, not the one that the page would have made.
"""

import argparse
import csv
import ctypes
import gzip
import hashlib
import itertools
import json
import math
import os
import struct
import sys
import time
import urllib.request
import zlib

try:
    import torch
    from torch.nn import functional
except ImportError:
    torch = None

HERE = os.path.dirname(os.path.abspath(__file__))
PIXELS = 784
HALVES = ["encoder", "decoder"]
FORMAT_VERSION = "1"
MOVING_AVERAGE = "baseline.moving_average"
MOVING_AVERAGE_DECAY = 0.8
COVERED = ["step", "settings", "state", "history"]

FILES = ["train-images-idx3-ubyte.gz", "t10k-images-idx3-ubyte.gz"]
MIRRORS = {
    "mnist": (
        "https://cdn.jsdelivr.net/gh/fgnt/mnist@ae608a02b796c9ee908c082585a5f006fe05258e/",
        [
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        ],
    ),
    "fashion-mnist": (
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/"
        "b2617bb6d3ffa2e429640350f613e3291e10b141/data/fashion/",
        [
            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        ],
    ),
}


# The checkpoint


def read_safetensors(path):
    """(name -> (shape, little-endian float32 bytes), metadata)."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    if metadata.get("app") != "elbo-lab" or metadata.get("format_version") != FORMAT_VERSION:
        sys.exit(f"{path} is no checkpoint of ELBO Lab, or one of another version.")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        if entry["dtype"] != "F32" or end - begin != 4 * math.prod(entry["shape"]) or end > len(data):
            sys.exit(f"{path} is damaged at {name}.")
        tensors[name] = (entry["shape"], data[begin:end])
    return tensors, metadata


def write_checkpoint(path, tensors, metadata):
    """`tensors`: name -> (shape, bytes). Written beside and then moved, so that there is always a whole file."""
    data = b"".join(content for _, content in tensors.values())
    covered = "".join(metadata[name] + "\n" for name in COVERED).encode()
    metadata = {**metadata, "crc32": f"{zlib.crc32(data, zlib.crc32(covered)):08x}"}
    header, offset = {"__metadata__": metadata}, 0
    for name, (shape, content) in tensors.items():
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, offset + len(content)]}
        offset += len(content)
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    with open(path + ".part", "wb") as file:
        file.write(struct.pack("<Q", len(head)) + head + data)
    os.replace(path + ".part", path)


def to_tensor(shape, content):
    return torch.frombuffer(bytearray(content), dtype=torch.float32).reshape(shape)


def to_bytes(tensor):
    tensor = tensor.detach().float().cpu().contiguous()
    return ctypes.string_at(tensor.data_ptr(), 4 * tensor.numel())


# Processes: one, or several that torchrun starts. Each draws the random numbers of the whole batch, from the same seed, and
# takes its part of the images. The sums over the processes make of that the gradient of the whole batch: however many
# processes share a run, it is the same run.

RANK, COUNT, RANK_HERE = (
    int(os.environ.get(name, default)) for name, default in [("RANK", 0), ("WORLD_SIZE", 1), ("LOCAL_RANK", 0)]
)


def part_of(images):
    """Which images of a batch of so many are this process's."""
    return slice(images * RANK // COUNT, images * (RANK + 1) // COUNT)


def add_up(tensors):
    """Replaces each tensor by its sum over the processes, all in one message."""
    if COUNT == 1:
        return
    flat = torch.cat([one.reshape(-1) for one in tensors])
    torch.distributed.all_reduce(flat)
    for one, total in zip(tensors, flat.split([one.numel() for one in tensors])):
        one.copy_(total.view_as(one))


def connect(wanted):
    """The device of this process, after it has found the others."""
    device = wanted or choose_device()
    if COUNT > 1 and device.startswith("cuda"):
        if RANK_HERE >= torch.cuda.device_count():
            count = torch.cuda.device_count()
            sys.exit(f"This machine has {count} GPUs: use --nproc_per_node={count}, or add --device cpu.")
        torch.cuda.set_device(RANK_HERE)
        device = f"cuda:{RANK_HERE}"
    try:
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError):
        sys.exit(f"PyTorch cannot use the device {device!r} here. Leave out --device, or use --device cpu.")
    if COUNT > 1:
        torch.distributed.init_process_group("nccl" if device.startswith("cuda") else "gloo")
    return device


def refuse_different(metadata, device):
    """Exits if the processes, perhaps on several machines, do not all have the same checkpoint."""
    own = torch.tensor(int(metadata["crc32"], 16), dtype=torch.float64, device=device)
    total = own.clone()
    add_up([total])
    if total != COUNT * own:
        sys.exit("The processes have different checkpoints. Copy the same file to every machine.")


# The model: weights are [in, out]


def family_of(settings):
    return FAMILIES[settings.get("family", "gaussian")]


def shapes(settings):
    """Name -> shape of every parameter, in the lab's order."""
    hidden = settings["hidden"]
    gamma, code = family_of(settings).widths(settings)
    widths = {"encoder": [PIXELS, *hidden, gamma], "decoder": [code, *reversed(hidden), PIXELS]}
    named = {}
    for half, sizes in widths.items():
        for i, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:])):
            named[f"{half}.{i}.weight"] = [fan_in, fan_out]
            named[f"{half}.{i}.bias"] = [fan_out]
    return named


def forward(parameters, half, settings, x):
    layers = len(settings["hidden"]) + 1
    for i in range(layers):
        x = x @ parameters[f"{half}.{i}.weight"] + parameters[f"{half}.{i}.bias"]
        if i < layers - 1:
            x = torch.relu(x) if settings["activation"] == "relu" else torch.tanh(x)
    return x


def encode(parameters, settings, x):
    """q(z|x) of each image."""
    return family_of(settings)(forward(parameters, "encoder", settings, x), settings)


def mean_image(parameters, settings, z):
    """E[x|z] [N, 784]."""
    output = forward(parameters, "decoder", settings, z)
    return torch.sigmoid(output) if settings["likelihood"] == "bernoulli" else output


class Batch:
    """Images x [B, 784], and how likely the decoder finds them: log p(x|z) in nats, summed over the pixels."""

    def __init__(self, parameters, settings, x):
        self.parameters, self.settings, self.x = parameters, settings, x

    def log_p(self, z):
        """Of draws z [L, B, code]: [L, B]."""
        output = forward(self.parameters, "decoder", self.settings, z)
        x = self.x.expand_as(output)
        if self.settings["likelihood"] == "bernoulli":
            return -functional.binary_cross_entropy_with_logits(output, x, reduction="none").sum(-1)
        sigma = self.settings["sigma"]
        return (-((x - output) ** 2) / (2 * sigma**2) - math.log(sigma * math.sqrt(2 * math.pi))).sum(-1)

    def log_p_of_states(self, states):
        """Of each image at every one of the states [S, code], each decoded once: [B, S]."""
        output, x = forward(self.parameters, "decoder", self.settings, states), self.x
        if self.settings["likelihood"] == "bernoulli":
            return x @ output.T - functional.softplus(output).sum(-1)
        sigma = self.settings["sigma"]
        squares = (x**2).sum(-1, keepdim=True) - 2 * x @ output.T + (output**2).sum(-1)
        return -squares / (2 * sigma**2) - PIXELS * math.log(sigma * math.sqrt(2 * math.pi))


# The latent families: q(z|x), by the parameters gamma [B, gamma] that the encoder computes. Draws are [L, B, code]; with
# gamma = 0 they are draws from the prior.


class Family:
    is_random = True
    has_classes = False
    offers = ()

    def __init__(self, gamma, settings):
        self.gamma, self.settings = gamma, settings

    def detached(self):
        """The same distribution, whose parameters stand still."""
        return type(self)(self.gamma.detach(), self.settings)

    @staticmethod
    def count_states(_settings):
        """How many values the code can take; None if they cannot be enumerated."""
        return None


class Gaussian(Family):
    """gamma = (mu, log sigma^2), z = mu + sigma eps; the prior is N(0, I)."""

    offers = ("pathwise", "score", "antithetic-noise")

    def __init__(self, gamma, settings):
        super().__init__(gamma, settings)
        self.mu, self.log_variance = gamma.chunk(2, dim=-1)

    @staticmethod
    def widths(settings):
        """Of gamma, and of the code."""
        return 2 * settings["latent"], settings["latent"]

    def noise(self, samples):
        return torch.randn(samples, *self.mu.shape, device=self.mu.device)

    def antithetic(self, noise):
        """The opposite noise, of the same distribution."""
        return -noise

    def draw(self, noise):
        return self.mu + (0.5 * self.log_variance).exp() * noise

    def log_ratio(self, z):
        """log q(z|x) - log p(z)."""
        return 0.5 * (z**2 - (z - self.mu) ** 2 / self.log_variance.exp() - self.log_variance).sum(-1)

    def kl(self):
        return 0.5 * (self.mu**2 + self.log_variance.exp() - self.log_variance - 1).sum(-1)


class Point(Gaussian):
    """z = mu: an autoencoder. The encoder's other outputs are not used."""

    is_random = False
    offers = ("pathwise",)

    def draw(self, noise):
        return self.mu.expand(len(noise), *self.mu.shape)

    def kl(self):
        return torch.zeros_like(self.mu).sum(-1)


class Discrete(Family):
    """
    Independent latents, each one of several classes; the prior is uniform. A draw is the class whose logit is largest
    after noise is added. Between the classes lies a simplex, which `probabilities` maps logits to.
    """

    def relax(self, noise, temperature):
        """The relaxed draw: near a corner of the simplex if the temperature is low."""
        return self.probabilities((self.gamma + noise) / temperature)

    def log_q(self):
        """(slope, at_zero) of log q(z|x) = sum z * slope + at_zero."""
        raise NotImplementedError

    def log_ratio(self, z):
        """log q(z|x) - log p(z)."""
        slope, at_zero = self.log_q()
        return (z * slope).sum(-1) + at_zero + math.log(self.count_states(self.settings))

    def log_q_of_states(self, states):
        """[B, S]"""
        slope, at_zero = self.log_q()
        return slope @ states.T + at_zero[:, None]


class Bernoulli(Discrete):
    """q(z_j = 1|x) = sigmoid(gamma_j)."""

    offers = ("score", "simplex", "states", "antithetic-pairs", "antithetic-noise")

    @staticmethod
    def widths(settings):
        return settings["latent"], settings["latent"]

    @staticmethod
    def count_states(settings):
        return 2 ** settings["latent"]

    def noise(self, samples):
        """Logistic: the difference of the two classes' Gumbel noises."""
        shape = (samples, *self.gamma.shape)
        return gumbel(shape, self.gamma.device) - gumbel(shape, self.gamma.device)

    def antithetic(self, noise):
        return -noise

    def draw(self, noise):
        return (self.gamma + noise > 0).to(self.gamma.dtype)

    def probabilities(self, logits):
        return torch.sigmoid(logits)

    def logits(self, probabilities):
        return torch.logit(probabilities)

    def log_q(self):
        return self.gamma, functional.logsigmoid(-self.gamma).sum(-1)

    def kl(self):
        theta = torch.sigmoid(self.gamma)
        negative_entropy = theta * functional.logsigmoid(self.gamma) + (1 - theta) * functional.logsigmoid(-self.gamma)
        return (negative_entropy + math.log(2)).sum(-1)

    def states(self):
        bits = torch.tensor([0.0, 1.0], device=self.gamma.device, dtype=self.gamma.dtype)
        return torch.cartesian_prod(*[bits] * self.settings["latent"]).reshape(-1, self.settings["latent"])


class Categorical(Discrete):
    """q(z_j = class c|x) = softmax(gamma_j)_c, gamma [B, latents * classes]. The code has a one-hot row for each latent."""

    has_classes = True
    offers = ("score", "simplex", "states", "antithetic-noise")

    @staticmethod
    def widths(settings):
        width = settings["latent"] * settings["classes"]
        return width, width

    @staticmethod
    def count_states(settings):
        return settings["classes"] ** settings["latent"]

    def noise(self, samples):
        return gumbel((samples, *self.gamma.shape), self.gamma.device)

    def antithetic(self, noise):
        """That of 1 - u for that of u = exp(-exp(-noise)), both tails in full precision."""
        e = (-noise.double()).exp()
        tail = torch.where(e > math.log(2), torch.log1p(-(-e).exp()), (-torch.expm1(-e)).log())
        return -(-tail).log().to(noise.dtype)

    def by_latent(self, rows):
        return rows.reshape(*rows.shape[:-1], self.settings["latent"], self.settings["classes"])

    def one_hot(self, choices):
        """[..., latents] -> [..., latents * classes]"""
        return functional.one_hot(choices, self.settings["classes"]).flatten(-2).to(self.gamma.dtype)

    def draw(self, noise):
        return self.one_hot(self.by_latent(self.gamma + noise).argmax(-1))

    def probabilities(self, logits):
        return self.by_latent(logits).softmax(-1).flatten(-2)

    def logits(self, probabilities):
        return probabilities.log()

    def log_q(self):
        slope = self.by_latent(self.gamma).log_softmax(-1).flatten(-2)
        return slope, torch.zeros_like(slope[..., 0])

    def kl(self):
        log_q, _ = self.log_q()
        return (log_q.exp() * (log_q + math.log(self.settings["classes"]))).sum(-1)

    def states(self):
        classes = torch.arange(self.settings["classes"], device=self.gamma.device)
        choices = torch.cartesian_prod(*[classes] * self.settings["latent"])
        return self.one_hot(choices.reshape(-1, self.settings["latent"]))


FAMILIES = {"gaussian": Gaussian, "point": Point, "bernoulli": Bernoulli, "categorical": Categorical}


def gumbel(shape, device):
    """-log of exponential numbers. The least positive number keeps the logarithm finite."""
    return -torch.empty(shape, device=device).exponential_().clamp_min(torch.finfo(torch.float32).tiny).log()


# The objectives: what is made of log w of K draws, and what they offer to the estimators.


class Elbo:
    """The mean over the draws, each by itself."""

    offers = ("mean-of-draws",)
    # Every step and evaluation has it: recon - KL.
    bound = None

    def __init__(self, _settings):
        self.draws = 1


class ImportanceWeighted:
    """
    The bound of Burda et al., 2015, arXiv 1509.00519: log of the mean of K weights. A step makes several estimates of it; the
    draws of one are as many rows apart.
    """

    offers = ("importance-weights",)

    def __init__(self, settings):
        self.draws = settings["k"]

    def together(self, log_w):
        """[K L, B] -> [K, L, B]"""
        return log_w.reshape(self.draws, len(log_w) // self.draws, log_w.shape[-1])

    def bound(self, log_w):
        return self.together(log_w).logsumexp(0) - math.log(self.draws)

    def shares(self, log_w):
        """Of each draw in the weights of its estimate, [K L, B]."""
        return self.together(log_w).softmax(0).reshape(log_w.shape)


OBJECTIVES = {"elbo": Elbo, "importance-weighted": ImportanceWeighted}


def objective_of(settings):
    return OBJECTIVES[settings.get("objective", "elbo")](settings)


# The estimators. Each gives a number whose gradient is the estimate of that of minus the bound per image (KL weighted by
# beta), log p(x|z) of the draws, and the mean of f, for the moving average.


def through(code, batch, q, settings):
    """The gradient passes through a code that is a differentiable function of gamma."""
    log_p = batch.log_p(code)
    return settings["beta"] * q.kl().mean() - log_p.mean(), log_p, log_p.mean()


def reparameterized(batch, q, noise, settings, _average):
    z = q.draw(noise)
    if settings["kl"] == "closed-form":
        return through(z, batch, q, settings)
    # Sticking the landing: q's own parameters stand still.
    ratio = (q.detached() if settings["kl"] == "sticking-the-landing" else q).log_ratio(z)
    log_p = batch.log_p(z)
    bound = objective_of(settings)
    if "importance-weights" in bound.offers:
        return -bound.bound(log_p - settings["beta"] * ratio).mean(), log_p, log_p.mean()
    return settings["beta"] * ratio.mean() - log_p.mean(), log_p, log_p.mean()


def doubly_reparameterized(batch, q, noise, settings, _average):
    """
    Tucker et al., 2018, arXiv 1810.04152: q's own parameters stand still, and the slope through each draw is multiplied by its
    share once more. With beta log w holds log q beta times, and of the slope only so much is multiplied.
    """
    z = q.draw(noise)
    bound = objective_of(settings)
    through_draw = z.clone()
    log_p = batch.log_p(through_draw)
    beta = settings["beta"]
    log_w = log_p - beta * q.detached().log_ratio(through_draw)
    shares = bound.shares(log_w).detach()
    through_draw.register_hook(lambda slope: slope * (1 - beta + beta * shares)[..., None])
    return -(bound.draws * shares * log_w).mean(), log_p, log_p.mean()


def vimco(batch, q, noise, settings, _average):
    """Mnih & Rezende, 2016, arXiv 1602.06725: each draw is compared with the geometric mean of the others' weights."""
    z = q.draw(noise).detach()
    bound = objective_of(settings)
    log_p, ratio = batch.log_p(z), q.log_ratio(z)
    log_w = log_p - settings["beta"] * ratio
    fixed = bound.together(log_w.detach())
    others = (fixed.sum(0, keepdim=True) - fixed) / (bound.draws - 1)
    # [k, K, L, B]: the weights with the k-th in turn replaced.
    in_turn = torch.eye(bound.draws, dtype=torch.bool, device=fixed.device)[..., None, None]
    without = torch.where(in_turn, others[:, None], fixed[None]).logsumexp(1)
    gain = fixed.logsumexp(0) - without
    by_score = (gain * bound.together(ratio)).sum(0)
    return -(bound.bound(log_w) + by_score).mean(), log_p, log_p.mean()


def centred(f, baseline, average):
    """f [L, B] less a baseline that does not depend on the draw it is used on."""
    samples, _ = f.shape
    if baseline == "moving-average":
        return f - average
    if baseline == "batch":
        total, images = f.sum(), f.new_tensor(f.shape[1])
        add_up([total, images])
        return f - (total - f.sum(0, keepdim=True)) / (samples * (images - 1)) if images > 1 else f
    if baseline == "leave-one-out":
        return (samples * f - f.sum(0, keepdim=True)) / (samples - 1)
    return f


def score_function(batch, q, noise, settings, average):
    z = q.draw(noise).detach()
    log_p = batch.log_p(z)
    # Its gradient with respect to gamma is the score of q: p(z) has no gamma.
    ratio = q.log_ratio(z)
    closed = settings["kl"] == "closed-form"
    f = log_p.detach() if closed else (log_p - settings["beta"] * ratio).detach()
    loss = -(centred(f, settings["baseline"], average) * ratio).mean() - log_p.mean()
    if closed:
        loss = loss + settings["beta"] * q.kl().mean()
    return loss, log_p, f.mean()


def enumeration(batch, q, _noise, settings, _average):
    """The expectation itself, as a sum over all states."""
    states = q.states()
    probabilities = q.log_q_of_states(states).exp()
    log_p = batch.log_p_of_states(states)
    mean = (probabilities * log_p).sum(-1).detach()
    # The probabilities sum to 1, so that the mean could stay in log p; without it less is lost to rounding.
    recon = (probabilities * (log_p - mean[:, None])).sum(-1) + mean
    return settings["beta"] * q.kl().mean() - recon.mean(), recon, recon.mean()


def disarm(batch, q, noise, settings, _average):
    """Pairs of a draw and the antithetic one."""
    first, second = q.draw(noise), q.draw(-noise)
    log_p, other = batch.log_p(first), batch.log_p(second)
    half_difference = ((log_p - other) / 2).detach()[..., None]
    gradient = half_difference * (first - second) * torch.sigmoid(q.gamma.abs()).detach()
    # A sum that is 0, with this gradient with respect to gamma.
    by_hand = (gradient * (q.gamma - q.gamma.detach())).sum(-1)
    recon = (log_p + other) / 2
    return settings["beta"] * q.kl().mean() - by_hand.mean() - recon.mean(), recon, recon.mean()


def muprop(batch, q, noise, settings, _average):
    """Gu et al., 2016, arXiv 1511.05176: the score function of what the tangent at the mean code leaves, and the tangent."""
    z = q.draw(noise).detach()
    log_p = batch.log_p(z)
    mean = q.probabilities(q.gamma)
    at = mean.detach().requires_grad_()
    value = Batch({name: one.detach() for name, one in batch.parameters.items()}, settings, batch.x).log_p(at[None])[0]
    (slope,) = torch.autograd.grad(value.sum(), at)
    tangent = value.detach() + (slope * (z - at.detach())).sum(-1)
    by_score = (log_p.detach() - tangent) * q.log_ratio(z)
    through_mean = (slope * mean).sum(-1)
    by_hand = by_score.mean() + through_mean.mean()
    # The parts whose value is not that of the loss count with their gradient alone.
    loss = settings["beta"] * q.kl().mean() - log_p.mean() - (by_hand - by_hand.detach())
    return loss, log_p, log_p.mean()


def gumbel_softmax(batch, q, noise, settings, _average):
    """On relaxed codes: the loss is no bound on log p(x)."""
    return through(q.relax(noise, settings["temperature"]), batch, q, settings)


def straight_through(batch, q, noise, settings, _average):
    probabilities = q.probabilities(q.gamma)
    return through(q.draw(noise) + (probabilities - probabilities.detach()), batch, q, settings)


def straight_through_gumbel_softmax(batch, q, noise, settings, _average):
    relaxed = q.relax(noise, settings["temperature"])
    return through(q.draw(noise) + (relaxed - relaxed.detach()), batch, q, settings)


def reinmax(batch, q, noise, settings, _average):
    """Algorithm 2 of Liu et al., 2023, arXiv 2304.08612."""
    z = q.draw(noise)
    middle = ((q.probabilities(q.gamma / settings["temperature"]) + z) / 2).detach()
    # Has the value `middle`, and there the slope of the softmax.
    at_middle = q.probabilities(q.gamma + (q.logits(middle) - q.gamma).detach())
    path = 2 * at_middle - 0.5 * q.probabilities(q.gamma)
    return through(z + (path - path.detach()), batch, q, settings)


# The interventions, built to teach: the gradient's mean with the score function's noise. Their noise has rows for the L samples
# and then for their own draws.


MEAN_DRAWS = 16


def signal_of(log_p, q, z, settings):
    """f of each draw, without a gradient."""
    if settings["kl"] == "closed-form":
        return log_p.detach()
    return (log_p - settings["beta"] * q.log_ratio(z)).detach()


def score_noise(batch, q, noise, settings, average):
    """A number whose gradient is (g - g') / sqrt 2, of score functions from two sets of draws: the mean is zero."""

    def score(own):
        z = q.draw(own).detach()
        f = signal_of(batch.log_p(z), q, z, settings)
        return -(centred(f, settings["baseline"], average) * q.log_ratio(z)).mean()

    one, other = (score(own) for own in noise.chunk(2))
    return (one - other) / math.sqrt(2)


def noise_transplant(batch, q, noise, settings, average):
    own, beside = noise.split([settings["samples"], len(noise) - settings["samples"]])
    loss, log_p, _ = reparameterized(batch, q, own, settings, average)
    signal = signal_of(log_p, q, q.draw(own), settings)
    return loss + score_noise(batch, q, beside, settings, average), log_p, signal.mean()


def noise_dial(batch, q, noise, settings, average):
    """The encoder learns from the mean over many draws and from the noise, the decoder from the samples alone."""
    still = Batch({name: one.detach() for name, one in batch.parameters.items()}, settings, batch.x)
    mean, _, _ = reparameterized(still, q, noise[:MEAN_DRAWS], settings, average)
    loud = settings["dial"] * score_noise(still, q, noise[MEAN_DRAWS:], settings, average)
    z = q.draw(noise[: settings["samples"]]).detach()
    log_p = batch.log_p(z)
    return mean + loud - log_p.mean(), log_p, signal_of(log_p, q, z, settings).mean()


class Estimator:
    def __init__(self, estimate, requires, of_bound=("mean-of-draws",), kl_modes=("closed-form",), least_k=1):
        """`requires`: what the family must offer; `of_bound`: what the objective must."""
        self.estimate, self.requires, self.of_bound = estimate, requires, of_bound
        self.kl_modes, self.least_k = kl_modes, least_k
        self.most_samples = MOST_DRAWS

    def draws_beside(self, _samples):
        """Draws of each image beside the samples."""
        return 0

    def fits(self, family, bound):
        return set(self.requires) <= set(family.offers) and set(self.of_bound) <= set(bound.offers)


class Intervention(Estimator):
    def __init__(self, estimate, draws_beside):
        super().__init__(estimate, ["pathwise", "score"], kl_modes=KL_MODES[:2])
        self.draws_beside = draws_beside
        self.most_samples = MEAN_DRAWS


MOST_DRAWS = 64
KL_MODES = ("closed-form", "monte-carlo", "sticking-the-landing")

ESTIMATORS = {
    "reparameterized": Estimator(reparameterized, ["pathwise"], (), KL_MODES),
    "score-function": Estimator(score_function, ["score"], kl_modes=KL_MODES[:2]),
    "enumeration": Estimator(enumeration, ["states", "score"]),
    "disarm": Estimator(disarm, ["antithetic-pairs"]),
    "gumbel-softmax": Estimator(gumbel_softmax, ["simplex"]),
    "straight-through": Estimator(straight_through, ["simplex"]),
    "st-gumbel-softmax": Estimator(straight_through_gumbel_softmax, ["simplex"]),
    "reinmax": Estimator(reinmax, ["simplex"]),
    "dreg": Estimator(doubly_reparameterized, ["pathwise", "score"], ("importance-weights",), KL_MODES[:2]),
    "vimco": Estimator(vimco, ["score"], ("importance-weights",), KL_MODES[:2], least_k=2),
    "noise-transplant": Intervention(noise_transplant, lambda samples: 2 * samples),
    "noise-dial": Intervention(noise_dial, lambda samples: MEAN_DRAWS + samples),
    "muprop": Estimator(muprop, ["simplex", "score"]),
}


# Kind, least and most.
NUMBERS = {
    "samples": (int, 1, 64),
    "k": (int, 1, 64),
    "beta": (float, 0, 100),
    "temperature": (float, 0.05, 10),
    "anneal": (float, 0, 0.1),
    "coldest": (float, 0.05, 10),
    "dial": (float, 0, 2),
    "lr": (float, 1e-7, 1),
    "batch": (int, 1, 2048),
    "latent": (int, 1, 200),
    "classes": (int, 2, 64),
    "sigma": (float, 0.01, 10),
    "seed": (int, 0, 2**32 - 1),
}
NOT_USED = ["probe", "dataset", "backend", "kernels", "steps", "autostart"]


FORMER_NAMES = {"posterior": "family"}


# What a setting is where a checkpoint of an earlier version has none: what that version did.
DEFAULTS = {
    "estimator": "reparameterized",
    "samples": 1,
    "baseline": "none",
    "kl": "closed-form",
    "family": "gaussian",
    "objective": "elbo",
    "k": 5,
    "noise": "independent",
    "beta": 1,
    "temperature": 1,
    "anneal": 0,
    "coldest": 0.5,
    "dial": 1,
    "lr": 1e-3,
    "freeze": "none",
    "latent": 20,
    "classes": 8,
    "hidden": [400],
    "activation": "relu",
    "likelihood": "bernoulli",
    "sigma": 0.1,
    "targets": "grey",
    "optimizer": "adam",
    "batch": 128,
    "seed": 1,
}


def settings_in(metadata):
    """Those of a checkpoint, all of them and under their present names."""
    given = json.loads(metadata["settings"])
    return {**DEFAULTS, **{FORMER_NAMES.get(name, name): value for name, value in given.items()}}


def known_choices():
    return {
        "estimator": list(ESTIMATORS),
        "family": list(FAMILIES),
        "objective": list(OBJECTIVES),
        "kl": list(KL_MODES),
        "noise": ["independent", "antithetic"],
        "baseline": ["none", "moving-average", "batch", "leave-one-out"],
        "likelihood": ["bernoulli", "gaussian"],
        "activation": ["relu", "tanh"],
        "targets": ["grey", "binarized"],
        "optimizer": list(OPTIMIZERS),
        "freeze": ["none", *HALVES],
    }


def refuse_unknown(settings):
    """Exits if the script would train something else than what the settings say."""
    choices = known_choices()
    for name, values in choices.items():
        if settings.get(name, values[0]) not in values:
            sys.exit(f"This script does not know {name} {settings[name]!r}. It knows {', '.join(values)}.")
    known = [*choices, *NUMBERS, "hidden"]
    for name in settings:
        if name not in [*known, *NOT_USED]:
            sys.exit(f"This script does not know the setting {name!r}. It knows {', '.join(known)}.")


MOST_STATES = 4096
# The most numbers in a code of classes.
WIDEST_CODE = 200


def refuse_illegal(settings):
    """Exits if settings that are known cannot be used together."""
    name, family = settings["estimator"], settings.get("family", "gaussian")
    estimator, used = ESTIMATORS[name], in_force(settings)
    bound = objective_of(used)
    _, width = FAMILIES[family].widths(settings)
    if FAMILIES[family].has_classes and width > WIDEST_CODE:
        sys.exit(f"The code would hold {width:,} numbers; the most is {WIDEST_CODE}. Use fewer latents, or fewer classes.")
    others = [
        id
        for id, other in ESTIMATORS.items()
        if other.fits(FAMILIES[family], bound) and not isinstance(other, Intervention)
    ]
    for requires, owner, what in [
        (estimator.requires, FAMILIES[family], f"family {family}"),
        (estimator.of_bound, bound, f"objective {used.get('objective', 'elbo')}"),
    ]:
        for one in requires:
            if one not in owner.offers:
                sys.exit(
                    f"The estimator {name} requires {one}, which the {what} does not offer. Use {' or '.join(others)}."
                )
    if "states" in estimator.requires and FAMILIES[family].count_states(settings) > MOST_STATES:
        sys.exit(f"The codes have more than {MOST_STATES:,} states. Use another estimator, or fewer latents.")
    if settings["kl"] not in estimator.kl_modes:
        sys.exit(f"The estimator {name} has no KL mode {settings['kl']}. Use {' or '.join(estimator.kl_modes)}.")
    if used.get("noise", "independent") == "antithetic":
        refuse_pairs(used, FAMILIES[family], estimator)
    if settings["baseline"] == "leave-one-out" and settings["samples"] < 2:
        sys.exit("The baseline leave-one-out needs at least 2 samples.")
    if used["samples"] > estimator.most_samples:
        sys.exit(f"The estimator {name} takes at most {estimator.most_samples} samples.")
    if bound.draws < estimator.least_k:
        sys.exit(f"The estimator {name} needs a K of at least {estimator.least_k}.")
    if settings["kl"] == "sticking-the-landing" and bound.draws > 1:
        sys.exit("Sticking the landing is biased for a K of more than 1. Use the estimator dreg.")
    if used["samples"] * bound.draws > MOST_DRAWS:
        sys.exit(f"A step may have at most {MOST_DRAWS} draws of an image. Lower samples or k.")


def refuse_pairs(settings, family, estimator):
    if "antithetic-noise" not in family.offers:
        sys.exit(f"Noise of the family {settings['family']} has no opposite. Use independent noise.")
    if "antithetic-pairs" in estimator.requires:
        sys.exit(f"The draws of {settings['estimator']} are antithetic pairs already. Use independent noise.")
    if settings["samples"] % 2:
        sys.exit("Antithetic noise needs an even number of samples.")
    if settings["baseline"] == "leave-one-out":
        sys.exit("The baseline leave-one-out needs independent draws. Use another one, or independent noise.")


def in_force(settings):
    """
    A point has no draws to average, no KL to weight and no bound; a bound of several draws together has no KL in closed form.
    """
    if not family_of(settings).is_random:
        return {**settings, "objective": "elbo", "samples": 1, "beta": 0, "kl": "closed-form", "noise": "independent"}
    has_closed_form = "mean-of-draws" in objective_of(settings).offers
    return settings if has_closed_form or settings["kl"] != "closed-form" else {**settings, "kl": "monte-carlo"}


def at_step(settings, step):
    """With the temperature of that step, annealed as by Jang et al., 2017, arXiv 1611.01144, section 4."""
    temperature, rate = settings.get("temperature", 1), settings.get("anneal", 0)
    if rate == 0:
        return settings
    lowest = min(temperature, settings["coldest"])
    return {**settings, "temperature": max(lowest, temperature * math.exp(-rate * step))}


def draws_of(settings):
    """Draws of each image in a step."""
    samples = settings["samples"]
    return samples * objective_of(settings).draws + ESTIMATORS[settings["estimator"]].draws_beside(samples)


def draw_noise(q, settings):
    """For the draws of a step. In antithetic pairs the second half of the samples has the opposite noise of the first half."""
    count, samples = draws_of(settings), settings["samples"]
    if settings.get("noise", "independent") == "independent":
        return q.noise(count)
    together = objective_of(settings).draws
    first = q.noise(together * samples // 2).unflatten(0, (together, samples // 2))
    paired = torch.cat([first, q.antithetic(first)], 1).flatten(0, 1)
    return torch.cat([paired, q.noise(count - len(paired))]) if count > len(paired) else paired


def noise_for(settings, images, device):
    """New noise for a step on so many images: [draws, images, ...]."""
    settings = in_force(settings)
    width, _ = family_of(settings).widths(settings)
    return draw_noise(family_of(settings)(torch.zeros(images, width, device=device), settings), settings)


@torch.no_grad() if torch else lambda function: function
def weighted_bound(trained, q, z, log_p):
    """The objective's bound by draws z, with beta = 1 as every bound that is shown: [L, B]."""
    return trained.bound(log_p - q.log_ratio(z))


def objective(parameters, settings, x, average, noise):
    """(loss, recon, KL, the objective's bound if it is not the ELBO, mean of f) of one batch."""
    settings = in_force(settings)
    q = encode(parameters, settings, x)
    estimate = ESTIMATORS[settings["estimator"]].estimate
    loss, log_p, signal = estimate(Batch(parameters, settings, x), q, noise, settings, average)
    kl = q.kl().mean() if q.is_random else None
    trained = objective_of(settings)
    bound = trained.bound and weighted_bound(trained, q, q.draw(noise[: len(log_p)]), log_p).mean()
    return loss, log_p.mean(), kl, bound, signal


# The optimizer, with its state where there is some


def optimizer_steps(state, tensors, step):
    """
    Half -> steps that the optimizer has taken with it: those in which it was frozen do not count. Older checkpoints
    have no such count; a half that has never moved has averages that are still 0.
    """
    if "optimizerSteps" in state:
        return dict(state["optimizerSteps"])

    def has_moved(half):
        slots = (to_tensor(*one) for name, one in tensors.items() if name.startswith("optimizer.") and f".{half}." in name)
        return any(slot.any() for slot in slots)

    return {half: step if has_moved(half) else 0 for half in HALVES}


OPTIMIZERS = {
    "adam": lambda values, rate: torch.optim.Adam(values, lr=rate, betas=(0.9, 0.999), eps=1e-8),
    "rmsprop": lambda values, rate: torch.optim.RMSprop(values, lr=rate, alpha=0.99, eps=1e-8),
    "adagrad": lambda values, rate: torch.optim.Adagrad(values, lr=rate, eps=1e-10),
    "sgd": lambda values, rate: torch.optim.SGD(values, lr=rate),
}


def make_optimizer(settings, parameters, tensors, steps):
    made = OPTIMIZERS[settings["optimizer"]](list(parameters.values()), settings["lr"])
    for name, parameter in parameters.items():
        slots = {
            key.split(".")[1]: to_tensor(*content).to(parameter.device)
            for key, content in tensors.items()
            if key.startswith("optimizer.") and key.split(".", 2)[2] == name
        }
        if slots:
            made.state[parameter] = {"step": torch.tensor(float(steps[name.split(".")[0]])), **slots}
    return made


SLOTS = {"adam": ["exp_avg", "exp_avg_sq"], "rmsprop": ["square_avg"], "adagrad": ["sum"], "sgd": []}


def tensors_at_step_0(settings):
    """As a checkpoint has them: weights and biases uniform between -1 and 1 over the root of the inputs, as in the lab."""
    generator = torch.Generator().manual_seed(settings["seed"])
    named = shapes(settings)
    tensors = {}
    for name, shape in named.items():
        bound = named[name.replace("bias", "weight")][0] ** -0.5
        tensors[name] = (shape, to_bytes(bound * (2 * torch.rand(shape, generator=generator) - 1)))
    for name, shape in named.items():
        for slot in SLOTS[settings["optimizer"]]:
            tensors[f"optimizer.{slot}.{name}"] = (shape, bytes(4 * math.prod(shape)))
    return {**tensors, MOVING_AVERAGE: ([], bytes(4))}


def frozen(settings, name):
    return name.split(".")[0] == settings.get("freeze", "none")


# The images


def read_idx(path):
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    magic, count, rows, columns = struct.unpack(">IIII", content[:16])
    if magic != 0x0803 or rows * columns != PIXELS or len(content) != 16 + count * PIXELS:
        sys.exit(f"{path} is no IDX file of 28 x 28 images.")
    return torch.frombuffer(bytearray(content[16:]), dtype=torch.uint8).reshape(count, PIXELS)


def find_file(folder, name):
    for candidate in (name, name[:-3]):
        if os.path.exists(os.path.join(folder, candidate)):
            return os.path.join(folder, candidate)
    return None


def download(folder, dataset):
    mirror, checksums = MIRRORS[dataset]
    os.makedirs(folder, exist_ok=True)
    for name, checksum in zip(FILES, checksums):
        if find_file(folder, name):
            continue
        print(f"downloading {mirror}{name}")
        try:
            with urllib.request.urlopen(mirror + name) as answer:
                content = answer.read()
        except OSError as failure:
            sys.exit(f"{mirror}{name}: {failure}. Give a folder that has {', '.join(FILES)} by --data.")
        if hashlib.sha256(content).hexdigest() != checksum:
            sys.exit(f"{name}: these are not the original bytes.")
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


def load_images(folder, dataset):
    """(training images, test images). The first process of a machine downloads them for the others."""
    if COUNT > 1 and RANK_HERE > 0:
        torch.distributed.barrier()
    if dataset in MIRRORS and not all(find_file(folder, name) for name in FILES):
        download(folder, dataset)
    paths = [find_file(folder, name) for name in FILES]
    if not all(paths):
        sys.exit(
            f"The run was trained on {dataset} images, which only the page has. "
            f"Give a folder with IDX files by --data: {', '.join(FILES)}."
        )
    if COUNT > 1 and RANK_HERE == 0:
        torch.distributed.barrier()
    return [read_idx(path) for path in paths]


def targets(images, settings, device):
    grey = images.to(device).float() / 255
    return torch.bernoulli(grey) if settings["targets"] == "binarized" else grey


# Training


class Diverged(Exception):
    pass


class Run:
    def __init__(self, path, device, changes=None):
        """Continues the checkpoint or, with changes of its settings, begins at step 0."""
        tensors, self.metadata = read_safetensors(path)
        self.settings = settings_in(self.metadata)
        self.state = json.loads(self.metadata["state"])
        self.history = json.loads(self.metadata["history"])
        # Of the lanes of a duel it continues the first.
        tensors = {name: one for name, one in tensors.items() if not name.startswith("lane.")}
        self.state.pop("lanes", None)
        self.history.pop("lanes", None)
        self.step = int(self.metadata["step"])
        if changes is not None:
            tensors = self.begin_anew(changes)
        refuse_unknown(self.settings)
        refuse_illegal(self.settings)
        self.device = device
        for name, shape in shapes(self.settings).items():
            if name not in tensors or tensors[name][0] != shape:
                sys.exit(f"{path}: {name} should be {shape}.")
        self.parameters = {
            name: to_tensor(*tensors[name]).to(device).requires_grad_() for name in shapes(self.settings)
        }
        self.average = to_tensor(*tensors[MOVING_AVERAGE]).to(device)
        self.optimizer_steps = optimizer_steps(self.state, tensors, self.step)
        self.optimizer = make_optimizer(self.settings, self.parameters, tensors, self.optimizer_steps)
        self.rest = {name: content for name, content in tensors.items() if name not in self.parameters}

    def begin_anew(self, changes):
        """The tensors at step 0."""
        self.settings = {**self.settings, **changes}
        self.metadata["settings"] = json.dumps(self.settings)
        self.step = 0
        self.state.update(seconds=0, sliders=[], optimizerSteps=dict.fromkeys(HALVES, 0))
        self.history.update(dict.fromkeys(["rows", "evaluations", "probes", "marks"], []), settings=self.settings)
        self.history["stepsPerEpoch"] = math.ceil(self.state["data"]["trainImages"] / self.settings["batch"])
        self.history.pop("name", None)
        return tensors_at_step_0(self.settings)

    def advance(self, x):
        """One step on a batch, each process with its part; the values of `objective` of the whole batch."""
        part = part_of(len(x))
        settings = at_step(self.settings, self.step)
        noise = noise_for(settings, len(x), self.device)[:, part]
        values = objective(self.parameters, settings, x[part], self.average, noise)
        share = len(x[part]) / len(x)
        self.optimizer.zero_grad(set_to_none=True)
        (share * values[0]).backward()
        values = [self.part_of_mean(value, share) for value in values]
        for name, parameter in self.parameters.items():
            if frozen(self.settings, name):
                parameter.grad = None
        add_up([*values, *(one.grad for one in self.parameters.values() if one.grad is not None)])
        self.optimizer.step()
        for half in HALVES:
            self.optimizer_steps[half] += not frozen(self.settings, half)
        kept = MOVING_AVERAGE_DECAY if self.step > 0 else 0.0
        self.average = kept * self.average + (1 - kept) * values[-1]
        self.step += 1
        return values

    def part_of_mean(self, value, share):
        """What this process adds to a mean over the batch: nothing without images, or without such a value."""
        return torch.zeros_like(self.average) if share == 0 or value is None else share * value.detach()

    @torch.no_grad() if torch else lambda function: function
    def evaluate(self, images):
        """Means over the test set, one draw of z an image: of a discrete family a hard code, whatever it was trained with."""
        recon = kl = bound = 0.0
        trained = objective_of(in_force(self.settings))
        for start in range(0, len(images), 1000):
            x = targets(images[start : start + 1000], self.settings, self.device)
            q = encode(self.parameters, self.settings, x)
            recon += Batch(self.parameters, self.settings, x).log_p(q.draw(q.noise(1))).sum().item()
            kl += q.kl().sum().item()
            if trained.bound:
                bound += self.sum_of_bounds(trained, x)
        found = {"step": self.step, "recon": recon / len(images), "kl": kl / len(images), "images": len(images)}
        if not family_of(self.settings).is_random:
            found["kl"] = None
        if trained.bound:
            found["bound"] = {"k": trained.draws, "value": bound / len(images)}
        self.history["evaluations"] = [*self.history["evaluations"][-1999:], found]
        return found

    def sum_of_bounds(self, trained, images):
        """With K draws of each image, as many images at once as have 1,000 draws."""
        total = 0.0
        for x in images.split(max(1, 1000 // trained.draws)):
            q = encode(self.parameters, self.settings, x)
            z = q.draw(q.noise(trained.draws))
            log_p = Batch(self.parameters, self.settings, x).log_p(z)
            total += weighted_bound(trained, q, z, log_p).sum().item()
        return total

    @torch.no_grad() if torch else lambda function: function
    def sample(self, count):
        """E[x|z] of codes drawn from the prior [count, 784]."""
        # What an autoencoder's codes are compared with is the Gaussian's prior.
        family = family_of(self.settings) if family_of(self.settings).is_random else Gaussian
        width, _ = family.widths(self.settings)
        prior = family(torch.zeros(count, width, device=self.device), self.settings)
        return mean_image(self.parameters, self.settings, prior.draw(prior.noise(1))[0])

    def save(self, path, seconds):
        tensors = {name: (list(one.shape), to_bytes(one)) for name, one in self.parameters.items()}
        for name, (shape, content) in self.rest.items():
            _, slot, parameter = (name.split(".", 2) + ["", ""])[:3]
            if name.startswith("optimizer."):
                content = to_bytes(self.optimizer.state[self.parameters[parameter]][slot])
            tensors[name] = (shape, to_bytes(self.average) if name == MOVING_AVERAGE else content)
        state = {
            **self.state,
            "seconds": self.state["seconds"] + seconds,
            "since": {"steps": 0, "recon": 0, "kl": 0},
            "optimizerSteps": self.optimizer_steps,
        }
        changed = {"step": str(self.step), "state": json.dumps(state), "history": json.dumps(self.history)}
        write_checkpoint(path, tensors, {**self.metadata, **changed})

    def train(self, train_images, test_images, until, after_epoch):
        """Hands `after_epoch` the figures of each epoch. Only the first process evaluates."""
        batch, seed = self.settings["batch"], self.settings["seed"]
        steps_per_epoch = math.ceil(len(train_images) / batch)
        while self.step < until:
            epoch, first = divmod(self.step, steps_per_epoch)
            generator = torch.Generator().manual_seed(seed * 1_000_003 + epoch)
            order = torch.randperm(len(train_images), generator=generator)
            # The processes draw the same numbers again. Negative: a seed that no order has.
            torch.manual_seed(-1 - seed * 1_000_003 - self.step)
            last = min(steps_per_epoch, first + until - self.step)
            sums = torch.zeros(5, device=self.device)
            for k in range(first, last):
                own = targets(train_images[order[k * batch : (k + 1) * batch]], self.settings, self.device)
                values = torch.stack(self.advance(own))
                if not math.isfinite(values[0].item()):
                    raise Diverged(f"Diverged at step {self.step}. The last file written is still whole.")
                sums += values
            if RANK == 0:
                _, recon, kl, bound, _ = (sums / (last - first)).tolist()
                after_epoch(self.figures(recon, kl, bound, self.evaluate(test_images)))

    def figures(self, recon, kl, bound, test):
        """By the names of metrics.csv: means over the steps of the epoch, and over the test images."""
        has_elbo = test["kl"] is not None
        found = {
            "elbo": recon - kl if has_elbo else None,
            "recon": recon,
            "kl": kl if has_elbo else None,
            "test_elbo": test["recon"] - test["kl"] if has_elbo else None,
            "test_recon": test["recon"],
            "test_kl": test["kl"],
        }
        return {**found, "bound": bound, "test_bound": test["bound"]["value"]} if "bound" in test else found


def write_sheet(path, images):
    """64 images as one of 8 x 8, black on white, in PGM."""
    ink = images.clamp(0, 1).reshape(8, 8, 28, 28).transpose(1, 2).reshape(224, 224)
    with open(path, "wb") as file:
        file.write(b"P5 224 224 255\n" + bytes((255 * (1 - ink)).round().byte().flatten().tolist()))


def choose_device():
    if torch.cuda.is_available():
        return "cuda"
    # Several processes cannot exchange what lies on mps.
    return "mps" if COUNT == 1 and torch.backends.mps.is_available() else "cpu"


def numbers_of(name, text):
    """The value of a setting that is a number, or widths, written as in the address of the page."""
    kind, least, most = (int, 1, 2048) if name == "hidden" else NUMBERS[name]
    try:
        values = [kind(one) for one in (text.split("-") if name == "hidden" else [text])]
    except ValueError:
        sys.exit(f"{name}={text}: this takes {'a whole number' if kind is int else 'a number'}.")
    if len(values) > 4:
        sys.exit(f"{name}={text}: this takes one to four widths, as in 400 or 200-200.")
    if not all(least <= value <= most for value in values):
        sys.exit(f"{name}={text}: this must lie between {least} and {most}.")
    return values if name == "hidden" else values[0]


SPOKEN_NAMES = {"learning-rate": "lr", **FORMER_NAMES}


def axis_of(text):
    """(setting, its values) of "setting=value,value"."""
    name, equals, values = text.partition("=")
    name, choices = SPOKEN_NAMES.get(name, name), known_choices()
    if not equals or not all(values.split(",")):
        sys.exit(f"--sweep {text}: write a setting and its values, as in --sweep lr=1e-3,3e-4.")
    if name == "seed":
        sys.exit(f"--sweep {text}: write --seeds {values}.")
    if name in choices:
        return name, values.split(",")
    if name not in NUMBERS and name != "hidden":
        others = ", ".join([*choices, *NUMBERS, "hidden"])
        sys.exit(f"--sweep {text}: a run here has no setting {name!r}. It has {others}.")
    return name, [numbers_of(name, one) for one in values.split(",")]


def text_of(value):
    return "-".join(map(str, value)) if isinstance(value, list) else str(value)


def name_of(changes):
    return ",".join(f"{name}={text_of(value)}" for name, value in changes.items())


def axes_of(sweeps, seeds, settings):
    """Setting -> its values, each once."""
    axes = {}
    for text in sweeps:
        name, values = axis_of(text)
        if name in axes:
            sys.exit(f"--sweep {text}: {name} is swept twice. Write all its values in one --sweep.")
        axes[name] = values
    axes["seed"] = [numbers_of("seed", one) for one in seeds.split(",")] if seeds else [settings["seed"]]
    for name, values in axes.items():
        axes[name] = [value for i, value in enumerate(values) if value not in values[:i]]
        if RANK == 0 and len(axes[name]) < len(values):
            again = sorted({text_of(value) for value in values if values.count(value) > 1})
            print(f"{name}={','.join(again)} is given more than once: it is run once.", flush=True)
    return axes


def plan_runs(sweeps, seeds, settings):
    """The changes of each run: every combination of the values. Exits if one of them cannot be trained."""
    axes = axes_of(sweeps, seeds, settings)
    plan = [dict(zip(axes, values)) for values in itertools.product(*axes.values())]
    for changes in plan:
        try:
            refuse_unknown({**settings, **changes})
            refuse_illegal({**settings, **changes})
        except SystemExit as refusal:
            sys.exit(f"{name_of(changes)}: {refusal}")
    return plan


FIGURES = ["step", "seconds", "elbo", "recon", "kl", "test_elbo", "test_recon", "test_kl"]


def columns_of(plan, settings):
    """Of runs.csv: what is changed, and the figures. The bound only where a run trains another than the ELBO."""
    has_bound = any(objective_of(in_force({**settings, **changes})).bound for changes in plan)
    return [*plan[0], *FIGURES, *(["bound", "test_bound"] if has_bound else []), "diverged"]


class Table:
    """runs.csv: a row of each run that has ended. What it has already is not run again."""

    def __init__(self, path, names):
        self.path, self.names = path, names
        self.rows = []
        if os.path.exists(path):
            with open(path, newline="") as file:
                self.rows = list(csv.DictReader(file))
            if self.rows and list(self.rows[0]) != names:
                sys.exit(f"{path} has the runs of another sweep. Give another folder by --output.")

    def has(self, changes, steps):
        wanted = {name: text_of(value) for name, value in changes.items()}
        return any(
            wanted.items() <= row.items() and (row["diverged"] or int(row["step"]) == steps) for row in self.rows
        )

    def add(self, row):
        is_new = not os.path.exists(self.path)
        with open(self.path, "a", newline="") as file:
            writer = csv.DictWriter(file, self.names)
            if is_new:
                writer.writeheader()
            writer.writerow({name: text_of(value) for name, value in row.items() if value is not None})


def summary_writer():
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        sys.exit("TensorBoard is not installed. Install it by pip install tensorboard, or leave out --tensorboard.")
    return SummaryWriter


def open_log(folder, name=""):
    return summary_writer()(os.path.join(folder, name)) if folder and RANK == 0 else None


def train_one(run, images, until, output, log=None, samples=None):
    """Writes, logs and prints after each epoch; the row of runs.csv."""
    began = time.time()
    row = {"step": run.step}

    def after_epoch(figures):
        row.update(figures, step=run.step, seconds=round(time.time() - began, 2))
        bound = "" if figures["test_elbo"] is None else f"ELBO {figures['test_elbo']:.2f}, "
        if "test_bound" in figures:
            bound += f"L_{run.settings['k']} {figures['test_bound']:.2f}, "
        print(f"step {run.step}: {bound}reconstruction {figures['test_recon']:.2f} nats per image, held-out", flush=True)
        run.save(output, row["seconds"])
        if samples:
            write_sheet(samples, run.sample(64))
        for name, value in figures.items():
            if log and value is not None:
                log.add_scalar(name, value, run.step)

    run.train(*images, until, after_epoch)
    return row


def sweep(given, plan, columns, images, device):
    """One run after the other, each from step 0; a run that diverges does not end the others."""
    if RANK == 0:
        os.makedirs(given.output, exist_ok=True)
    table = Table(os.path.join(given.output, "runs.csv"), columns)
    # What the first process says counts: other machines have no such file.
    done = torch.tensor([float(RANK == 0 and table.has(changes, given.steps)) for changes in plan], device=device)
    add_up([done])
    for changes, is_done in zip(plan, done.tolist()):
        name = name_of(changes)
        if RANK == 0:
            print(f"{name}: " + ("done before" if is_done else f"to step {given.steps} on {device}"), flush=True)
        if not is_done:
            row = run_of_sweep(given, changes, images, device)
            if RANK == 0:
                table.add({**changes, **row})


def run_of_sweep(given, changes, images, device):
    name = name_of(changes)
    run = Run(given.checkpoint, device, changes)
    log = open_log(given.tensorboard, name)
    try:
        return train_one(run, images, given.steps, os.path.join(given.output, f"{name}.safetensors"), log)
    except Diverged as failure:
        if RANK == 0:
            print(f"{name}: {failure}", flush=True)
        return {"step": run.step, "diverged": "yes"}
    finally:
        if log:
            log.close()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", default=os.path.join(HERE, "model.safetensors"))
    parser.add_argument("--output", help="continued.safetensors or, of several runs, the folder sweep")
    parser.add_argument("--data", default="data", help="folder of IDX files, downloaded into where it is known how")
    parser.add_argument("--steps", type=int, default=20_000, help="in all, with those that the page has taken")
    parser.add_argument("--device")
    parser.add_argument("--samples", metavar="FILE.pgm", help="after each epoch, images of codes drawn from the prior")
    parser.add_argument("--seeds", metavar="1,2,3", help="begins a run from step 0 with each")
    parser.add_argument(
        "--sweep", metavar="SETTING=A,B", action="append", default=[], help="the same with each value; several are combined"
    )
    parser.add_argument("--tensorboard", metavar="FOLDER", help="writes a log there; needs tensorboard")
    parser.add_argument("--shapes", action="store_true", help="print the parameters as JSON and stop; needs no PyTorch")
    return parser.parse_args()


def main():
    given = arguments()
    if not os.path.exists(given.checkpoint):
        sys.exit(f"There is no {given.checkpoint}. Export model.safetensors from the lab, or say by --checkpoint where it is.")
    tensors, metadata = read_safetensors(given.checkpoint)
    settings = settings_in(metadata)
    if given.shapes:
        present = {name: shape for name, (shape, _) in tensors.items()}
        print(json.dumps({"expected": shapes(settings), "present": present}))
        return
    if torch is None:
        sys.exit("This needs PyTorch (pytorch.org): pip install torch")
    plan = plan_runs(given.sweep, given.seeds, settings) if given.sweep or given.seeds else None
    if plan and given.samples:
        sys.exit("--samples is for a single run. Leave out --seeds and --sweep, or --samples.")
    if not plan and given.steps <= int(metadata["step"]):
        sys.exit(f"The checkpoint is at step {metadata['step']}. Give --steps more than that.")
    if given.tensorboard:
        summary_writer()
    given.output = given.output or ("sweep" if plan else "continued.safetensors")
    train(given, metadata, plan)


def train(given, metadata, plan):
    device = connect(given.device)
    refuse_different(metadata, device)
    run = None if plan else Run(given.checkpoint, device)
    images = load_images(given.data, json.loads(metadata["state"])["dataset"]["name"])
    if plan:
        sweep(given, plan, columns_of(plan, settings_in(metadata)), images, device)
    else:
        go_on(given, run, images)
    if COUNT > 1:
        torch.distributed.destroy_process_group()


def go_on(given, run, images):
    shared = f" by {COUNT} processes" if COUNT > 1 else ""
    if RANK == 0:
        told = f"{run.settings['estimator']}, {images[0].shape[0]} images"
        print(f"from step {run.step} to {given.steps} on {run.device}{shared}: {told}", flush=True)
    try:
        train_one(run, images, given.steps, given.output, open_log(given.tensorboard), given.samples)
    except Diverged as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
