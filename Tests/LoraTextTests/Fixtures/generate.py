"""Makes the test tokenizers and the ids expected of them, with the `tokenizers` package.

    python generate.py                     the fixtures beside this file
    python generate.py --bulk DIR [SEED]   10,000 texts for each tokenizer, for a check by hand
"""
import json
import os
import random
import sys

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers import processors, trainers

import strings

HERE = os.path.dirname(os.path.abspath(__file__))
MODERN = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|%s"
          r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
CHAT = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
LLAMA3 = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>",
          "<|eot_id|>", "<|reserved_special_token_0|>"]


def corpus():
    rng = random.Random(7)
    return [strings.text(rng, [" "]) for _ in range(6000)]


def byte_level(vocabulary, pre, normalizer, specials, ignore_merges=False):
    tokenizer = Tokenizer(models.BPE(ignore_merges=ignore_merges))
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary, special_tokens=specials, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(corpus(), trainer)
    return tokenizer


def split(digits):
    return pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(MODERN % digits), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def smollm():
    pre = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer = byte_level(1500, pre, None, CHAT)
    return tokenizer, dict(bos_token=CHAT[1], eos_token=CHAT[2], pad_token=CHAT[2], unk_token=CHAT[0])


def gpt2():
    tokenizer = byte_level(1000, pre_tokenizers.ByteLevel(add_prefix_space=True), None, CHAT[:1])
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=True)
    tokenizer.add_tokens([
        AddedToken("<mask>", lstrip=True, special=True, normalized=False),
        AddedToken("<sep>", rstrip=True, single_word=True, normalized=False), "café", "naïve word"])
    return tokenizer, dict(bos_token=CHAT[0], eos_token=CHAT[0])


def llama3():
    tokenizer = byte_level(1500, split(r"\p{N}{1,3}"), None, LLAMA3, ignore_merges=True)
    state = json.loads(tokenizer.to_str())
    # A token that no merge makes: only ignore_merges finds it.
    word = next(word for word in strings.WORDS if len(tokenizer.encode(" " + word).ids) > 1)
    state["model"]["vocab"]["Ġ" + word] = len(state["model"]["vocab"])
    tokenizer = Tokenizer.from_str(json.dumps(state))
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=True),
        processors.TemplateProcessing(
            single="<|begin_of_text|> $A", pair="<|begin_of_text|> $A <|begin_of_text|> $B",
            special_tokens=[("<|begin_of_text|>", 0)])])
    return tokenizer, dict(bos_token=LLAMA3[0], eos_token=LLAMA3[4])


def qwen():
    tokenizer = byte_level(1500, split(r"\p{N}"), normalizers.NFC(), CHAT)
    return tokenizer, dict(bos_token=None, eos_token=CHAT[2], pad_token=CHAT[0], add_bos_token=False)


def sentencepiece(metaspace):
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    spell = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.normalizer = spell
    # Trained within words as SentencePiece does, used without a pre-tokenizer.
    tokenizer.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    specials = ["<unk>", "<s>", "</s>"] + ["<0x%02X>" % byte for byte in range(256)]
    trainer = trainers.BpeTrainer(vocab_size=1500, special_tokens=specials, show_progress=False,
                                  limit_alphabet=300)
    tokenizer.train_from_iterator(corpus(), trainer)
    state = json.loads(tokenizer.to_str())
    state["added_tokens"] = state["added_tokens"][:3]
    tokenizer = Tokenizer.from_str(json.dumps(state))
    tokenizer.pre_tokenizer = None
    if metaspace:
        tokenizer.normalizer = None
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(content=" ", left=1)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    return tokenizer, dict(bos_token="<s>", eos_token="</s>", unk_token="<unk>")


TOKENIZERS = dict(
    smollm=smollm, gpt2=gpt2, llama3=llama3, qwen=qwen,
    llama2=lambda: sentencepiece(False), llama2_metaspace=lambda: sentencepiece(True))


def every_split(vocabulary, scores):
    """The merges that scores stand for: all ways to split each token, the best score first."""
    merges = []
    for token, score in scores.items():
        for cut in range(1, len(token)):
            left, right = token[:cut], token[cut:]
            if left in vocabulary and right in vocabulary:
                merges.append((-score, left, right))
    return [(left, right) for _, left, right in sorted(merges, key=lambda merge: merge[0])]


def scored(state):
    """A SentencePiece-like vocabulary, its scores, and the tokenizer they amount to."""
    vocabulary = state["model"]["vocab"]
    scores = {token: -float(id) for token, id in vocabulary.items() if id > 258}
    state = json.loads(json.dumps(state))
    state["model"]["merges"] = [list(pair) for pair in every_split(vocabulary, scores)]
    return [scores.get(token, 0.0) for token in vocabulary], Tokenizer.from_str(json.dumps(state))


def save_gguf(name, pre):
    """The vocabulary of `name` as a GGUF file without tensors."""
    from gguf import GGUFWriter
    with open(os.path.join(HERE, name, "tokenizer.json")) as file:
        state = json.load(file)
    with open(os.path.join(HERE, name, "tokenizer_config.json")) as file:
        config = json.load(file)
    vocabulary = state["model"]["vocab"]
    special = {token["content"] for token in state["added_tokens"] if token["special"]}
    added = {token["content"] for token in state["added_tokens"]}
    writer = GGUFWriter(os.path.join(HERE, name + ".gguf"), "llama")
    writer.add_tokenizer_model("gpt2" if pre else "llama")
    writer.add_token_list(list(vocabulary))
    kinds = [3 if token in special else 4 if token in added else 1 for token in vocabulary]
    if pre:
        writer.add_tokenizer_pre(pre)
        merges = state["model"]["merges"]
        writer.add_token_merges([m if isinstance(m, str) else " ".join(m) for m in merges])
    else:
        scores, tokenizer = scored(state)
        writer.add_token_scores(scores)
        kinds = [6 if token.startswith("<0x") else kind for token, kind in zip(vocabulary, kinds)]
        kinds[0] = 2
        texts = strings.texts(4, 500, specials_of(tokenizer))
        cases(os.path.join(HERE, name + "_scored.jsonl"), tokenizer, texts)
    writer.add_token_types(kinds)
    for key, add in (("bos_token", writer.add_bos_token_id), ("eos_token", writer.add_eos_token_id)):
        if config.get(key):
            add(vocabulary[config[key]])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()


def save(name, tokenizer, config, old_merges):
    folder = os.path.join(HERE, name)
    os.makedirs(folder, exist_ok=True)
    state = json.loads(tokenizer.to_str())
    if old_merges:
        state["model"]["merges"] = [" ".join(pair) for pair in state["model"]["merges"]]
    with open(os.path.join(folder, "tokenizer.json"), "w") as file:
        json.dump(state, file, ensure_ascii=False, separators=(",", ":"))
    with open(os.path.join(folder, "tokenizer_config.json"), "w") as file:
        json.dump(config, file, indent=1)


def cases(path, tokenizer, texts):
    with open(path, "w") as file:
        for text in texts:
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            row = dict(text=text, ids=ids, with_special=tokenizer.encode(text).ids,
                       decoded=tokenizer.decode(ids, skip_special_tokens=False))
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def specials_of(tokenizer):
    return [token.content for token in tokenizer.get_added_tokens_decoder().values()]


def main():
    if sys.argv[1:2] == ["--bulk"]:
        seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
        for name in TOKENIZERS:
            tokenizer = Tokenizer.from_file(os.path.join(HERE, name, "tokenizer.json"))
            texts = strings.texts(seed, 10000, specials_of(tokenizer))
            cases(os.path.join(sys.argv[2], name + ".jsonl"), tokenizer, texts)
        return
    for name, make in TOKENIZERS.items():
        tokenizer, config = make()
        save(name, tokenizer, config, old_merges=name in ("smollm", "llama2"))
        texts = strings.texts(3, 500, specials_of(tokenizer))
        cases(os.path.join(HERE, name, "cases.jsonl"), tokenizer, texts)
    for name, pre in (("smollm", "smollm"), ("llama3", "llama-bpe"), ("qwen", "qwen2"), ("llama2", None)):
        save_gguf(name, pre)


main()
