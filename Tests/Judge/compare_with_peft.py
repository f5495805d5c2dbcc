"""Compares `lora-train generate` with PEFT and transformers. Run by hand; no test needs Python.

    python -m venv venv && venv/bin/pip install torch transformers peft safetensors
    venv/bin/python Tests/Judge/compare_with_peft.py .build/release/lora-train MODEL_FOLDER ADAPTER_FOLDER

Checks that PEFT loads the adapter, that the logits of a prompt agree to 1e-4 of the largest, and that 32
greedy tokens are the same. Exits 1 otherwise. A prompt of ids is used, so the model needs no tokenizer;
with one, give a text as a fourth argument.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import torch
import transformers
from peft import PeftModel
from safetensors.torch import load_file


def ours(program, model, adapter, prompt):
    with tempfile.TemporaryDirectory() as folder:
        logits = pathlib.Path(folder) / "logits.safetensors"
        command = [program, "generate", "--model", model, *prompt, "--max-tokens", "32", "--json",
                   "--logits", str(logits)]
        if adapter:
            command += ["--adapter", adapter]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        return answer, load_file(logits)["logits"]


def theirs(model, adapter, ids):
    base = transformers.AutoModelForCausalLM.from_pretrained(model, dtype=torch.float32)
    net = (PeftModel.from_pretrained(base, adapter) if adapter else base).eval()
    ends = net.generation_config.eos_token_id
    ends = ends if isinstance(ends, list) else [ends]
    tokens = torch.tensor([ids])
    with torch.no_grad():
        logits = net(input_ids=tokens).logits[0]
        new = []
        while len(new) < 32:
            new.append(int(net(input_ids=tokens).logits[0, -1].argmax()))
            if new[-1] in ends:
                break
            tokens = torch.cat([tokens, torch.tensor([[new[-1]]])], dim=1)
    return new, logits


def main():
    program, model, adapter = sys.argv[1:4]
    adapter = adapter if adapter != "-" else None
    prompt = ["--prompt", sys.argv[4]] if len(sys.argv) > 4 else ["--prompt-ids", "3,1,4,15,9,26,5,35,8"]
    answer, logits = ours(program, model, adapter, prompt)
    tokens, expected = theirs(model, adapter, answer["prompt_ids"])
    deviation = float((logits - expected).abs().max() / expected.abs().max())
    same = tokens == answer["new_ids"]
    print(f"{model}: logits {deviation:.2e} of the largest (mark 1e-4), "
          f"{len(tokens)} greedy tokens {'the same' if same else 'DIFFER'}")
    if not same:
        print(" ours  ", answer["new_ids"], "\n theirs", tokens)
    sys.exit(0 if same and deviation <= 1e-4 else 1)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
