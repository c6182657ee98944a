import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import uPlot from "uplot";
import {
  breaksOf,
  chartData,
  silenceLimit,
  type FanPoint,
  type Observed,
} from "../model/chart_data";
import { readouts } from "../model/readout";
import { useShownTheme } from "../theme";
import { chartOptions } from "./price_chart_options";

interface PriceChartProps {
  observed: Observed[];
  fan: FanPoint[];
  currency: string;
  zone: string;
  /** Seconds; null: unknown or without an hour. */
  startAt: number | null;
}

const pageStep = 10;

function useWidth(box: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

/** Where an arrow key leads from point `at` of `size`; null: the key is not ours. */
function stepTo(key: string, at: number, size: number): number | null {
  const targets: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageUp: at - pageStep,
    PageDown: at + pageStep,
    Home: 0,
    End: size - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.min(size - 1, Math.max(0, target));
}

function Legend({ withFan, limit }: { withFan: boolean; limit: number }) {
  return (
    <ul className="legend" aria-label="Legend">
      <li className="observed">Lowest price seen</li>
      {withFan && <li className="forecast-line">Forecast</li>}
      {withFan && <li className="half">50 % interval</li>}
      {withFan && <li className="most">90 % interval</li>}
      <li className="break">No price, or none for {Math.round(limit / 3600)} h</li>
    </ul>
  );
}

/**
 * The price path with the fan of its forecast. A slider over the points for the keyboard and for
 * screen readers; what it points at is written above the drawing.
 */
export function PriceChart({ observed, fan, currency, zone, startAt }: PriceChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const width = useWidth(box);
  const theme = useShownTheme();
  const data = useMemo(() => chartData(observed, fan), [observed, fan]);
  const limit = useMemo(() => silenceLimit(observed), [observed]);
  const texts = useMemo(
    () => readouts(data, observed, fan, currency, zone),
    [data, observed, fan, currency, zone],
  );
  const latest = data.at.indexOf(observed.at(-1)?.at ?? Number.NaN);
  const [pointed, setPointed] = useState<number | null>(null);
  const shown = Math.min(pointed ?? (latest < 0 ? 0 : latest), data.at.length - 1);

  useEffect(() => {
    if (!box.current || width === 0) return;
    const height = box.current.clientHeight;
    const { at, price, q05, q25, point, q75, q95 } = data;
    const breaks = breaksOf(at, price, limit);
    const look = { width, height, zone, currency, startAt, fan, breaks, onCursor: setPointed };
    plot.current = new uPlot(
      chartOptions(look),
      [at, price, q05, q25, point, q75, q95],
      box.current,
    );
    return () => plot.current?.destroy();
  }, [data, limit, fan, currency, zone, startAt, theme, width]);

  const onKeyDown = (event: KeyboardEvent) => {
    const u = plot.current;
    const target = stepTo(event.key, shown, data.at.length);
    const at = target === null ? undefined : data.at[target];
    if (!u || at === undefined) return;
    event.preventDefault();
    u.setCursor({ left: u.valToPos(at, "x"), top: 0 });
  };

  const text = texts[shown];
  return (
    <figure className="chart">
      <figcaption className="readout">
        <span className="at">{text?.at}</span>
        <span className="value">{text?.value}</span>
      </figcaption>
      <div
        ref={box}
        className="plot"
        role="slider"
        tabIndex={0}
        aria-label="Price path and forecast. Arrow keys step through the points"
        aria-valuemin={0}
        aria-valuemax={data.at.length - 1}
        aria-valuenow={shown}
        aria-valuetext={text ? `${text.at}: ${text.value}` : "no points"}
        onKeyDown={onKeyDown}
      />
      <Legend withFan={fan.length > 0} limit={limit} />
    </figure>
  );
}
