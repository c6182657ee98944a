/**
 * The common scale of the interval bars: the logarithm of price over last price, the same on both
 * sides of "unchanged" and for every row, so that bars compare although prices do not.
 */
import type { Row } from "./list";

const narrowest = Math.log(1.25);
const widest = Math.log(4);

export interface IntervalScale {
  /** ln(price / last price) at the right end; minus that at the left. */
  reach: number;
}

/** Wide enough for nine in ten of the intervals, between ×1.25 and ×4. */
export function scaleFor(rows: Row[]): IntervalScale {
  const reaches: number[] = [];
  for (const { series, forecast } of rows) {
    const last = series?.last_price ?? null;
    if (last === null || last <= 0 || forecast === null) continue;
    const { q05, q95 } = forecast;
    reaches.push(Math.max(Math.abs(Math.log(q05 / last)), Math.abs(Math.log(q95 / last))));
  }
  reaches.sort((a, b) => a - b);
  const needed = reaches[Math.floor(0.9 * (reaches.length - 1))] ?? narrowest;
  return { reach: Math.min(widest, Math.max(narrowest, needed)) };
}

/** Where a price stands on the scale: 0 left end, 0.5 unchanged, 1 right end; clipped. */
export function positionOf(price: number, last: number, scale: IntervalScale): number {
  const at = 0.5 + Math.log(price / last) / (2 * scale.reach);
  return Math.min(1, Math.max(0, at));
}
