import type { Forecast } from "../api/types";
import { positionOf, type IntervalScale } from "../model/interval_scale";

/**
 * The 90 % interval as a thin bar, the 50 % interval as a thick one, the point as a tick, on the
 * scale common to the list; the line in the middle is the last price. For the eye only: the same
 * numbers stand beside it as text.
 */
export function IntervalBar({ forecast, last, scale }: IntervalBarProps) {
  const x = (price: number) => 100 * positionOf(price, last, scale);
  const bar = (low: number, high: number, height: number, className: string) => (
    <rect
      className={className}
      x={x(low)}
      y={8 - height / 2}
      width={Math.max(0.8, x(high) - x(low))}
      height={height}
    />
  );
  return (
    <svg
      className="interval-bar"
      viewBox="0 0 100 16"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line className="axis" x1="0" x2="100" y1="8" y2="8" />
      <line className="unchanged" x1="50" x2="50" y1="0" y2="16" />
      {bar(forecast.q05, forecast.q95, 6, "band-90")}
      {bar(forecast.q25, forecast.q75, 6, "band-50")}
      <line className="point" x1={x(forecast.point)} x2={x(forecast.point)} y1="2" y2="14" />
    </svg>
  );
}

interface IntervalBarProps {
  forecast: Forecast;
  /** > 0 */
  last: number;
  scale: IntervalScale;
}
