"""Makes the fixtures of LoraWeightsTests and LoraFamiliesTests. Run by hand; nothing else needs Python.

    python -m venv venv && venv/bin/pip install torch transformers gguf
    venv/bin/python Tests/Judge/make_fixtures.py

It writes random blocks of every GGUF type with the `gguf` package's Float32 bits, and tiny models both
as Hugging Face folders and as GGUF files in llama.cpp's order of rows. All weights are multiples that
Q8_0 represents exactly, so the folder, the F32 and the Q8_0 file hold the same numbers.
"""
import math
import pathlib

import gguf
import numpy as np
import torch
import transformers
from gguf import GGMLQuantizationType as Type
from gguf.quants import dequantize, quantize

TESTS = pathlib.Path(__file__).resolve().parent.parent
BLOCKS = TESTS / "LoraWeightsTests" / "Fixtures"
MODELS = TESTS / "LoraFamiliesTests" / "Fixtures"

# Where each type keeps its half-precision scales.
SCALES = {
    "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q2_K": [80, 82],
    "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "IQ4_NL": [0],
}


def make_blocks():
    random = np.random.default_rng(7)
    for name, scales in SCALES.items():
        elements, size = gguf.GGML_QUANT_SIZES[Type[name]]
        raw = random.integers(0, 256, (4 if elements == 32 else 2, size), dtype=np.uint8)
        for offset in scales:
            raw[:, offset + 1] &= 0xBF  # never infinite
        raw[0, scales[0] + 1] &= 0x83  # once subnormal
        floats = dequantize(raw, Type[name]).astype(np.float32)
        assert np.isfinite(floats).all()
        (BLOCKS / f"{name}.blocks").write_bytes(raw.tobytes())
        (BLOCKS / f"{name}.f32").write_bytes(floats.tobytes())


def permuted(weight, heads):
    """llama.cpp's order of the rows of q and k (convert_hf_to_gguf.py, LlamaModel.permute)."""
    rows = weight.shape[0]
    return (weight.reshape(heads, 2, rows // heads // 2, *weight.shape[1:])
            .swapaxes(1, 2).reshape(weight.shape))


NAMES = {
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}


def gguf_name(name):
    top = {"model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight",
           "lm_head.weight": "output.weight"}
    if name in top:
        return top[name]
    _, _, layer, rest = name.split(".", 3)
    part, kind = rest.rsplit(".", 1)
    return f"blk.{layer}.{NAMES[part]}.{kind}"


def rope_factors(config):
    rope = config.rope_parameters
    if rope["rope_type"] != "llama3":
        return None
    dim = config.head_dim
    factors = []
    for i in range(0, dim, 2):
        wave = 2 * math.pi * rope["rope_theta"] ** (i / dim)
        context = rope["original_max_position_embeddings"]
        if wave < context / rope["high_freq_factor"]:
            factors.append(1.0)
        elif wave > context / rope["low_freq_factor"]:
            factors.append(rope["factor"])
        else:
            smooth = (context / wave - rope["low_freq_factor"]) / (
                rope["high_freq_factor"] - rope["low_freq_factor"])
            factors.append(1 / ((1 - smooth) / rope["factor"] + smooth))
    return np.array(factors, dtype=np.float32)


def write_gguf(path, model, architecture, quantised):
    config, state = model.config, model.state_dict()
    writer = gguf.GGUFWriter(str(path), architecture)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_token_list([f"t{i}" for i in range(config.vocab_size)])
    factors = rope_factors(config)
    if factors is not None:
        writer.add_tensor("rope_freqs.weight", factors)
    for name, tensor in state.items():
        if name == "lm_head.weight" and config.tie_word_embeddings:
            continue
        array = tensor.numpy()
        if architecture == "llama":
            if ".q_proj." in name:
                array = permuted(array, config.num_attention_heads)
            if ".k_proj." in name:
                array = permuted(array, config.num_key_value_heads)
        array = np.ascontiguousarray(array)
        if quantised and array.ndim == 2 and array.shape[1] % 32 == 0:
            raw = quantize(array, Type.Q8_0)
            assert (dequantize(raw, Type.Q8_0) == array).all()
            writer.add_tensor(gguf_name(name), raw, raw_dtype=Type.Q8_0)
        else:
            writer.add_tensor(gguf_name(name), array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def make_model(name, config, architecture, quantised):
    torch.manual_seed(3)
    model = transformers.AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    with torch.no_grad():
        for key, tensor in model.named_parameters():
            if tensor.ndim == 1:
                tensor.normal_(1.0 if "norm" in key else 0.0, 0.1)
            else:
                # Each block of 32 reaches 127 · 2⁻¹⁰, so Q8_0's scale is 2⁻¹⁰ and nothing is rounded.
                steps = (torch.randn_like(tensor) * 50).round().clamp(-127, 127)
                steps[:, ::32] = 127 * steps[:, ::32].sign().where(steps[:, ::32] != 0, torch.tensor(1.0))
                tensor.copy_(steps * 2.0**-10)
    folder = MODELS / name
    model.save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)
    write_gguf(MODELS / f"{name}.gguf", model, architecture, False)
    if quantised:
        write_gguf(MODELS / f"{name}-q8_0.gguf", model, architecture, True)


if __name__ == "__main__":
    BLOCKS.mkdir(parents=True, exist_ok=True)
    MODELS.mkdir(parents=True, exist_ok=True)
    make_blocks()
    make_model("tiny-llama", transformers.LlamaConfig(
        vocab_size=64, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=256, attention_bias=True, tie_word_embeddings=True,
        rms_norm_eps=1e-5, rope_parameters={
            "rope_type": "llama3", "rope_theta": 10000.0, "factor": 8.0, "low_freq_factor": 1.0,
            "high_freq_factor": 4.0, "original_max_position_embeddings": 64}), "llama", True)
    make_model("tiny-qwen2", transformers.Qwen2Config(
        vocab_size=48, hidden_size=16, intermediate_size=24, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=1, max_position_embeddings=256, bos_token_id=1, eos_token_id=2,
        tie_word_embeddings=False), "qwen2", False)
