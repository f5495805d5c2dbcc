"""Compares a training of `lora-train --config` with the same one in PyTorch and PEFT. Run by hand.

    python -m venv venv && venv/bin/pip install torch transformers peft safetensors
    venv/bin/python Tests/Judge/compare_training.py .build/release/lora-train

Trains tiny-llama from one PEFT adapter on examples of different lengths: accumulation, a smaller last step
of each epoch, each schedule with warm-up, and clipping. Losses, rates and norms come from the journal.
"""
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file

MODEL = pathlib.Path(__file__).resolve().parent.parent / "LoraFamiliesTests" / "Fixtures" / "tiny-llama"
EXAMPLES, BATCH, ACCUMULATION, EPOCHS, WARMUP, RATE = 11, 2, 2, 3, 3, 5e-3


def examples():
    torch.manual_seed(5)
    lines = []
    for _ in range(EXAMPLES):
        ids = torch.randint(3, 64, (int(torch.randint(4, 20, (1,))),)).tolist()
        masked = int(torch.randint(1, 3, (1,)))
        lines.append({"input_ids": ids, "labels": [-100] * masked + ids[masked:]})
    return lines


def reference(start, lines, schedule):
    base = transformers.AutoModelForCausalLM.from_pretrained(MODEL, dtype=torch.float32)
    model = PeftModel.from_pretrained(base, start, is_trainable=True).eval()
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    per_step = BATCH * ACCUMULATION
    total = EPOCHS * math.ceil(EXAMPLES / per_step)
    rates = transformers.get_scheduler(
        schedule if schedule != "constant" else "constant_with_warmup", optimizer, WARMUP, total)
    steps = []
    for _ in range(EPOCHS):
        for first in range(0, EXAMPLES, per_step):
            group = lines[first:first + per_step]
            count = sum(label != -100 for line in group for label in line["labels"][1:])
            optimizer.zero_grad()
            loss = 0.0
            for line in group:
                logits = model(input_ids=torch.tensor([line["input_ids"]])).logits[0, :-1]
                part = torch.nn.functional.cross_entropy(
                    logits, torch.tensor(line["labels"][1:]), reduction="sum") / count
                part.backward()
                loss += float(part)
            norm = float(torch.nn.utils.clip_grad_norm_(parameters, 0.2))
            steps.append((loss, rates.get_last_lr()[0], norm))
            optimizer.step()
            rates.step()
    return steps, {n.replace(".default", ""): p.detach() for n, p in model.named_parameters() if p.requires_grad}


def ours(program, folder, start, schedule):
    (folder / "config.yaml").write_text(f"""
task_type: text-generation
base_model: {MODEL}
train_data_dir: {folder}/data.jsonl
output_dir: {folder}/out-{schedule}
init_lora_weights: {start}
lora_rank: 4
lora_alpha: 8
target_modules: [q_proj, v_proj, down_proj]
batch_size: {BATCH}
gradient_accumulation_steps: {ACCUMULATION}
epochs: {EPOCHS}
learning_rate: {RATE}
lr_scheduler: {schedule}
warmup_steps: {WARMUP}
max_grad_norm: 0.2
shuffle: false
""")
    journal = folder / f"journal-{schedule}"
    subprocess.run([program, "--config", folder / "config.yaml"], check=True, capture_output=True,
                   env={**os.environ, "GIT_LORA_EVENTS": str(journal)})
    events = [json.loads(line) for line in journal.read_text().splitlines()]
    steps = [(e["loss"], e["learning_rate"], e["grad_norm"]) for e in events if e["type"] == "step"]
    return steps, load_file(folder / f"out-{schedule}" / "adapter_model.safetensors")


def main():
    passed = True
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lines = examples()
        (folder / "data.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        base = transformers.AutoModelForCausalLM.from_pretrained(MODEL, dtype=torch.float32)
        start = folder / "start"
        get_peft_model(base, LoraConfig(
            r=4, lora_alpha=8, target_modules=["q_proj", "v_proj", "down_proj"],
            task_type="CAUSAL_LM")).save_pretrained(start)
        initial = load_file(start / "adapter_model.safetensors")
        for schedule in ["constant", "linear", "cosine"]:
            steps, final = ours(sys.argv[1], folder, start, schedule)
            expected, reference_final = reference(start, lines, schedule)
            assert len(steps) == len(expected), (len(steps), len(expected))
            loss = max(abs(a[0] - b[0]) for a, b in zip(steps, expected))
            rate = max(abs(a[1] - b[1]) for a, b in zip(steps, expected))
            norm = max(abs(a[2] / b[2] - 1) for a, b in zip(steps, expected))
            error = sum(float((final[k] - reference_final[k]).square().sum()) for k in final) ** 0.5
            update = sum(float((reference_final[k] - initial[k]).square().sum()) for k in final) ** 0.5
            good = loss <= 5e-5 and rate <= 1e-9 and norm <= 1e-4 and error / update <= 1e-3
            passed = passed and good
            print(f"{'ok  ' if good else 'FAIL'} {schedule}: loss {loss:.1e}, rate {rate:.1e}, "
                  f"norm {norm:.1e}, update {error / update:.1e}")
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
