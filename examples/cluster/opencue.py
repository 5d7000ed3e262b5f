"""A template, not run by our tests: a film on OpenCue. Needs its pyoutline; frame N of the layer draws part N."""
import sys

from outline import Outline, cuerun
from outline.modules.shell import Shell

parts, story, film = int(sys.argv[1]), sys.argv[2], sys.argv[3]
make = ["perilune", "film", story, "-o", film]
job = Outline("perilune-film", shot="film", show="perilune")
draw = Shell("draw", command=[*make, "--part", f"#IFRAME#/{parts}"], range=f"1-{parts}", chunk=1)
join = Shell("join", command=[*make, "--join"], range="1-1")
job.add_layer(draw)
job.add_layer(join)
join.depend_all(draw)
cuerun.launch(job, use_pycuerun=False)
