/** Does the model know more than "unchanged"? Said plainly, from its measured errors. */
import type { HorizonMetrics } from "../api/types";

export interface Verdict {
  /** Model's error over the last value's, minus one; negative is better. Null: not measured. */
  relative: number | null;
  beats: boolean | null;
  text: string;
}

/** Below a tenth of a per cent two errors are called equal. */
const sameWithin = 0.0005;

export function verdictOf(error: number | null, lastError: number | null): Verdict {
  if (error === null || lastError === null || lastError <= 0) {
    return { relative: null, beats: null, text: "not measured" };
  }
  const relative = error / lastError - 1;
  const size = `${(Math.abs(relative) * 100).toFixed(1)}\u00a0%`;
  if (Math.abs(relative) < sameWithin) {
    return { relative, beats: false, text: "no better" };
  }
  return relative < 0
    ? { relative, beats: true, text: `${size} better` }
    : { relative, beats: false, text: `${size} worse` };
}

/** One sentence over all horizons, by the mean absolute log error. */
export function summaryOf(metrics: HorizonMetrics[]): string {
  const verdicts = metrics.map((m) =>
    verdictOf(m.mean_absolute_log_error, m.last_mean_absolute_log_error),
  );
  const measured = verdicts.filter((v) => v.beats !== null).length;
  const beaten = verdicts.filter((v) => v.beats === true).length;
  if (measured === 0) return "The model's error has not been measured against the last value.";
  if (beaten === 0) {
    return "By mean log error, the model does not beat “the price stays as it is” at any measured horizon.";
  }
  if (beaten === measured) {
    return `By mean log error, the model beats “the price stays as it is” at all ${measured} measured horizons.`;
  }
  return `By mean log error, the model beats “the price stays as it is” at ${beaten} of ${measured} measured horizons, and does not at the others.`;
}

/** Whether the 90 % interval held within the tolerance that the project asks for. */
export const coverageTarget = { low: 0.85, nominal: 0.9, high: 0.95 };

export function coverageText(coverage: number | null): string {
  if (coverage === null) return "not measured";
  if (coverage < coverageTarget.low) return "too narrow";
  return coverage > coverageTarget.high ? "too wide" : "holds";
}
