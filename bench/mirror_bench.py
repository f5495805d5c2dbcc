"""What `mirror-faults` and `mirror-cases` share: a sandbox of ClickUp, a repository that reports to it,
and what both can see of each other.

Only the standard library. Everything lies in one folder and goes with it.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request

TRAINER = r'''
import json, os, struct, sys, time

plan = json.loads(os.environ.get("BENCH_PLAN", "{}"))
output, sequence = os.environ["GIT_LORA_OUTPUT"], 0


def event(kind, **fields):
    global sequence
    sequence += 1
    clock = time.time()
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(clock)) + ".%03dZ" % (clock % 1 * 1000)
    line = dict(v=1, seq=sequence, time=stamp, type=kind, **fields)
    with open(os.environ["GIT_LORA_EVENTS"], "a") as journal:
        journal.write(json.dumps(line) + "\n")


def note(words):
    if "BENCH_NOTES" in os.environ:
        with open(os.environ["BENCH_NOTES"], "a") as notes:
            notes.write(json.dumps(words) + "\n")


note({"environment": dict(os.environ), "pid": os.getpid(), "at": time.time()})
steps, pause = plan.get("steps", 6), plan.get("pause", 0.02)
event("start", total_steps=steps, total_epochs=3, trainer="bench", knows_stop_file=True)
began = time.monotonic()
for step in range(1, steps + 1):
    time.sleep(pause)
    event("step", step=step, epoch=3 * step / steps, loss=3 - 2 * step / steps, learning_rate=2e-4)
    for kind, fields in plan.get("events", {}).get(str(step), []):
        event(kind, **fields)
    if step * 3 % steps == 0:
        event("epoch", epoch=step * 3 // steps, step=step, total_epochs=3)
note({"trained": time.monotonic() - began, "sleep": steps * pause})
for number in range(plan.get("samples", 1)):
    event("sample", step=number + 1, prompt="greet", text="good evening")
print("step by step", os.environ["GIT_LORA_RUN"])
if plan.get("end") == "failed":
    print("out of memory")
    event("end", reason="failed", message="out of memory")
    sys.exit(1)
header = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
header += b" " * (-len(header) % 8)
weights = struct.pack("<Q", len(header)) + header + struct.pack("<f", plan.get("weight", 1.0))
with open(output + "/adapter_model.safetensors", "wb") as file:
    file.write(weights)
event("adapter", path="adapter_model.safetensors")
event("end", reason="completed")
'''

SETTINGS = """trainer: bench
trainers:
  bench:
    command: python3 bin/trainer.py {{config}}
clickup:
  list: "{list}"
  statuses: {{running: in progress, review: review, paused: on hold, failed: blocked}}
  fields: {{version: 模型版本号, storage: 存储地址}}
"""

CONFIG = """task_type: text-generation
train_data_dir: lines
base_model: models/base.bin
lora_rank: 8
epochs: 3
output_dir: output/tea
clickup_task: {task}
"""

VERSION, STORAGE = "模型版本号", "存储地址"
CACHE = "lora-bench"


class Sandbox:
    """`lora-sandbox` on a state of its own; faults come and go with its file."""

    def __init__(self, root, programs, *options, seed=1):
        self.state, self.faults = root / "board", root / "faults.json"
        self.programs, self.options, self.seed = programs, options, seed
        self.set_faults([])
        self.port = 0
        self.start()

    def start(self):
        words = [self.programs / "lora-sandbox", "--state", self.state, "--faults", self.faults,
                 "--seed", str(self.seed), "--port", str(self.port), *self.options]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE)
        line = self.process.stdout.readline()
        self.greeting = json.loads(line)
        self.port = int(self.greeting["api"].split(":")[2].split("/")[0])

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait()
        self.process.stdout.close()

    def set_faults(self, rules):
        new = self.faults.with_suffix(".new")
        new.write_text(json.dumps(rules))
        os.replace(new, self.faults)

    def requests(self):
        path = self.state / "requests.jsonl"
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        return [json.loads(line) for line in lines]

    def journal(self):
        """The changes that requests made, in order: lists of (kind, value)."""
        lines = (self.state / "journal.jsonl").read_text().splitlines()
        return [[next(iter(change.items())) for change in json.loads(line)] for line in lines]

    def api(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self.greeting['api']}{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": self.greeting["token"], "Content-Type": "application/json"})
        while True:
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.loads(answer.read() or b"{}")
            except urllib.error.HTTPError as error:
                if error.code != 429:
                    raise
                time.sleep(0.2)

    def task(self, task=None):
        return self.api("GET", f"/v2/task/{task or self.greeting['task']}")

    def comments(self, task=None):
        """The oldest first."""
        found, tail = [], ""
        while True:
            page = self.api("GET", f"/v2/task/{task or self.greeting['task']}/comment{tail}")
            found += page["comments"]
            if len(page["comments"]) < 25:
                return found[::-1]
            last = page["comments"][-1]
            tail = f"?start={last['date']}&start_id={last['id']}"

    def field(self, name, task=None):
        return next((f.get("value") for f in self.task(task)["custom_fields"] if f["name"] == name), None)


class Shop:
    """A repository with a config, a trainer and a bare remote, and the programs at hand."""

    def __init__(self, root, programs, sandbox, waits=0.02):
        self.root, self.work, self.remote = root, root / "work", root / "remote.git"
        self.sandbox, self.notes = sandbox, root / "notes.jsonl"
        self.environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(root / "home"),
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
            "SWIFT_BACKTRACE": "enable=no", "GIT_LORA_TEST_WAITS": str(waits),
            "CLICKUP_API_URL": sandbox.greeting["api"], "CLICKUP_TOKEN": sandbox.greeting["token"],
            "XDG_STATE_HOME": str(root / "home/state"), "BENCH_NOTES": str(self.notes)}
        for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "LD_LIBRARY_PATH"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        for name in ("AUTHOR", "COMMITTER"):
            self.environment[f"GIT_{name}_NAME"] = "Bench"
            self.environment[f"GIT_{name}_EMAIL"] = "bench@example.com"

    def set_up(self, settings=SETTINGS, config=CONFIG):
        (self.root / "home").mkdir()
        self.git("init", "-q", "--bare", "-b", "main", self.remote, where=self.root)
        self.git("init", "-q", "-b", "main", self.work, where=self.root)
        self.git("lfs", "install", "--local")
        files = {
            "bin/trainer.py": TRAINER, "lines/a.txt": "hello\n", "models/base.bin": "base\n",
            ".lorarc": settings.format(**self.sandbox.greeting),
            "configs/tea.yaml": config.format(**self.sandbox.greeting), ".gitignore": "/output/\n"}
        for path, text in files.items():
            (self.work / path).parent.mkdir(exist_ok=True)
            (self.work / path).write_text(text)
        self.lora("init")
        self.git("add", "--all")
        self.git("commit", "-qm", "start")
        self.git("remote", "add", "origin", f"file://{self.remote}")
        self.git("push", "-q", "origin", "main")
        return self

    def run(self, *words, where=None, variables={}, check=True, kill=None, limit=120):
        """What a command came to: status, output, errors. `kill` is asked until it says so; then
        the command alone is killed."""
        began = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in words], cwd=where or self.work, env={**self.environment, **variables},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        killed = False
        if kill:
            while process.poll() is None:
                if kill(time.monotonic() - began):
                    process.kill()
                    killed = True
                    break
                time.sleep(0.001)
        try:
            output, errors = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Violation(f"{' '.join(map(str, words))} did not end in {limit} s")
        done = Done(process.returncode, output.decode(), errors.decode(), killed, time.monotonic() - began)
        if check and done.status != 0:
            raise Violation(f"{' '.join(map(str, words))} exited {done.status}: {done.errors}")
        return done

    def git(self, *words, **options):
        return self.run("git", *words, **options)

    def lora(self, *words, **options):
        # Not through git: the killed process is git-lora itself.
        return self.run("git-lora", *words, **options)

    def standing(self, where=None):
        """What `git lora sync --status --json` lists, by id."""
        answer = json.loads(self.lora("sync", "--status", "--json", where=where).output)
        return {entry["id"]: entry["standing"] for entry in answer["entries"]}

    def trainers(self):
        lines = self.notes.read_text().splitlines() if self.notes.exists() else []
        return [json.loads(line) for line in lines]

    def end_trainers(self):
        """Those whose git-lora was killed train on."""
        for note in self.trainers():
            if "pid" not in note:
                continue
            try:
                words = pathlib.Path(f"/proc/{note['pid']}/cmdline").read_bytes()
                if b"bin/trainer.py" in words:
                    os.kill(note["pid"], signal.SIGKILL)
            except OSError:
                pass

    def landed(self, where=None):
        """The recorded runs of `runs/tea`, the oldest first: (commit, run.json)."""
        listed = self.git("rev-list", "--reverse", "main..runs/tea", where=where, check=False)
        found = []
        for commit in listed.output.split() if listed.status == 0 else []:
            text = self.git("show", f"{commit}:output/tea/run.json", where=where, check=False)
            if text.status == 0:
                record = json.loads(text.output)
                if not found or found[-1][1]["id"] != record["id"]:
                    found.append((commit, record))
        return found


class Done:
    def __init__(self, status, output, errors, killed, seconds):
        self.status, self.output, self.errors = status, output, errors
        self.killed, self.seconds = killed, seconds


class Violation(Exception):
    """Something that must not be."""


def mark(comment):
    """`1a2b3c4d/summary-1`, if the comment's last line says so."""
    lines = comment["comment_text"].rstrip("\n").split("\n")
    words = lines[-1].split(" ")
    return words[1] if len(words) == 2 and words[0] == "lora" and "/" in words[1] else None


def programs_folder(given):
    folder = given or os.path.dirname(shutil.which("git-lora") or "")
    if not folder or not (pathlib.Path(folder) / "lora-sandbox").exists():
        raise SystemExit("git-lora and lora-sandbox are not on PATH; name their folder with --bin")
    return pathlib.Path(folder).resolve()
