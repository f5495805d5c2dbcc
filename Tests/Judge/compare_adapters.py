"""Compares `git lora diff A B --json` with numpy on pairs of random adapters. Run by hand.

    python -m venv venv && venv/bin/pip install numpy
    venv/bin/python Tests/Judge/compare_adapters.py .build/release/git-lora [--pairs 60] [--seed N]

numpy forms every ΔW in float64; norms, cosines and differences must agree to 1e-4 (relative; cosines
absolute). The pairs differ in rank, alpha, rsLoRA, rank and alpha patterns, element type, file names (PEFT's,
kohya's, diffusers'), modules that only one side has, embeddings, convolutions, and modules saved whole. Every
tenth pair has two base models and must not be compared.
"""
import argparse
import hashlib
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

import numpy as np

LAYERS = 3
LINEARS = {"self_attn.q_proj": (48, 40), "self_attn.v_proj": (24, 40), "mlp.down_proj": (40, 96)}
CONVOLUTION = ("conv_in", (20, 12, 3, 3))
EMBEDDING = ("embed_tokens", (120, 40))  # vocabulary, width
TYPES = {"F32": 4, "F16": 2, "BF16": 2}


def stored(values, kind):
    """The bytes of an array in a file, and what a reader gets back from them."""
    values = values.astype(np.float32)
    if kind == "F32":
        return values.tobytes(), values.astype(np.float64)
    if kind == "F16":
        half = values.astype(np.float16)
        return half.tobytes(), half.astype(np.float64)
    upper = (values.view(np.uint32) >> 16).astype(np.uint16)
    return upper.tobytes(), (upper.astype(np.uint32) << 16).view(np.float32).astype(np.float64)


class Adapter:
    """A random adapter: its file, its config, and ΔW or W of each module as numpy has them."""

    def __init__(self, rng, names):
        self.rng, self.names = rng, names
        self.tensors, self.updates, self.saved = [], {}, {}
        self.kind = rng.choice(list(TYPES))
        self.rank = int(rng.choice([1, 2, 4, 8, 16]))
        self.alpha = float(rng.choice([1, 8, 12.5, 32]))
        self.rslora = names == "peft" and rng.random() < 0.4
        self.rank_pattern, self.alpha_pattern = {}, {}
        if names == "peft" and rng.random() < 0.6:
            self.rank_pattern = {"v_proj": int(rng.choice([1, 3, 6]))}
            self.alpha_pattern = {r"model\.layers\.[01]\.mlp\.down_proj": 7.0, "q_proj": 3.0}
        self.make()

    def make(self):
        for layer in range(LAYERS):
            for name, shape in LINEARS.items():
                if self.rng.random() < 0.9:
                    self.factors(f"model.layers.{layer}.{name}", (shape[1],), (shape[0],))
        _, (outputs, *inputs) = CONVOLUTION
        self.factors(CONVOLUTION[0], tuple(inputs), (outputs, 1, 1))
        if self.names == "peft":
            vocabulary, width = EMBEDDING[1]
            if self.rng.random() < 0.7:
                self.factors("model." + EMBEDDING[0], (vocabulary,), (width,), embedding=True)
            if self.rng.random() < 0.6:
                name = "base_model.model.lm_head.weight"
                self.saved["lm_head"] = self.add(name, self.rng.normal(size=(120, 40)))

    def add(self, name, values):
        raw, seen = stored(values, self.kind)
        self.tensors.append((name, self.kind, list(values.shape), raw))
        return seen

    @staticmethod
    def matched(pattern, path):
        """PEFT's get_pattern_key."""
        return next((v for k, v in pattern.items() if re.match(rf"(.*\.)?({k})$", path)), None)

    def factors(self, path, inputs, outputs, embedding=False):
        rank = self.matched(self.rank_pattern, path) or self.rank
        a = self.rng.normal(size=(rank, *inputs)) / 8
        b = self.rng.normal(size=(outputs[0], rank, *outputs[1:])) / 8
        names = {
            "peft": [f"base_model.model.{path}.lora_{x}.weight" for x in "AB"],
            "diffusers": [f"unet.{path}.lora.{x}.weight" for x in ("down", "up")],
            "kohya": [f"lora_unet_{path.replace('.', '_')}.lora_{x}.weight" for x in ("down", "up")],
        }[self.names]
        if embedding:
            names = [f"base_model.model.{path}.lora_embedding_{x}" for x in "AB"]
        a, b = self.add(names[0], a), self.add(names[1], b)
        alpha = self.matched(self.alpha_pattern, path) or self.alpha
        if self.names == "kohya":
            alpha = float(self.add(names[0].replace("lora_down.weight", "alpha"), np.array(alpha)))
        scale = alpha / (np.sqrt(rank) if self.rslora else rank)
        module = {"peft": path, "diffusers": "unet." + path,
                  "kohya": "lora_unet_" + path.replace(".", "_")}[self.names]
        self.updates[module] = scale * b.reshape(outputs[0], rank) @ a.reshape(rank, -1)

    def file(self):
        header, offset = {}, 0
        if self.names == "diffusers":
            settings = json.dumps({"unet.lora_alpha": self.alpha, "unet.r": self.rank})
            header["__metadata__"] = {"lora_adapter_metadata": settings}
        for name, kind, shape, raw in self.tensors:
            header[name] = {"dtype": kind, "shape": shape, "data_offsets": [offset, offset + len(raw)]}
            offset += len(raw)
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        return struct.pack("<Q", len(text)) + text + b"".join(raw for *_, raw in self.tensors)

    def config(self):
        if self.names != "peft":
            return None
        return json.dumps({
            "r": self.rank, "lora_alpha": self.alpha, "use_rslora": bool(self.rslora),
            "rank_pattern": self.rank_pattern, "alpha_pattern": self.alpha_pattern})


def git(*words, folder, **more):
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, **more)


def run_commit(folder, name, adapter, base):
    """One run as git-lora records it, with its adapter in the LFS store."""
    weights = adapter.file()
    oid = hashlib.sha256(weights).hexdigest()
    store = folder / ".git/lfs/objects" / oid[:2] / oid[2:4]
    store.mkdir(parents=True, exist_ok=True)
    (store / oid).write_bytes(weights)
    record = {
        "format": 1, "id": hashlib.md5(name.encode()).hexdigest(), "state": "completed", "name": name,
        "branch": f"refs/heads/runs/{name}", "config": "configs/x.yaml", "folder": "output/x",
        "started": "2026-01-01T00:00:00.000Z", "ended": "2026-01-01T00:01:00.000Z",
        "trainer": {"name": "other", "command": []},
        "source": {"tree": "0" * 40, "dirty": False, "untracked": []}, "overrides": [],
        "host": {"name": "h", "system": "s", "processor": "p", "cores": 2},
        "base_model": {"path": "models/base", "sha256": base * 64, "bytes": 1},
        "totals": {"steps": 1, "seconds": 1}, "left_in_output": [],
        "files": [{"path": "adapter_model.safetensors", "bytes": len(weights), "sha256": oid,
                   "role": "adapter", "lfs": True}]}
    files = {"run.json": json.dumps(record), "adapter_config.json": adapter.config(),
             "adapter_model.safetensors": "version https://git-lfs.github.com/spec/v1\n"
                                          f"oid sha256:{oid}\nsize {len(weights)}\n"}
    message = (f"{name}\n\nLora-Run: 1\nLora-Id: {record['id']}\nLora-State: completed\n"
               "Lora-Folder: output/x\nLora-Config: configs/x.yaml\n").encode()
    out = [f"commit refs/heads/runs/{name}\ncommitter A <a@b.c> 1700000000 +0000\n".encode(),
           b"data %d\n%s\n" % (len(message), message)]
    for path, text in files.items():
        if text is not None:
            raw = text.encode()
            out.append(b"M 100644 inline output/x/%s\ndata %d\n%s\n" % (path.encode(), len(raw), raw))
    git("fast-import", "--quiet", folder=folder, input=b"".join(out))


def departures(answer, a, b):
    """Yields (what, how far it is off), of every number."""
    def off(found, wanted):
        return abs(found - wanted) / max(abs(wanted), 1e-12)

    listed = {entry["module"]: entry for entry in answer["weights"]}
    assert set(listed) == set(a.updates) | set(b.updates), "other modules"
    for module, entry in listed.items():
        x, y = a.updates.get(module), b.updates.get(module)
        for side, update in (("norm_a", x), ("norm_b", y)):
            assert (side in entry) == (update is not None), f"{module}: {side}"
            if update is not None:
                yield f"{module} {side}", off(entry[side], np.linalg.norm(update))
        assert ("cosine" in entry) == (x is not None and y is not None), f"{module}: cosine"
        if x is not None and y is not None:
            cosine = np.sum(x * y) / np.linalg.norm(x) / np.linalg.norm(y)
            yield f"{module} cosine", abs(entry["cosine"] - cosine)
    saved = {entry["module"]: entry for entry in answer["saved_modules"]}
    assert set(saved) == set(a.saved) & set(b.saved), "other saved modules"
    for module, entry in saved.items():
        x, y = a.saved[module], b.saved[module]
        for key, array in (("norm_a", x), ("norm_b", y), ("difference", y - x)):
            yield f"{module} {key}", off(entry[key], np.linalg.norm(array))
    assert bool(answer["notes"]) == (set(a.saved) != set(b.saved)), f"notes: {answer['notes']}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else int(np.random.SeedSequence().entropy % 2**32)
    rng = np.random.default_rng(seed)
    worst, numbers, compared = ("nothing", 0.0), 0, 0
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        git("init", "-q", "-b", "main", folder=folder)
        for pair in range(options.pairs):
            names = str(rng.choice(["peft", "peft", "peft", "kohya", "diffusers"]))
            a, b = Adapter(rng, names), Adapter(rng, names)
            other_base = pair % 10 == 9
            run_commit(folder, f"a{pair}", a, "1")
            run_commit(folder, f"b{pair}", b, "2" if other_base else "1")
            answer = json.loads(subprocess.run(
                [options.program.resolve(), "diff", f"runs/a{pair}", f"runs/b{pair}", "--only", "weights",
                 "--json"], cwd=folder, check=True, capture_output=True).stdout)
            if other_base:
                assert "weights" not in answer and "base model" in answer["weights_note"], answer
                continue
            compared += 1
            for what, distance in departures(answer, a, b):
                numbers += 1
                if not distance <= worst[1]:
                    worst = (f"pair {pair} ({names}, {a.kind} and {b.kind}), {what}", distance)
    print(f"seed {seed}: {compared} pairs compared, {options.pairs - compared} of other bases refused; "
          f"{numbers} numbers, farthest off {worst[1]:.1e} ({worst[0]})")
    sys.exit(0 if worst[1] <= 1e-4 else 1)


if __name__ == "__main__":
    main()
