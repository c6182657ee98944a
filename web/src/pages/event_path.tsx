import { useMemo, useState } from "react";
import type { Event } from "../api/types";
import { count, localTime } from "../format";
import { defaultSpan, fanOf, observedOf, spans, withinSpan, type Span } from "../model/chart_data";
import type { SeriesView } from "../model/event_view";
import { Notice } from "../ui/states";
import { PriceChart } from "../ui/price_chart";

function SpanPicker({ span, choose }: { span: Span; choose: (span: Span) => void }) {
  return (
    <div className="segments" role="group" aria-label="History shown">
      {spans.map((s) => (
        <button
          key={s.label}
          type="button"
          aria-pressed={s.label === span.label}
          onClick={() => choose(s)}
        >
          {s.label}
        </button>
      ))}
    </div>
  );
}

interface EventPathProps {
  view: SeriesView;
  zone: string;
  event: Event | null;
}

/** A start whose hour is not fixed is not drawn: it would claim an hour. */
function startOf(event: Event | null): number | null {
  if (!event || event.start_tbd || event.start_utc === null) return null;
  const ms = Date.parse(event.start_utc);
  return Number.isNaN(ms) ? null : ms / 1000;
}

export function EventPath({ view, zone, event }: EventPathProps) {
  const { quotes, forecast, lastPrice, lastAt, series } = view;
  const observed = useMemo(() => observedOf(quotes), [quotes]);
  const fan = useMemo(() => fanOf(forecast, lastPrice, lastAt), [forecast, lastPrice, lastAt]);
  const [span, choose] = useState<Span>(() => defaultSpan(observed, fan));
  const shown = useMemo(() => withinSpan(observed, span), [observed, span]);
  if (observed.every((o) => o.price === null) && fan.length === 0) {
    return (
      <Notice title="No price seen yet">
        <p>The market has told no price for this event.</p>
      </Notice>
    );
  }
  return (
    <section className="panel path">
      <div className="panel-head">
        <h2>Price path</h2>
        <p className="quiet">
          {count(observed.length)} quotes, the last {localTime(lastAt, zone)}
        </p>
        <SpanPicker span={span} choose={choose} />
      </div>
      <PriceChart
        observed={shown}
        fan={fan}
        currency={series.currency}
        zone={zone}
        startAt={startOf(event)}
      />
    </section>
  );
}
