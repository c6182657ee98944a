import assert from "node:assert/strict";
import { test } from "node:test";
import {
  count,
  decimal,
  distance,
  knownZone,
  localStart,
  localTime,
  money,
  moneyRange,
  percent,
  priceKind,
  signedPercent,
} from "../../src/format";

/** Non-breaking spaces as plain ones, for reading. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

const moneyRows: [string, number | null, string, string][] = [
  ["dollars and cents", 58.62, "USD", "$58.62"],
  ["always two decimals", 7.5, "USD", "$7.50"],
  ["thousands are grouped", 1240, "USD", "$1,240.00"],
  ["cents are not cut", 0.07, "USD", "$0.07"],
  ["a fraction of a cent is rounded", 12.349, "USD", "$12.35"],
  ["another currency by its code", 902, "MXN", "902.00 MXN"],
  ["negative", -3, "USD", "−$3.00"],
  ["no minus before a rounded zero", -0.001, "USD", "$0.00"],
  ["missing is no number", null, "USD", "—"],
];
for (const [name, amount, currency, text] of moneyRows) {
  test(`money: ${name}`, () => assert.equal(money(amount, currency), text));
}

test("moneyRange names the currency once", () => {
  assert.equal(moneyRange(41, 83.5, "USD"), "$41.00 – $83.50");
  assert.equal(moneyRange(41, 83.5, "EUR"), "41.00 – 83.50 EUR");
});

const changeRows: [number | null, string][] = [
  [0.123, "+12.3 %"],
  [-0.04, "−4.0 %"],
  [0.0004, "0.0 %"],
  [-0.0004, "0.0 %"],
  [null, "—"],
];
for (const [fraction, text] of changeRows) {
  test(`signedPercent of ${fraction} is ${text}`, () =>
    assert.equal(plain(signedPercent(fraction)), text));
}

test("percent, decimal and count tell missing from zero", () => {
  assert.equal(plain(percent(0.9123)), "91.2 %");
  assert.equal(plain(percent(0)), "0.0 %");
  assert.equal(percent(null), "—");
  assert.equal(decimal(0.06124, 4), "0.0612");
  assert.equal(decimal(null, 4), "—");
  assert.equal(count(184_311), "184,311");
  assert.equal(count(0), "0");
  assert.equal(count(null), "—");
});

test("priceKind speaks of all five kinds, and keeps an unknown one", () => {
  const kinds = ["seller_net", "list", "all_in", "face", "advertised", "bid_price"];
  assert.deepEqual(kinds.map(priceKind), [
    "seller net",
    "list",
    "all-in",
    "face",
    "advertised",
    "bid price",
  ]);
});

const startRows: [string, string | null, boolean, string, string][] = [
  ["local with zone", "2021-06-11 19:10 PDT", false, "Fri 11 Jun 2021", "19:10 PDT"],
  ["with a T and seconds", "2021-06-11T19:10:00 PDT", false, "Fri 11 Jun 2021", "19:10 PDT"],
  ["TBD hides the clock", "2021-06-11 00:00 PDT", true, "Fri 11 Jun 2021", "time TBD"],
  ["a date alone has no hour", "2021-06-11", false, "Fri 11 Jun 2021", "time TBD"],
  ["the last day of a year", "2021-12-31 20:00 EST", false, "Fri 31 Dec 2021", "20:00 EST"],
  ["another form as it is", "soon", false, "soon", ""],
  ["missing", null, false, "—", ""],
];
for (const [name, text, tbd, date, time] of startRows) {
  test(`localStart: ${name}`, () => assert.deepEqual(localStart(text, tbd), { date, time }));
}

test("localTime shows the wall clock of the venue, not UTC and not this machine", () => {
  const instant = "2021-06-12T02:10:00Z";
  assert.equal(localTime(instant, "America/Los_Angeles"), "Fri 11 Jun 2021 19:10 PDT");
  assert.equal(localTime(instant, "America/New_York"), "Fri 11 Jun 2021 22:10 EDT");
  assert.equal(localTime(instant, "UTC"), "Sat 12 Jun 2021 02:10 UTC");
  assert.equal(localTime("2021-06-12T04:00:00Z", "America/New_York"), "Sat 12 Jun 2021 00:00 EDT");
});

test("localTime keeps what it cannot read", () => {
  assert.equal(localTime(null, "UTC"), "—");
  assert.equal(localTime("yesterday", "UTC"), "yesterday");
});

test("knownZone falls back to UTC, which the page then states", () => {
  assert.equal(knownZone("America/Chicago"), "America/Chicago");
  assert.equal(knownZone("Mars/Olympus"), "UTC");
  assert.equal(knownZone(null), "UTC");
});

test("distance counts whole days and hours, in both directions", () => {
  const from = "2031-06-11T15:00:00Z";
  assert.equal(distance(from, "2031-06-14T14:00:00Z"), "in 2 d");
  assert.equal(distance(from, "2031-06-12T15:00:00Z"), "in 24 h");
  assert.equal(distance(from, "2031-06-11T15:20:00Z"), "in < 1 h");
  assert.equal(distance(from, "2031-06-11T12:00:00Z"), "3 h ago");
  assert.equal(distance(null, from), null);
  assert.equal(distance(from, "soon"), null);
});
