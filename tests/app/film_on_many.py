#!/usr/bin/env python3
"""The recipes of examples/cluster make the film of one go: GNU parallel, and Slurm with two nodes on this machine, each
where it is installed. Exit status 77: neither is. Usage: film_on_many.py PERILUNE SOURCE_DIR"""
import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

perilune, source = sys.argv[1], pathlib.Path(sys.argv[2])
tools = {"parallel": ["parallel"], "slurm": ["munged", "slurmctld", "slurmd", "sbatch"]}
os.environ["PATH"] += ":/usr/sbin:/sbin"
here = [name for name, needs in tools.items() if all(shutil.which(need) for need in needs)]
if not here:
    print("left out: there is neither GNU parallel nor Slurm here (Debian: parallel, or slurm-wlm and munge)")
    sys.exit(77)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def slurm(folder):
    """A cluster of two nodes, all of it in this folder."""
    folder.mkdir()
    key = folder / "munge.key"
    key.write_bytes(os.urandom(128))
    key.chmod(0o400)
    host, ports = socket.gethostname().split(".")[0], [free_port() for _ in range(3)]
    (folder / "slurm.conf").write_text(f"""ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser={os.environ.get("USER", "root")}
SlurmdUser={os.environ.get("USER", "root")}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
SlurmctldPort={ports[0]}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/ctld.pid
SlurmdPidFile={folder}/d-%n.pid
SlurmctldLogFile={folder}/ctld.log
SlurmdLogFile={folder}/d-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SelectType=select/linear
ReturnToService=2
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES State=UP
""")
    (folder / "state").mkdir()
    os.environ["SLURM_CONF"] = str(folder / "slurm.conf")
    running = []

    def start(*command):
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    try:
        start("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={folder}/munge.socket",
              f"--pid-file={folder}/munge.pid", f"--log-file={folder}/munge.log", f"--seed-file={folder}/munge.seed")
        while not (folder / "munge.socket").exists() and running[0].poll() is None:
            time.sleep(0.05)
        start("slurmctld", "-D")
        for node in ("n1", "n2"):
            (folder / f"spool-{node}").mkdir()
            start("slurmd", "-D", "-N", node)
        yield
    finally:
        for one in reversed(running):
            one.terminate()
        for one in running:
            one.wait()


def join_done(jobs):
    """Waits for the second job that the recipe has named; how it ended."""
    job = jobs.split("job ")[2].split()[0]
    for _ in range(1200):
        told = subprocess.run(["scontrol", "show", "job", job], capture_output=True, text=True).stdout
        state = told.split("JobState=")[1].split()[0] if "JobState=" in told else "PENDING"
        if state not in ("PENDING", "RUNNING", "COMPLETING", "CONFIGURING"):
            return state
        time.sleep(0.1)
    return "it never ended"


wrong = []
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    os.environ["PERILUNE"] = perilune
    with open("s.story.yaml", "w", encoding="utf-8") as file:
        file.write("perilune: story/1\ntitle: Eight seconds\nduration: 8\nkeyframes:\n  - {at: 0, date: 2021-03-09}\n"
                   "  - {at: 8, look: {disc: {lat: 10, lon: 40}}}\n")
    how = ["--size", "64x36", "--fps", "3"]
    subprocess.run([perilune, "film", "s.story.yaml", "-o", "one.mp4", *how], check=True, capture_output=True)
    wanted = pathlib.Path("one.mp4").read_bytes()
    recipe = [source / "examples/cluster" / name for name in ("parallel", "slurm")]
    if "parallel" in here:
        done = subprocess.run([recipe[0], "3", "s.story.yaml", "two.mp4", *how], capture_output=True, text=True)
        if done.returncode or pathlib.Path("two.mp4").read_bytes() != wanted:
            wrong.append(f"parallel: status {done.returncode}, {done.stderr}")
    if "slurm" in here:
        with slurm(pathlib.Path(folder) / "slurm"):
            done = subprocess.run([recipe[1], "3", "s.story.yaml", "three.mp4", *how], capture_output=True, text=True)
            state = join_done(done.stdout) if done.returncode == 0 else done.stderr
        if state != "COMPLETED" or pathlib.Path("three.mp4").read_bytes() != wanted:
            logs = "\n".join(path.read_text()[-600:] for path in pathlib.Path(folder).glob("slurm-*.out"))
            wrong.append(f"slurm: {state}\n{logs}")
print("\n".join(wrong) or f"the same film by {' and by '.join(here)}")
sys.exit(1 if wrong else 0)
