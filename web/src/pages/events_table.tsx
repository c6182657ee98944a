import { memo, useEffect, type RefObject } from "react";
import type { Event } from "../api/types";
import {
  count,
  distance,
  horizonPhrase,
  localStart,
  money,
  moneyRange,
  priceKind,
  priceKindMeaning,
} from "../format";
import type { IntervalScale } from "../model/interval_scale";
import type { Row, Sort, SortKey } from "../model/list";
import { eventHref } from "../router";
import { Change } from "../ui/change";
import { IntervalBar } from "../ui/interval_bar";
import { isTyping } from "../ui/keys";
import { columnNames } from "./events_toolbar";

const rowLinks = (): HTMLAnchorElement[] => [
  ...document.querySelectorAll<HTMLAnchorElement>("a[data-event]"),
];

export function focusRow(id: string): void {
  const link = rowLinks().find((a) => a.dataset.event === id);
  link?.focus({ preventScroll: true });
  link?.closest("tr")?.scrollIntoView({ block: "center" });
}

/** The selection is the focus, so it is what Enter opens and what a screen reader reads. */
function moveSelection(step: number, showMore: () => void): void {
  const links = rowLinks();
  const at = links.findIndex((a) => a === document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  if (next >= links.length) showMore();
  const link = links[Math.min(links.length - 1, Math.max(0, next))];
  link?.focus({ preventScroll: true });
  link?.closest("tr")?.scrollIntoView({ block: "nearest" });
}

const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

export function useRowKeys(search: RefObject<HTMLInputElement | null>, showMore: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inSearch = event.target === search.current;
      if (inSearch && (event.key === "Escape" || event.key === "ArrowDown")) {
        search.current?.blur();
        if (event.key === "ArrowDown") moveSelection(1, showMore);
        event.preventDefault();
      }
      if (isTyping(event)) return;
      const step = steps[event.key];
      if (event.key === "/") search.current?.focus();
      else if (step !== undefined) moveSelection(step, showMore);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [search, showMore]);
}

interface HeadingProps {
  name: SortKey;
  sort: Sort;
  setSort: (sort: Sort) => void;
  numeric?: boolean;
}

function Heading({ name, sort, setSort, numeric }: HeadingProps) {
  const active = sort.key === name;
  const direction = sort.descending ? "descending" : "ascending";
  return (
    <th
      scope="col"
      role="columnheader"
      className={numeric ? "number" : undefined}
      aria-sort={active ? direction : "none"}
    >
      <button
        type="button"
        className="sort"
        onClick={() => setSort({ key: name, descending: active && !sort.descending })}
      >
        {columnNames[name]}
        <span className="arrow" aria-hidden="true">
          {active ? (sort.descending ? "↓" : "↑") : ""}
        </span>
      </button>
    </th>
  );
}

function EventCell({ event }: { event: Event }) {
  const place = [event.venue, event.city].filter((text) => text !== null).join(", ");
  return (
    <th scope="row" role="rowheader" className="event-cell">
      <a href={eventHref(event.id)} data-event={event.id}>
        {event.title}
      </a>
      <span className="sub">
        <span className="league">{event.league.toUpperCase()}</span>{" "}
        {event.status !== "scheduled" && <span className="status">{event.status}</span>} {place}
      </span>
    </th>
  );
}

function StartCell({ event, asOf }: { event: Event; asOf: string | null }) {
  const start = localStart(event.start_local, event.start_tbd);
  const away = distance(asOf, event.start_utc);
  return (
    <td role="cell" data-label={columnNames.start}>
      {start.date}
      <span className="sub">{[start.time, away].filter(Boolean).join(" · ")}</span>
    </td>
  );
}

function PriceCell({ series }: Pick<Row, "series">) {
  return (
    <td role="cell" className="number" data-label={columnNames.price}>
      {money(series?.last_price ?? null, series?.currency ?? "USD")}
      {series?.last_price != null && (
        <span className="sub" title={priceKindMeaning(series.price_kind) ?? undefined}>
          {priceKind(series.price_kind)}
        </span>
      )}
    </td>
  );
}

/** Forecast, interval and change; or why there are none. Never a number that was not forecast. */
function ForecastCells({ row, scale }: { row: Row; scale: IntervalScale }) {
  const { series, forecast, event } = row;
  if (!series || !forecast) {
    return (
      <td role="cell" colSpan={3} className="unpriced" data-label={columnNames.forecast}>
        <span>Not priced</span>
        <span className="sub">{event.unpriced_reason ?? "The server gives no reason."}</span>
      </td>
    );
  }
  return (
    <>
      <td role="cell" className="number" data-label={columnNames.forecast}>
        <span className="forecast">{money(forecast.point, series.currency)}</span>
        <span className="sub">{horizonPhrase(forecast.horizon)}</span>
      </td>
      <td role="cell" className="interval" data-label="90 % interval">
        <span className="interval-text">
          {moneyRange(forecast.q05, forecast.q95, series.currency)}
        </span>
        {series.last_price !== null && series.last_price > 0 && (
          <IntervalBar forecast={forecast} last={series.last_price} scale={scale} />
        )}
      </td>
      <td role="cell" className="number" data-label={columnNames.change}>
        <Change fraction={row.change} />
      </td>
    </>
  );
}

interface EventRowProps {
  row: Row;
  scale: IntervalScale;
  asOf: string | null;
}

const EventRow = memo(function EventRow({ row, scale, asOf }: EventRowProps) {
  const { event, series, others } = row;
  return (
    <tr
      role="row"
      onClick={(e) => {
        if (!(e.target instanceof HTMLAnchorElement)) window.location.hash = eventHref(event.id);
      }}
    >
      <EventCell event={event} />
      <StartCell event={event} asOf={asOf} />
      <td role="cell" data-label={columnNames.market}>
        {series?.market ?? "—"}
        <span className="sub">
          {[series?.zone, others > 0 ? `+ ${others} more` : null].filter(Boolean).join(" · ")}
        </span>
      </td>
      <PriceCell series={series} />
      <ForecastCells row={row} scale={scale} />
      <td role="cell" className="number" data-label={columnNames.listings}>
        {count(series?.listings ?? null)}
      </td>
    </tr>
  );
});

interface EventsTableProps extends Omit<EventRowProps, "row"> {
  rows: Row[];
  sort: Sort;
  setSort: (sort: Sort) => void;
}

/** Roles are spelled out because a table that is styled as cards loses its own. */
export function EventsTable({ rows, scale, asOf, sort, setSort }: EventsTableProps) {
  const factor = Math.exp(scale.reach);
  const heading = { sort, setSort };
  return (
    <table className="events" role="table" aria-label="Open events">
      <thead role="rowgroup">
        <tr role="row">
          <Heading name="event" {...heading} />
          <Heading name="start" {...heading} />
          <Heading name="market" {...heading} />
          <Heading name="price" numeric {...heading} />
          <Heading name="forecast" numeric {...heading} />
          <th scope="col" role="columnheader" className="interval">
            90 % interval
            <span className="scale" aria-hidden="true">
              <span>÷ {factor.toFixed(1)}</span>
              <span>last</span>
              <span>× {factor.toFixed(1)}</span>
            </span>
          </th>
          <Heading name="change" numeric {...heading} />
          <Heading name="listings" numeric {...heading} />
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <EventRow key={row.event.id} row={row} scale={scale} asOf={asOf} />
        ))}
      </tbody>
    </table>
  );
}
