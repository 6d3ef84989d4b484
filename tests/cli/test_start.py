"""The command starts without loading every stage, and an interrupt while it loads is told in one line."""

import subprocess
import sys

INTERRUPT = """
import sys
class Interrupts:
    def find_spec(self, name, *rest):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupts())
sys.argv = ["readout", "schema"]
from readout.cli import main
main()
"""


def python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


def test_an_interrupt_while_python_loads_the_command_prints_no_traceback():
    for module in ("click", "readout.cli.group", "readout.cli.schema", "readout.render.report"):
        done = python(INTERRUPT.format(module=module))
        assert (done.returncode, done.stdout) == (130, "")
        assert done.stderr.lstrip("\n") == "readout: interrupted; nothing was left half-written\n"


def test_importing_the_package_loads_no_stage():
    done = python("import sys, readout; print(sorted(name for name in sys.modules if name.startswith('readout')))")
    assert done.stdout.strip() == "['readout']"


def test_a_verb_is_not_hidden_by_the_folder_of_its_name():
    code = "import readout.extract.articles, readout.pipeline, readout; print(readout.extract.__name__, readout.read)"
    assert python(code).stdout.startswith("extract <function read at")
    assert "has no attribute 'nothing'" in python("import readout; readout.nothing").stderr
