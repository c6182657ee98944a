"""`seatsync map match --labels` over the games that real data sets share."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

BINARY = str(pathlib.Path(sys.argv.pop(1)).resolve())
ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared/data"

PRECISION = 0.99
# Of the labelled games found without a person.  Doubleheaders without hour or number, finals whose teams were not
# known, and games whose assumed hour is hours off are for a person.
RECALL = {
    "mlb_stubhub_results": 0.97,
    "mlb_seatgeek_results": 0.99,
    "mlb_mets_results": 0.99,
    "mlb_seatgeek_stubhub": 0.95,
    "nfl_seatgeek_results": 0.99,
    "nfl_stubhub_results": 0.98,
    "cfb_tickpick_results": 0.99,
    "nba_stubhub_seatgeek": 0.97,
    "world_cup_two_names": 0.90,
}


@unittest.skipUnless(DATA.is_dir(), f"there is no {DATA}")
class LabelledPairsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "pairs"
        subprocess.run([sys.executable, ROOT / "scripts/labelled_pairs.py", DATA, self.folder], check=True,
                       stderr=subprocess.DEVNULL)

    def accuracy(self, name):
        folder = self.folder / name
        done = subprocess.run(
            [BINARY, "map", "match", "--left", folder / "left.csv", "--right", folder / "right.csv", "--labels",
             folder / "labels.csv", "--json"], capture_output=True, text=True, check=True, timeout=120)
        answer = json.loads(done.stdout)
        self.assertEqual((answer["left_rejected"], answer["right_rejected"]), ([], []))
        return answer["accuracy"]

    def test_needs_no_person_only_where_it_is_right(self):
        automatic = right = labelled = 0
        for name, recall in RECALL.items():
            with self.subTest(name):
                accuracy = self.accuracy(name)
                automatic += accuracy["automatic"]
                right += accuracy["automatic_right"]
                labelled += accuracy["labelled"]
                self.assertGreaterEqual(accuracy["precision"], PRECISION)
                self.assertGreaterEqual(accuracy["recall"], recall)
        self.assertGreater(labelled, 3000)
        self.assertGreaterEqual(right / automatic, 0.999)


if __name__ == "__main__":
    unittest.main()
