/** What the chart says about each of its points, in words. */
import { count, horizonName, localTime, missing, money, moneyRange } from "../format";
import type { ChartData, FanPoint, Observed } from "./chart_data";

export interface Readout {
  at: string;
  value: string;
}

function observedText(seen: Observed, currency: string): string {
  const parts = [seen.price === null ? "no price" : `lowest ${money(seen.price, currency)}`];
  if (seen.median !== null) parts.push(`median ${money(seen.median, currency)}`);
  if (seen.listings !== null) parts.push(`${count(seen.listings)} listings`);
  if (seen.tickets !== null) parts.push(`${count(seen.tickets)} tickets`);
  return parts.join(", ");
}

function forecastText(point: FanPoint, currency: string): string {
  const name = point.horizon === null ? "" : ` (${horizonName(point.horizon).toLowerCase()})`;
  const range = moneyRange(point.q05, point.q95, currency);
  return `forecast${name} ${money(point.point, currency)}, 90 % ${range}`;
}

/** One for each point of `data.at`. A point that was seen is told as seen, forecast or not. */
export function readouts(
  data: ChartData,
  observed: Observed[],
  fan: FanPoint[],
  currency: string,
  zone: string,
): Readout[] {
  const seenAt = new Map(observed.map((o) => [o.at, o]));
  const fanAt = new Map(fan.map((f) => [f.at, f]));
  return data.at.map((at) => {
    const seen = seenAt.get(at);
    const point = fanAt.get(at);
    const value = seen
      ? observedText(seen, currency)
      : point === undefined
        ? missing
        : point.horizon === null
          ? `last price ${money(point.point, currency)}`
          : forecastText(point, currency);
    return { at: localTime(new Date(at * 1000).toISOString(), zone), value };
  });
}
