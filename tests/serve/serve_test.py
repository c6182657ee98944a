"""`seatsync serve` as a process: real sockets, a real database, real signals."""

import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

BINARY = str(pathlib.Path(sys.argv.pop(1)).resolve())
WAIT_SECONDS = 60


class ServeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def start(self, *arguments):
        """Starts the server and returns it with its address, once it listens."""
        server = subprocess.Popen(
            [BINARY, "--db", str(self.folder / "a.db"), "serve", "--port", "0", "--json", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.folder,
            env={"HOME": str(self.folder)})
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.stderr.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        return server, json.loads(server.stdout.readline())["url"]

    def run_to_end(self, *arguments):
        return subprocess.run([BINARY, "--db", str(self.folder / "a.db"), "serve", *arguments],
                              capture_output=True, text=True, timeout=WAIT_SECONDS, check=False)

    def test_answers_and_ends_on_each_signal(self):
        for stop in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(stop.name):
                server, url = self.start("--as-of", "2021-06-10T12:00:00Z")
                health = json.load(urllib.request.urlopen(url + "/health", timeout=WAIT_SECONDS))
                self.assertEqual(health["status"], "ok")
                self.assertEqual(health["now"], "2021-06-10T12:00:00Z")
                self.assertIsNone(health["last_received"])
                server.send_signal(stop)
                self.assertEqual(server.wait(WAIT_SECONDS), 0)
                self.assertIn("no model is trained", server.stderr.read())

    def test_errors_are_problem_documents(self):
        _, url = self.start()
        body = json.dumps({"ticket_data": {"team": "Dodgers", "game_date": "2021-06-11"}}).encode()
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(url + "/api/v1/intelligence/predict-advanced", body, WAIT_SECONDS)
        with refused.exception as answer:
            self.assertEqual(answer.status, 422)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
            self.assertIn("no event is known on that date", json.load(answer)["detail"])

    def test_serves_the_page_of_its_folder(self):
        (self.folder / "page").mkdir()
        (self.folder / "page" / "index.html").write_text("<p>hello</p>")
        _, url = self.start("--web-dir", "page")
        with urllib.request.urlopen(url, timeout=WAIT_SECONDS) as page:
            self.assertEqual(page.read(), b"<p>hello</p>")
            self.assertIn("default-src 'self'", page.headers["Content-Security-Policy"])

    def test_configuration_mistakes_name_their_line(self):
        (self.folder / "c.toml").write_text("[server]\nprot = 80\n")
        ended = self.run_to_end("--config", str(self.folder / "c.toml"))
        self.assertEqual(ended.returncode, 1)
        self.assertIn("c.toml: line 2: unknown key 'server.prot'", ended.stderr)
        self.assertEqual(ended.stdout, "")

    def test_database_of_the_configuration_yields_to_the_flag(self):
        (self.folder / "c.toml").write_text(f"[store]\npath = \"{self.folder}/configured.db\"\n"
                                            "[server]\nhost = \"nowhere\"\n")
        subprocess.run([BINARY, "serve", "--config", str(self.folder / "c.toml")],
                       capture_output=True, timeout=WAIT_SECONDS, check=False)
        self.assertTrue((self.folder / "configured.db").exists())
        (self.folder / "configured.db").unlink()
        self.assertEqual(self.run_to_end("--config", str(self.folder / "c.toml")).returncode, 1)
        self.assertFalse((self.folder / "configured.db").exists())

    def test_bad_usage_is_two(self):
        for arguments in (["--port", "65536"], ["--port", "x"], ["--as-of", "yesterday"], ["--hots"]):
            self.assertEqual(self.run_to_end(*arguments).returncode, 2, arguments)

    def test_a_taken_port_is_said(self):
        _, url = self.start()
        ended = self.run_to_end("--port", url.rsplit(":", 1)[1])
        self.assertEqual(ended.returncode, 1)
        self.assertIn("cannot listen on 127.0.0.1", ended.stderr)


if __name__ == "__main__":
    unittest.main()
