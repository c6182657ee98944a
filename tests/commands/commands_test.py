#!/usr/bin/env python3
"""./seatsync, ./test, scripts/setup and .ci/run over a small tree, with stand-ins for cmake, ctest, npm and apt.

The stand-ins write their arguments to calls.txt; a file named fail-<program> makes one fail.
"""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

STAND_IN = """#!/bin/bash
echo "$(basename "$0") $*" >> "$TREE/calls.txt"
if [[ -e $TREE/fail-$(basename "$0") ]]; then echo "no such luck"; exit 7; fi
"""
CMAKE = STAND_IN + """
if [[ $1 == --preset ]]; then mkdir -p "build/$2"; touch "build/$2/build.ninja"; exit; fi
if [[ $EDIT_MEANWHILE ]]; then echo more >> src/a.cpp; fi
mkdir -p build/release/src/server
printf '#!/bin/bash\\necho "ran: $*"\\nexit 3\\n' > build/release/src/server/seatsync
chmod +x build/release/src/server/seatsync
"""
NPM = STAND_IN + """
case $1 in
    ci) mkdir -p node_modules ;;
    run) mkdir -p dist ;;
    test) printf '# pass 4\\n# fail 0\\n# skipped 0\\n# pass 2\\n# fail %s\\n' "${WEB_FAILURES:-0}"; exit "${WEB_FAILURES:-0}" ;;
esac
"""
CTEST = """#!/bin/bash
echo "ctest $*" >> "$TREE/calls.txt"
while (($#)); do if [[ $1 == --output-junit ]]; then junit=$2; fi; shift; done
printf '<?xml version="1.0"?>\\n<testsuite name="x"\\n\\ttests="%s"\\n\\tfailures="%s"\\n\\tdisabled="0"\\n\\tskipped="1"\\n>\\n' \\
    "${CTEST_TESTS:-10}" "${CTEST_FAILURES:-0}" > "$junit"
exit "${CTEST_FAILURES:-0}"
"""
# Knows every package as installed, but for those named in $MISSING.
DPKG = """#!/bin/bash
if [[ " $MISSING " != *" ${@: -1} "* ]]; then printf installed; fi
"""
NODE = "#!/bin/bash\necho v20.1.0\n"


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)
        for name in ("seatsync", "test", "scripts/setup", "scripts/build.bash", ".ci/run"):
            (self.tree / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, self.tree / name)
        self.write("src/a.cpp", "one")
        self.write("web/package.json", "{}")
        self.write("web/package-lock.json", "1")
        self.write("web/src/a.ts", "one")
        stand_ins = {"cmake": CMAKE, "npm": NPM, "ctest": CTEST, "dpkg-query": DPKG, "apt-get": STAND_IN,
                     "sudo": STAND_IN, "node": NODE}
        for name, text in stand_ins.items():
            self.write(f"bin/{name}", text).chmod(0o755)

    def write(self, name, text):
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run_command(self, *arguments, **variables):
        environment = dict(os.environ, PATH=f"{self.tree}/bin:{os.environ['PATH']}", TREE=str(self.tree), **variables)
        for name in ("SEATSYNC_NO_SETUP", "SEATSYNC_NO_WEB", "SEATSYNC_HOME"):
            if name not in variables:
                environment.pop(name, None)
        command = [str(self.tree / arguments[0]), *arguments[1:]]
        return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=variables.get("CWD", "/"))

    def calls(self):
        """What the stand-ins were asked for since the last time."""
        path = self.tree / "calls.txt"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines


class Launcher(Tree):
    BUILD = "cmake --build build/release"

    def built(self):
        return [line for line in self.calls() if line.startswith((self.BUILD, "npm"))]

    def launch(self, *arguments, **variables):
        return self.run_command("seatsync", *arguments, **variables)

    def test_builds_then_hands_over_arguments_output_and_status(self):
        done = self.launch("demo", "a b", SEATSYNC_NO_SETUP="1")
        self.assertEqual((done.stdout, done.returncode), ("ran: demo a b\n", 3))
        self.assertEqual([line.split(" --")[0] for line in self.calls()],
                         ["cmake", "cmake", "npm ci", "npm run build"])

    def test_starts_the_program_alone_when_nothing_changed(self):
        self.launch()
        self.calls()
        done = self.launch("x")
        self.assertEqual((self.calls(), done.stdout, done.stderr), ([], "ran: x\n", ""))

    def test_builds_again_after_any_change(self):
        def keep_the_times(path):
            """Same size, same modification time: only the inode knows."""
            before = path.stat()
            path.write_text("LONGER")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        changes = {
            "edit": lambda: self.write("src/a.cpp", "longer"),
            "edit with the old time": lambda: keep_the_times(self.tree / "src/a.cpp"),
            "new file": lambda: self.write("src/b/b.cpp", ""),
            "renamed file": lambda: (self.tree / "src/b/b.cpp").rename(self.tree / "src/b/c.cpp"),
            "deleted file": lambda: (self.tree / "src/b/c.cpp").unlink(),
            "deleted program": lambda: (self.tree / "build/release/src/server/seatsync").unlink(),
        }
        self.launch()
        for name, change in changes.items():
            with self.subTest(name):
                self.calls()
                change()
                self.launch()
                self.assertEqual([line[:len(self.BUILD)] for line in self.built()], [self.BUILD])
                self.launch()
                self.assertEqual(self.built(), [])

    def test_sees_an_edit_made_during_the_build(self):
        self.launch(EDIT_MEANWHILE="1")
        self.built()
        self.launch()
        self.assertEqual([line[:len(self.BUILD)] for line in self.built()], [self.BUILD])

    def test_builds_the_page_alone_when_only_the_page_changed(self):
        self.launch()
        self.calls()
        self.write("web/src/a.ts", "another")
        self.launch()
        self.assertEqual(self.calls()[1:], ["npm run build"])
        self.write("web/package-lock.json", "2")
        self.launch()
        self.assertEqual(self.calls()[1:], ["npm ci", "npm run build"])

    def test_does_without_the_page_on_demand(self):
        self.launch(SEATSYNC_NO_WEB="1")
        self.assertFalse([line for line in self.calls() if line.startswith("npm")])

    def test_failed_step_says_which_why_and_how_to_go_on(self):
        for program, name in {"cmake": "configure release", "npm": "fetch dashboard packages"}.items():
            with self.subTest(program):
                mark = self.write(f"fail-{program}", "")
                done = self.launch("demo")
                mark.unlink()
                self.assertEqual((done.returncode, done.stdout), (7, ""))
                for part in (f"'{name}' failed", "no such luck", f"build/logs/{name.replace(' ', '-')}.log", "how to go on: "):
                    self.assertIn(part, done.stderr)
        self.assertEqual(self.launch("demo").stdout, "ran: demo\n")


class Setup(Tree):
    def test_asks_for_the_missing_packages_alone(self):
        self.run_command("scripts/setup", MISSING="cmake libsqlite3-dev chromium")
        asked = [line for line in self.calls() if " install " in line]
        self.assertEqual(len(asked), 1)
        self.assertTrue(asked[0].endswith("install -y --no-install-recommends cmake libsqlite3-dev"), asked)
        self.run_command("scripts/setup", "test", MISSING="chromium")
        self.assertTrue(self.calls()[-1].endswith(" chromium"))

    def test_leaves_a_complete_machine_alone(self):
        self.assertEqual(self.run_command("scripts/setup").returncode, 0)
        self.assertEqual(self.calls(), [])

    def test_refuses_another_purpose(self):
        self.assertEqual(self.run_command("scripts/setup", "all").returncode, 2)


class Summary(Tree):
    def test_sums_ctest_and_the_page(self):
        done = self.run_command("test")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^all +9 +0 +1$")
        self.assertRegex(done.stdout, r"(?m)^web +6 +0 +0$")

    def test_leaves_the_page_out_on_demand(self):
        done = self.run_command("test", SEATSYNC_NO_WEB="1")
        self.assertEqual(done.returncode, 0)
        self.assertNotRegex(done.stdout, r"(?m)^web ")

    def test_ci_ends_with_one_line(self):
        done = self.run_command(".ci/run")
        self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (0, "24 passed, 0 failed"))

    def test_counts_failures_of_each_kind(self):
        cases = {
            "a test": ({"CTEST_FAILURES": "2"}, "20 passed, 4 failed"),
            "a test of the page": ({"WEB_FAILURES": "1"}, "24 passed, 1 failed"),
            "no test at all": ({"CTEST_TESTS": "1"}, "6 passed, 2 failed"),
        }
        for name, (variables, expected) in cases.items():
            with self.subTest(name):
                done = self.run_command(".ci/run", **variables)
                self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (1, expected))

    def test_a_failed_build_is_a_failure(self):
        self.write("fail-cmake", "")
        done = self.run_command(".ci/run")
        self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (1, "0 passed, 3 failed"))


if __name__ == "__main__":
    unittest.main()
