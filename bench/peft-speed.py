"""PEFT's half of train-speed: steps, warm-up steps, batch and length as arguments, JSON on stdout."""

import json
import os
import sys
import time

import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

steps, warm_up, batch, length = map(int, sys.argv[1:])
torch.set_num_threads(len(os.sched_getaffinity(0)))
torch.manual_seed(1)

smollm2 = LlamaConfig(
    vocab_size=49_152, hidden_size=576, intermediate_size=1536, num_hidden_layers=30,
    num_attention_heads=9, num_key_value_heads=3, max_position_embeddings=8192,
    tie_word_embeddings=True)
adapter = LoraConfig(
    r=8, lora_alpha=16, target_modules=["q_proj", "k_proj", "v_proj", "o_proj"],
    task_type="CAUSAL_LM")
model = get_peft_model(LlamaForCausalLM(smollm2).float(), adapter)
model.train()
trainable = [parameter for parameter in model.parameters() if parameter.requires_grad]
optimizer = torch.optim.AdamW(trainable, lr=2e-4, weight_decay=0.01)

for step in range(steps):
    if step == warm_up:
        begin = time.perf_counter()
    ids = torch.randint(smollm2.vocab_size, (batch, length))
    model(input_ids=ids, labels=ids).loss.backward()
    torch.nn.utils.clip_grad_norm_(trainable, 1.0)
    optimizer.step()
    optimizer.zero_grad()
seconds = time.perf_counter() - begin

blas = "MKL" if torch.backends.mkl.is_available() else "no MKL"
print(json.dumps({
    "tokens_per_second": (steps - warm_up) * batch * length / seconds,
    "kernel": f"torch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}, {blas}",
}))
