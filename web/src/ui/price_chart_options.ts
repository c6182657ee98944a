/** How uPlot draws the price path and its fan. Colours come from the style sheet's tokens. */
import uPlot from "uplot";
import type { FanPoint } from "../model/chart_data";
import { money } from "../format";

export interface ChartLook {
  width: number;
  height: number;
  zone: string;
  currency: string;
  /** Seconds; null: unknown or without an hour. */
  startAt: number | null;
  fan: FanPoint[];
  /** Pairs of points that the line of observed prices does not join. */
  breaks: [number, number][];
  onCursor: (index: number | null) => void;
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const font = () => `12px ${token("--font")}`;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const daySeconds = 86_400;

/** "11 Jun" per day or more, else "19:10"; the line below tells what changed since the last label. */
export function timeLabels(splits: number[], increment: number, zone: string): string[] {
  let before: Date | null = null;
  return splits.map((split) => {
    const at = uPlot.tzDate(new Date(split * 1000), zone);
    const day = `${at.getDate()} ${months[at.getMonth()]}`;
    const newYear = before?.getFullYear() !== at.getFullYear();
    const newDay = before?.toDateString() !== at.toDateString();
    before = at;
    if (increment >= daySeconds) return newYear ? `${day}\n${at.getFullYear()}` : day;
    const clock = `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
    return newDay ? `${clock}\n${day}` : clock;
  });
}

function axisMoney(value: number, increment: number, currency: string): string {
  const digits = Number.isInteger(increment) ? 0 : 2;
  const text = value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return currency === "USD" ? `$${text}` : text;
}

function drawVertical(u: uPlot, at: number, label: string): void {
  const { ctx, bbox } = u;
  const x = Math.round(u.valToPos(at, "x", true));
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.strokeStyle = token("--ink-2");
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.fillStyle = token("--ink-2");
  ctx.textAlign = "right";
  ctx.fillText(label, x - 6 * devicePixelRatio, bbox.top + 12 * devicePixelRatio);
}

/** The last price: a dot where it was seen, a line to the axis, and its amount as a tag there. */
function drawLastPrice(u: uPlot, origin: FanPoint, currency: string): void {
  const { ctx, bbox } = u;
  const px = devicePixelRatio;
  const x = u.valToPos(origin.at, "x", true);
  const y = Math.round(u.valToPos(origin.point, "y", true));
  const right = bbox.left + bbox.width;
  ctx.strokeStyle = token("--ink");
  ctx.setLineDash([px, 3 * px]);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(right, y);
  ctx.stroke();
  ctx.fillStyle = token("--ink");
  ctx.beginPath();
  ctx.arc(x, y, 4 * px, 0, 2 * Math.PI);
  ctx.fill();
  const text = money(origin.point, currency);
  ctx.fillRect(
    right,
    y - (tagHeight / 2) * px,
    ctx.measureText(text).width + 12 * px,
    tagHeight * px,
  );
  ctx.fillStyle = token("--surface");
  ctx.textAlign = "left";
  ctx.fillText(text, right + 6 * px, y + 4 * px);
}

function drawMarks(u: uPlot, look: ChartLook): void {
  const { ctx } = u;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.font = `${12 * devicePixelRatio}px ${token("--font")}`;
  if (look.startAt !== null) drawVertical(u, look.startAt, "start");
  const origin = look.fan[0];
  if (origin) drawLastPrice(u, origin, look.currency);
  ctx.restore();
}

function edge(): uPlot.Series {
  return { stroke: "transparent", width: 0, points: { show: false }, spanGaps: true };
}

function axis(): uPlot.Axis {
  return {
    font: font(),
    stroke: token("--ink-2"),
    grid: { stroke: token("--rule"), width: 1 },
    ticks: { show: false },
  };
}

/** True for labels that the tag of the last price would cut. */
function underTag(u: uPlot, value: number, look: ChartLook): boolean {
  const last = look.fan[0]?.point;
  const { min, max } = u.scales.y ?? {};
  if (last === undefined || min == null || max == null) return false;
  return (Math.abs(value - last) / (max - min)) * look.height < tagHeight;
}

const tagHeight = 18;

/** Points closer than this are a line without dots. */
const pixelsPerDot = 8;

function pixelOf(u: uPlot, index: number): number {
  return Math.round(u.valToPos(u.data[0]?.[index] ?? 0, "x", true));
}

/** Columns: at, price, q05, q25, point, q75, q95. */
export function chartOptions(look: ChartLook): uPlot.Options {
  const dots = (u: uPlot) => (u.data[0]?.length ?? 0) * pixelsPerDot < look.width;
  const gaps = (u: uPlot): [number, number][] =>
    look.breaks.map(([from, to]) => [pixelOf(u, from), pixelOf(u, to)]);
  return {
    width: look.width,
    height: look.height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), look.zone),
    padding: [8, null, 0, 20],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 7 }, y: false },
    scales: {
      x: { time: true },
      y: { range: (_, min, max) => uPlot.rangeNum(min, max, 0.08, false) },
    },
    axes: [
      {
        ...axis(),
        space: 64,
        values: (_, splits, __, ___, increment) => timeLabels(splits, increment, look.zone),
      },
      {
        ...axis(),
        side: 1,
        size: 78,
        values: (u, splits, _, __, increment) =>
          splits.map((v) => (underTag(u, v, look) ? "" : axisMoney(v, increment, look.currency))),
      },
    ],
    series: [
      {},
      {
        stroke: token("--ink"),
        width: 1.6,
        gaps,
        points: { show: dots, size: 4, fill: token("--ink") },
      },
      edge(),
      edge(),
      {
        stroke: token("--accent"),
        width: 1.6,
        dash: [5, 4],
        spanGaps: true,
        points: { show: true, size: 5, fill: token("--accent") },
      },
      edge(),
      edge(),
    ],
    bands: [
      { series: [6, 2], fill: token("--band-90") },
      { series: [5, 3], fill: token("--band-50") },
    ],
    hooks: {
      draw: [(u) => drawMarks(u, look)],
      setCursor: [(u) => look.onCursor(u.cursor.idx ?? null)],
    },
  };
}
