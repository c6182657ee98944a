#!/usr/bin/env python3
"""Runs the lint scripts over small trees with one mistake each: a lint that finds nothing proves nothing."""
import pathlib
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
LAYERS = "# left to right\nbase\ndomain\napp\nadapters/*\ncli\n"


def run(script, files):
    """Exit status and the lines printed by tests/lint/<script> over a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        done = subprocess.run([HERE / script, folder], capture_output=True, text=True)
        return done.returncode, done.stdout.splitlines()


class Layers(unittest.TestCase):
    def check(self, file, text, expected):
        status, lines = run("layers", {"docs/layers.txt": LAYERS, file: text})
        if expected is None:
            self.assertEqual((status, lines), (0, ["the order of the rooms is kept"]))
        else:
            self.assertEqual((status, lines), (1, [expected]))

    def test_accepts_what_the_order_allows(self):
        allowed = {
            "own room": ("src/domain/a.cpp", '#include "domain/a.hpp"\n'),
            "left room": ("src/domain/a.cpp", '#include "base/a.hpp"\n'),
            "adapter of itself": ("src/adapters/store/a.cpp", '#include "adapters/store/a.hpp"\n'),
            "adapter of a port": ("src/adapters/store/a.cpp", '#include "app/a.hpp"\n'),
            "library": ("src/base/a.cpp", "#include <sqlite3.h>\n#include <vector>\n"),
            "test of a fake": ("src/domain/a_test.cpp", '#include "testing/a.hpp"\n'),
            "fixture of a fake": ("src/domain/a_fixture.hpp", '#include "testing/a.hpp"\n'),
            "test with a fixture": ("src/domain/a_test.cpp", '#include "domain/a_fixture.hpp"\n'),
            "benchmark of a fake": ("src/domain/a_bench.cpp", '#include "testing/a.hpp"\n'),
            "comment": ("src/base/a.cpp", '// #include "domain/a.hpp"\n'),
        }
        for name, (file, text) in allowed.items():
            with self.subTest(name):
                self.check(file, text, None)

    def test_names_file_and_line_of_what_it_forbids(self):
        forbidden = {
            "right room": (
                "src/base/a.hpp", '\n#include "domain/a.hpp"\n',
                "src/base/a.hpp:2: base may not include domain, which stands to the right of it"),
            "right room in angles": (
                "src/base/a.hpp", "# include <domain/a.hpp>\n",
                "src/base/a.hpp:1: base may not include domain, which stands to the right of it"),
            "right room in a test": (
                "src/base/a_test.cpp", '#include "domain/a.hpp"\n',
                "src/base/a_test.cpp:1: base may not include domain, which stands to the right of it"),
            "adapter from the left": (
                "src/app/a.cpp", '#include "adapters/store/a.hpp"\n',
                "src/app/a.cpp:1: app may not include adapters/store, which stands to the right of it"),
            "neighbour": (
                "src/adapters/store/a.cpp", '#include "adapters/model/a.hpp"\n',
                "src/adapters/store/a.cpp:1: adapters/store may not include its neighbour adapters/model"),
            "test code in the program": (
                "src/domain/a.cpp", '#include "testing/a.hpp"\n',
                "src/domain/a.cpp:1: only tests and benchmarks include testing/"),
            "fixture in the program": (
                "src/domain/a.cpp", '#include "domain/a_fixture.hpp"\n',
                "src/domain/a.cpp:1: only tests and benchmarks include a fixture"),
            "path that is not from src": (
                "src/domain/a.cpp", '#include "a.hpp"\n',
                'src/domain/a.cpp:1: "a.hpp" is not in a room of docs/layers.txt'),
            "unlisted room": (
                "src/attic/a.cpp", "\n",
                "src/attic/a.cpp:1: its folder is not a room of docs/layers.txt"),
        }
        for name, (file, text, expected) in forbidden.items():
            with self.subTest(name):
                self.check(file, text, expected)


class Words(unittest.TestCase):
    def check(self, file, text, expected, catch_all=""):
        status, lines = run("words", {file: text, "tests/lint/catch_all.txt": catch_all})
        self.assertEqual((status, lines), (1, [expected]) if expected else (0, ["no such word"]))

    def test_finds_each_word(self):
        vague, later, machine = (
            "a type is named after what it is", "what is left to do belongs in an issue", "an absolute path of one machine")
        cases = {
            "class": ("src/base/a.hpp", "\nclass StoreManager {\n", f"src/base/a.hpp:2: {vague}"),
            "struct": ("src/base/a.hpp", "struct DateUtils {\n", f"src/base/a.hpp:1: {vague}"),
            "interface": ("web/src/a.ts", "interface ChartHelper {\n", f"web/src/a.ts:1: {vague}"),
            "file": ("src/base/string_utils.hpp", "", "src/base/string_utils.hpp:1: a file is named after what it holds"),
            "note": ("cmake/a.cmake", "# TODO: later\n", f"cmake/a.cmake:1: {later}"),
            "path": ("tests/a.cpp", 'open("/tmp/x");\n', f"tests/a.cpp:1: {machine}"),
            "catch": ("src/http/a.cpp", "} catch (...) {\n", "src/http/a.cpp:1: catch (...) outside tests/lint/catch_all.txt"),
        }
        for name, (file, text, expected) in cases.items():
            with self.subTest(name):
                self.check(file, text, expected)

    def test_lets_a_listed_catch_all_stand_and_no_stale_entry(self):
        self.check("src/http/a.cpp", "catch (...)\n", None, "src/http/a.cpp  a request begins here\n")
        self.check("src/http/a.cpp", "\n", "tests/lint/catch_all.txt:1: src/http/a.cpp has no catch (...)", "src/http/a.cpp  why\n")

    def test_accepts_ordinary_words(self):
        for text in ("class Executive {\n", 'path / "work/file"\n', "catch (const std::exception& e)\n"):
            with self.subTest(text):
                self.check("src/base/a.cpp", text, None)


class Links(unittest.TestCase):
    def test_finds_a_link_that_leads_nowhere(self):
        text = "[a](b.md) and [web](https://example.org/x)\n[c](../src/#part) [d](gone.md#x)\n"
        tree = {"docs/a.md": text, "docs/b.md": "", "src/a.cpp": "// see docs/b.md\n// and docs/gone.md.\n"}
        self.assertEqual(run("links", tree), (1, ["docs/a.md:2: gone.md does not exist",
                                                  "src/a.cpp:2: docs/gone.md does not exist"]))
        tree["docs/gone.md"] = ""
        self.assertEqual(run("links", tree), (0, ["every link leads somewhere"]))


class Corpus(unittest.TestCase):
    TREE = {"src/base/CMakeLists.txt": "", "src/base/a_fuzz.cpp": "", "fuzz/corpus/a/one": "x"}

    def check(self, changes, expected):
        tree = {name: text for name, text in {**self.TREE, **changes}.items() if text is not None}
        self.assertEqual(run("corpus", tree), (1, expected) if expected else (0, ["every fuzzer has its inputs"]))

    def test_accepts_a_fuzzer_with_an_input(self):
        self.check({}, None)

    def test_finds_what_is_missing(self):
        no_input = ["src/base/a_fuzz.cpp: fuzz/corpus/a has no input"]
        cases = {
            "no folder": ({"fuzz/corpus/a/one": None}, no_input),
            "an empty input": ({"fuzz/corpus/a/one": ""}, no_input),
            "no fuzzer": ({"fuzz/corpus/b/one": "x"}, ["fuzz/corpus/b: there is no b_fuzz.cpp"]),
            "not in a room": ({"src/base/inner/b_fuzz.cpp": "", "fuzz/corpus/b/one": "x"},
                              ["src/base/inner/b_fuzz.cpp: its folder is no room, so that it is not built"]),
            "the same name": ({"src/app/CMakeLists.txt": "", "src/app/a_fuzz.cpp": ""},
                              ["a_fuzz.cpp: there are two of this name"]),
        }
        for name, (changes, expected) in cases.items():
            with self.subTest(name):
                self.check(changes, expected)


class Format(unittest.TestCase):
    def test_refuses_another_layout(self):
        self.assertEqual(run("format", {"src/base/a.cpp": "int  a;\n"})[0], 123)
        self.assertEqual(run("format", {"src/base/a.cpp": "int a;\n"})[0], 0)


if __name__ == "__main__":
    unittest.main()
