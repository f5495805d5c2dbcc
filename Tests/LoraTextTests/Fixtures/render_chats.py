"""Renders conversations with Jinja templates, as transformers does, for chat/cases.jsonl.

    python render_chats.py FOLDER      one NAME.jinja a template

The templates themselves are their models' and not kept here; their digests are.
"""
import hashlib
import json
import os
import sys

from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast

HERE = os.path.dirname(os.path.abspath(__file__))
LLAMA3_HEADER = "<|start_header_id|>assistant<|end_header_id|>\n\n"


def conversation(*turns):
    roles = dict(s="system", u="user", a="assistant")
    return [dict(role=roles[turn[0]], content=turn[2:]) for turn in turns]


CONVERSATIONS = [
    conversation("u:Hello", "a:Hi there"),
    conversation("s:Be kind.", "u:Hello", "a:Hi there", "u:Who are you?", "a:  I am \n an assistant \n "),
    conversation("u: 你好👍 \n", "a:亲，在的！", "u:ok", "a:bye\n"),
    conversation("u:open question"),
    conversation("s:Sys", "u:q"),
]


def digest(text):
    text = text.replace("\r\n", "\n").replace("\\n", "\n").strip()
    return hashlib.sha256(text.encode()).hexdigest()


def render(tokenizer, name, template, messages, open_ended):
    if name == "mistral-nemo" and messages[0]["role"] == "system":
        return None  # Rendered only while the user has the last word, so never when training.
    try:
        text = tokenizer.apply_chat_template(
            messages, chat_template=template, tokenize=False, add_generation_prompt=open_ended,
            date_string="26 Jul 2024")
    except Exception:
        return None  # The template raised: it has no place for this.
    if name == "llama3-older" and not open_ended:
        return text.removesuffix(LLAMA3_HEADER)  # Writes the header always.
    return text


def main():
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(models.BPE()), bos_token="<s>", eos_token="</s>")
    with open(os.path.join(HERE, "chat", "cases.jsonl"), "w") as file:
        for path in sorted(os.listdir(sys.argv[1])):
            name = path.removesuffix(".jinja")
            with open(os.path.join(sys.argv[1], path), newline="") as source:
                template = source.read()
            for messages in CONVERSATIONS:
                open_ended = messages[-1]["role"] == "user"
                rendered = render(tokenizer, name, template, messages, open_ended)
                row = dict(template=name, digest=digest(template), messages=messages,
                           add_generation_prompt=open_ended, rendered=rendered)
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


main()
