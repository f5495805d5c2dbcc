"""A trainer that git-lora can follow and stop. In .lorarc, below `trainers:`, give it the command
`python train_with_events.py --config {config}`; put your training where the loss is."""
import datetime, itertools, json, os, sys, yaml

config = yaml.safe_load(open(sys.argv[sys.argv.index("--config") + 1], encoding="utf-8"))
journal = open(os.environ.get("GIT_LORA_EVENTS", os.devnull), "ab", buffering=0)
numbers = itertools.count(1)

def tell(kind, **fields):  # one whole line a write: no reader ever sees half of one
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    event = {"v": 1, "seq": next(numbers), "time": now, "type": kind, **fields}
    journal.write((json.dumps(event) + "\n").encode())

steps = config.get("max_steps") or 20
tell("start", trainer="train_with_events", total_steps=steps, knows_stop_file=True)
for step in range(1, steps + 1):
    loss = 2.0 / step  # your training step
    tell("step", step=step, loss=loss, learning_rate=config.get("learning_rate", 2e-4))
    stopped = os.path.exists(os.environ.get("GIT_LORA_STOP", ""))
    if stopped:
        break

path = os.path.join(config["output_dir"], "adapter_model.safetensors")
os.makedirs(config["output_dir"], exist_ok=True)
header = b'{"lora_A.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'
with open(path, "wb") as adapter:  # your adapter, for example safetensors.torch.save_file
    adapter.write(len(header).to_bytes(8, "little") + header + b"\0\0\0\0")
tell("adapter", path=path)
tell("end", reason="stopped" if stopped else "completed")
