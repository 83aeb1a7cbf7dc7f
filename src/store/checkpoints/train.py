#!/usr/bin/env python3
"""
Continues a run of ELBO Lab in PyTorch, with the same model, objective, gradient estimator and optimizer state.

    python train.py                          model.safetensors beside this file, to step 20,000
    python train.py --steps 100000 --device cuda
    python train.py --data FOLDER            a folder with the four IDX files (packed with gzip or not)

Reads the settings from the checkpoint itself and needs nothing but PyTorch. After each epoch it writes
continued.safetensors, which the lab opens again: drop it on the page. Random numbers are PyTorch's, so the run is
another sample of the same training, not the one that the page would have made.
"""

import argparse
import ctypes
import gzip
import hashlib
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


# The model: weights are [in, out]


def shapes(settings):
    """Name -> shape of every parameter, in the lab's order."""
    hidden, latent = settings["hidden"], settings["latent"]
    widths = {"encoder": [PIXELS, *hidden, 2 * latent], "decoder": [latent, *reversed(hidden), PIXELS]}
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
    """mu and log sigma^2, [B, D] each."""
    return forward(parameters, "encoder", settings, x).chunk(2, dim=1)


def log_likelihood(parameters, settings, z, x):
    """log p(x|z) in nats, summed over the pixels."""
    output = forward(parameters, "decoder", settings, z)
    x = x.expand_as(output)
    if settings["likelihood"] == "bernoulli":
        return -functional.binary_cross_entropy_with_logits(output, x, reduction="none").sum(-1)
    sigma = settings["sigma"]
    return (-((x - output) ** 2) / (2 * sigma**2) - math.log(sigma * math.sqrt(2 * math.pi))).sum(-1)


def kl_to_prior(mu, log_variance):
    return 0.5 * (mu**2 + log_variance.exp() - log_variance - 1).sum(-1)


def log_ratio(z, eps, log_variance):
    """log q(z|x) - log p(z) for z = mu + sigma eps."""
    return 0.5 * (z**2 - eps**2 - log_variance).sum(-1)


# The estimators. Each gives a number whose gradient is the estimate of that of -ELBO per image (KL weighted by beta),
# log p(x|z) [L, B], and the mean of f, for the moving average.


def reparameterized(parameters, settings, x, mu, log_variance, eps, _average):
    sigma = (0.5 * log_variance).exp()
    z = mu + sigma * eps
    log_p = log_likelihood(parameters, settings, z, x)
    if settings["kl"] == "closed-form":
        penalty = kl_to_prior(mu, log_variance)
    elif settings["kl"] == "monte-carlo":
        penalty = log_ratio(z, eps, log_variance)
    else:  # sticking the landing: q's own parameters stand still
        fixed = (z - mu.detach()) / sigma.detach()
        penalty = log_ratio(z, fixed, log_variance.detach())
    return settings["beta"] * penalty.mean() - log_p.mean(), log_p, log_p.mean()


def centred(f, baseline, average):
    """f [L, B] less a baseline that does not depend on the draw it is used on."""
    samples, images = f.shape
    if baseline == "moving-average":
        return f - average
    if baseline == "batch" and images > 1:
        return f - (f.sum() - f.sum(0, keepdim=True)) / (samples * (images - 1))
    if baseline == "leave-one-out":
        return (samples * f - f.sum(0, keepdim=True)) / (samples - 1)
    return f


def score_function(parameters, settings, x, mu, log_variance, eps, average):
    closed = settings["kl"] == "closed-form"
    z = (mu + (0.5 * log_variance).exp() * eps).detach()
    log_p = log_likelihood(parameters, settings, z, x)
    f = log_p.detach()
    if not closed:
        f = f - settings["beta"] * log_ratio(z, eps, log_variance.detach())
    log_q = -0.5 * ((z - mu) ** 2 / log_variance.exp() + log_variance).sum(-1)
    loss = -(centred(f, settings["baseline"], average) * log_q).mean() - log_p.mean()
    if closed:
        loss = loss + settings["beta"] * kl_to_prior(mu, log_variance).mean()
    return loss, log_p, f.mean()


ESTIMATORS = {"reparameterized": reparameterized, "score-function": score_function}


NUMBERS = ["samples", "beta", "lr", "batch", "latent", "hidden", "sigma", "seed"]
NOT_USED = ["probe", "dataset", "backend", "kernels", "steps", "autostart"]


FORMER_NAMES = {"posterior": "family"}


def with_present_names(settings):
    """The settings of a checkpoint of an earlier version under their present names."""
    return {FORMER_NAMES.get(name, name): value for name, value in settings.items()}


def refuse_unknown(settings):
    """Exits if the script would train something else than what the settings say."""
    known = {
        "estimator": list(ESTIMATORS),
        "family": ["gaussian", "point"],
        "objective": ["elbo"],
        "kl": ["closed-form", "monte-carlo", "sticking-the-landing"],
        "baseline": ["none", "moving-average", "batch", "leave-one-out"],
        "likelihood": ["bernoulli", "gaussian"],
        "activation": ["relu", "tanh"],
        "targets": ["grey", "binarized"],
        "optimizer": list(OPTIMIZERS),
        "freeze": ["none", *HALVES],
    }
    for name, values in known.items():
        if settings.get(name, values[0]) not in values:
            sys.exit(f"This script does not know {name} {settings[name]!r}. It knows {', '.join(values)}.")
    for name in settings:
        if name not in [*known, *NUMBERS, *NOT_USED]:
            sys.exit(f"This script does not know the setting {name!r}. It knows {', '.join([*known, *NUMBERS])}.")


def objective(parameters, settings, x, average):
    """(loss, recon, KL, mean of f) of one batch."""
    mu, log_variance = encode(parameters, settings, x)
    if settings.get("family") == "point":
        log_p = log_likelihood(parameters, settings, mu[None], x)
        return -log_p.mean(), log_p.mean(), None, log_p.mean()
    eps = torch.randn(settings["samples"], *mu.shape, device=x.device)
    estimate = ESTIMATORS[settings["estimator"]]
    loss, log_p, signal = estimate(parameters, settings, x, mu, log_variance, eps, average)
    return loss, log_p.mean(), kl_to_prior(mu, log_variance).mean(), signal


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
        with urllib.request.urlopen(mirror + name) as answer:
            content = answer.read()
        if hashlib.sha256(content).hexdigest() != checksum:
            sys.exit(f"{name}: these are not the original bytes.")
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


def load_images(folder, dataset):
    if dataset in MIRRORS and not all(find_file(folder, name) for name in FILES):
        download(folder, dataset)
    paths = [find_file(folder, name) for name in FILES]
    if not all(paths):
        sys.exit(
            f"The run was trained on {dataset} images, which only the page has. "
            f"Give a folder with IDX files by --data: {', '.join(FILES)}."
        )
    return [read_idx(path) for path in paths]


def targets(images, settings, device):
    grey = images.to(device).float() / 255
    return torch.bernoulli(grey) if settings["targets"] == "binarized" else grey


# Training


class Run:
    def __init__(self, path, device):
        tensors, self.metadata = read_safetensors(path)
        self.settings = with_present_names(json.loads(self.metadata["settings"]))
        refuse_unknown(self.settings)
        self.state = json.loads(self.metadata["state"])
        self.history = json.loads(self.metadata["history"])
        # Of the lanes of a duel it continues the first.
        tensors = {name: one for name, one in tensors.items() if not name.startswith("lane.")}
        self.state.pop("lanes", None)
        self.history.pop("lanes", None)
        self.step = int(self.metadata["step"])
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

    def advance(self, x):
        loss, recon, kl, signal = objective(self.parameters, self.settings, x, self.average)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        for name, parameter in self.parameters.items():
            if frozen(self.settings, name):
                parameter.grad = None
        self.optimizer.step()
        for half in HALVES:
            self.optimizer_steps[half] += not frozen(self.settings, half)
        kept = MOVING_AVERAGE_DECAY if self.step > 0 else 0.0
        self.average = kept * self.average + (1 - kept) * signal.detach()
        self.step += 1
        return loss, recon, kl

    @torch.no_grad() if torch else lambda function: function
    def evaluate(self, images):
        """Means over the test set, one draw of z an image."""
        recon = kl = 0.0
        point = self.settings.get("family") == "point"
        for start in range(0, len(images), 1000):
            x = targets(images[start : start + 1000], self.settings, self.device)
            mu, log_variance = encode(self.parameters, self.settings, x)
            z = mu if point else mu + (0.5 * log_variance).exp() * torch.randn_like(mu)
            recon += log_likelihood(self.parameters, self.settings, z, x).sum().item()
            kl += kl_to_prior(mu, log_variance).sum().item()
        found = {"step": self.step, "recon": recon / len(images), "kl": kl / len(images), "images": len(images)}
        if point:
            found["kl"] = None
        self.history["evaluations"] = [*self.history["evaluations"][-1999:], found]
        return found

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

    def train(self, train_images, test_images, until, output):
        batch, seed = self.settings["batch"], self.settings["seed"]
        steps_per_epoch = math.ceil(len(train_images) / batch)
        began = time.time()
        while self.step < until:
            epoch, first = divmod(self.step, steps_per_epoch)
            generator = torch.Generator().manual_seed(seed * 1_000_003 + epoch)
            order = torch.randperm(len(train_images), generator=generator)
            for k in range(first, min(steps_per_epoch, first + until - self.step)):
                loss, _, _ = self.advance(
                    targets(train_images[order[k * batch : (k + 1) * batch]], self.settings, self.device)
                )
                if not math.isfinite(loss.item()):
                    sys.exit(f"Diverged at step {self.step}. The last file written is still whole.")
            found = self.evaluate(test_images)
            bound = "" if found["kl"] is None else f"ELBO {found['recon'] - found['kl']:.2f}, "
            print(f"step {self.step}: {bound}reconstruction {found['recon']:.2f} nats per image, held-out")
            self.save(output, time.time() - began)


def choose_device():
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", default=os.path.join(HERE, "model.safetensors"))
    parser.add_argument("--output", default="continued.safetensors")
    parser.add_argument("--data", default="data", help="folder of IDX files, downloaded into where it is known how")
    parser.add_argument("--steps", type=int, default=20_000, help="in all, with those that the page has taken")
    parser.add_argument("--device")
    parser.add_argument("--shapes", action="store_true", help="print the parameters as JSON and stop; needs no PyTorch")
    return parser.parse_args()


def main():
    given = arguments()
    tensors, metadata = read_safetensors(given.checkpoint)
    if given.shapes:
        present = {name: shape for name, (shape, _) in tensors.items()}
        print(json.dumps({"expected": shapes(json.loads(metadata["settings"])), "present": present}))
        return
    if torch is None:
        sys.exit("This needs PyTorch (pytorch.org): pip install torch")
    run = Run(given.checkpoint, given.device or choose_device())
    torch.manual_seed(run.settings["seed"] + run.step)
    images = load_images(given.data, run.state["dataset"]["name"])
    print(f"from step {run.step} to {given.steps} on {run.device}: {run.settings['estimator']}, {images[0].shape[0]} images")
    run.train(*images, given.steps, given.output)


if __name__ == "__main__":
    main()
