"""Makes a golden case with PyTorch, transformers and PEFT (torch 2.13, transformers 5.23, peft 0.21).

    python golden_case.py OUT_DIR --model llama --seed 1 --rank 4 ...
    lora-train verify OUT_DIR

The files of Tests/Golden have this layout; README.md there says what is in them. Everything is
float32 on one thread, so that a case's numbers are PyTorch's plainest.
"""
import argparse, json, os
import torch
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM
from transformers import Qwen2Config, Qwen2ForCausalLM
from peft import LoraConfig, get_peft_model

KINDS = {
    "llama": (LlamaConfig, LlamaForCausalLM),
    "mistral": (MistralConfig, MistralForCausalLM),
    "qwen2": (Qwen2Config, Qwen2ForCausalLM),
}


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("out")
    p.add_argument("--model", choices=KINDS, default="llama")
    p.add_argument("--config", type=json.loads, default={}, help="JSON over the tiny defaults")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--rank", type=int, default=4)
    p.add_argument("--alpha", type=float, default=8)
    p.add_argument("--rslora", action="store_true")
    p.add_argument("--targets", default="q_proj,v_proj", help="a list, or a pattern with a backslash")
    p.add_argument("--dtype", choices=["float32", "bfloat16", "float16"], default="float32")
    p.add_argument("--lr", type=float, default=4e-3)
    p.add_argument("--batch", type=int, default=3)
    p.add_argument("--length", type=int, default=24)
    p.add_argument("--padded", action="store_true")
    p.add_argument("--zero-b", action="store_true")
    return p.parse_args()


def base_model(a):
    config, model = KINDS[a.model]
    sizes = dict(
        vocab_size=128, hidden_size=64, intermediate_size=160, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=4096,
        initializer_range=0.15, attn_implementation="eager")
    base = model(config(**{**sizes, **a.config})).eval()
    with torch.no_grad():
        for name, p in base.named_parameters():
            if "norm" in name:
                p.uniform_(0.5, 1.5)
            elif name.endswith("bias"):
                p.normal_(0, 0.1)
    base.to(getattr(torch, a.dtype)).save_pretrained(f"{a.out}/model")
    # Read back: `to` has rounded the rotary frequencies too.
    return model.from_pretrained(f"{a.out}/model", dtype=torch.float32, attn_implementation="eager")


def batches(a, vocabulary):
    shape = (10, a.batch, a.length)
    ids = torch.randint(3, vocabulary, shape)
    mask, labels = torch.ones_like(ids), ids.clone()
    labels[..., : a.length // 5] = -100
    if a.padded:
        for row in range(a.batch):
            cut = a.length - (row * 5) % (a.length // 2)
            mask[:, row, cut:] = 0
    labels[mask == 0] = -100
    ids[mask == 0] = 0
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


def main():
    a = arguments()
    torch.manual_seed(a.seed)
    torch.set_num_threads(1)
    os.makedirs(a.out, exist_ok=True)
    targets = a.targets if "\\" in a.targets or a.targets == "all-linear" else a.targets.split(",")
    base = base_model(a)
    model = get_peft_model(base, LoraConfig(
        r=a.rank, lora_alpha=a.alpha, use_rslora=a.rslora, target_modules=targets,
        lora_dropout=0.0, task_type="CAUSAL_LM"))
    trainable = {n: p for n, p in model.named_parameters() if p.requires_grad}
    if not a.zero_b:
        for name, p in trainable.items():
            if "lora_B" in name:
                p.data.normal_(0, 0.05)
    model.save_pretrained(f"{a.out}/adapter_init")
    inputs = batches(a, base.config.vocab_size)
    save_file(inputs, f"{a.out}/inputs.safetensors")
    key = lambda name: name.replace(".default", "")
    optimizer = torch.optim.AdamW(trainable.values(), lr=a.lr, weight_decay=0.01)
    expected, losses, norms = {}, [], []
    for step in range(10):
        out = model(**{k: v[step] for k, v in inputs.items()})
        optimizer.zero_grad()
        out.loss.backward()
        if step == 0:
            expected["step1.logits"] = out.logits.detach().clone()
            for name, p in trainable.items():
                expected["grad." + key(name)] = p.grad.clone()
        norms.append(torch.nn.utils.clip_grad_norm_(list(trainable.values()), 1.0))
        losses.append(out.loss.detach())
        optimizer.step()
    for name, p in trainable.items():
        expected["final." + key(name)] = p.detach().clone()
    with torch.no_grad():
        after = model(**{k: v[0] for k, v in inputs.items()}).loss
    expected |= {"losses": torch.stack(losses), "grad_norms": torch.stack(norms),
                 "loss_after": after.reshape(1)}
    save_file({k: v.float().contiguous() for k, v in expected.items()},
              f"{a.out}/expected.safetensors")
    settings = dict(
        family="llama", seed=a.seed, steps=10, lr=a.lr, weight_decay=0.01, betas=[0.9, 0.999],
        eps=1e-8, max_grad_norm=1.0, r=a.rank, lora_alpha=a.alpha, use_rslora=a.rslora,
        lora_dropout=0.0, target_modules=targets, model_stored_dtype=a.dtype)
    with open(f"{a.out}/case.json", "w") as file:
        json.dump(settings, file, indent=1)


main()
