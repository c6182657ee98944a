import assert from "node:assert/strict";
import { test } from "node:test";
import { coverageText, summaryOf, verdictOf } from "../../src/model/verdict";
import { modelCard } from "../browser/canned";

const verdictRows: [string, number | null, number | null, boolean | null, RegExp][] = [
  ["better", 0.093, 0.1, true, /^7\.0\s% better$/],
  ["worse", 0.101, 0.1, false, /^1\.0\s% worse$/],
  ["equal is not better", 0.1, 0.1, false, /^no better$/],
  ["a hair's breadth is not better", 0.09999, 0.1, false, /^no better$/],
  ["not measured", null, 0.1, null, /^not measured$/],
  ["nothing to compare with", 0.1, null, null, /^not measured$/],
  ["an error of zero cannot be compared", 0.1, 0, null, /^not measured$/],
];
for (const [name, error, last, beats, text] of verdictRows) {
  test(`verdict: ${name}`, () => {
    const verdict = verdictOf(error, last);
    assert.equal(verdict.beats, beats);
    assert.match(verdict.text, text);
  });
}

test("the summary says plainly when the last value is not beaten", () => {
  const { metrics } = modelCard();
  assert.match(summaryOf(metrics), /at 2 of 4 measured horizons, and does not at the others/);
  assert.match(summaryOf(metrics.slice(0, 2)), /does not beat .* at any measured horizon/);
  assert.match(summaryOf(metrics.slice(2)), /beats .* at all 2 measured horizons/);
  const unmeasured = metrics.map((m) => ({ ...m, last_mean_absolute_log_error: null }));
  assert.match(summaryOf(unmeasured), /has not been measured/);
});

test("coverage holds between 85 % and 95 %", () => {
  assert.deepEqual([null, 0.849, 0.85, 0.9, 0.95, 0.951].map(coverageText), [
    "not measured",
    "too narrow",
    "holds",
    "holds",
    "holds",
    "too wide",
  ]);
});
