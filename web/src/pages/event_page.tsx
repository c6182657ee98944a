import { useMemo, useState } from "react";
import { getEvent, getForecast, getQuotes } from "../api/client";
import type { Event, Problem } from "../api/types";
import { knownZone, localStart, localTime } from "../format";
import { joinSeries, type SeriesView } from "../model/event_view";
import { labelOf } from "../model/series";
import { PageTitle } from "../ui/page_title";
import { Notice, ProblemNotice, Skeleton } from "../ui/states";
import { useAnswer } from "../use_answer";
import type { EventsState } from "../use_events";
import { EventFigures } from "./event_figures";
import { EventPath } from "./event_path";
import { HorizonTable } from "./horizon_table";

function EventHead({ id, event }: { id: string; event: Event | null }) {
  const title = event?.title ?? id;
  const start = event ? localStart(event.start_local, event.start_tbd) : null;
  const place = [event?.venue, event?.city].filter((text) => text != null).join(", ");
  return (
    <div className="event-head">
      <PageTitle title={title} focus />
      <p className="facts">
        {event && <span className="league">{event.league.toUpperCase()}</span>}
        {event && event.status !== "scheduled" && <span className="status">{event.status}</span>}
        {start && <span>{`${start.date} ${start.time}`}</span>}
        {place !== "" && <span>{place}</span>}
        {!event && <span>&nbsp;</span>}
      </p>
    </div>
  );
}

interface SeriesPickerProps {
  views: SeriesView[];
  chosen: SeriesView;
  choose: (key: string) => void;
}

function SeriesPicker({ views, chosen, choose }: SeriesPickerProps) {
  if (views.length < 2) return null;
  return (
    <label className="field series-picker">
      <span>Market</span>
      <select value={chosen.key} onChange={(e) => choose(e.target.value)}>
        {views.map((view) => (
          <option key={view.key} value={view.key}>
            {labelOf(view.series)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One notice for one cause: an unknown event fails both requests with the same words. */
function sameProblem(a: Problem, b: Problem): boolean {
  return a.title === b.title && a.detail === b.detail;
}

/** 422 is an answer, not a failure: the event cannot be priced, and the detail says why. */
function reasonOf(event: Event | null, problem: Problem | null): string {
  if (problem?.status === 422) return problem.detail ?? problem.title;
  return event?.unpriced_reason ?? "The server gives no forecast for it, and no reason.";
}

function Missing({ features }: { features: string[] }) {
  if (features.length === 0) return null;
  return (
    <section className="panel missing">
      <h2>Missing inputs</h2>
      <p>The forecast had to do without these:</p>
      <ul>
        {features.map((feature) => (
          <li key={feature}>
            <code>{feature}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface SeriesSectionProps {
  view: SeriesView;
  zone: string;
  event: Event | null;
  problem: Problem | null;
}

function ForecastSection({ view, zone, event, problem }: SeriesSectionProps) {
  if (view.forecast.length === 0) {
    return (
      <Notice title="Not priced">
        <p>{reasonOf(event, problem)}</p>
      </Notice>
    );
  }
  return (
    <>
      <HorizonTable view={view} zone={zone} />
      <Missing features={view.missing} />
    </>
  );
}

interface EventPageProps {
  id: string;
  state: EventsState;
  listHref: string;
}

export function EventPage({ id, state, listHref }: EventPageProps) {
  const [quotes, retryQuotes] = useAnswer(getQuotes, id);
  const [forecast, retryForecast] = useAnswer(getForecast, id);
  const retryBoth = () => {
    retryQuotes();
    if (forecast.status === "failed") retryForecast();
  };
  const [chosenKey, choose] = useState<string | null>(null);
  const listed = state.events.find((e) => e.id === id) ?? null;
  // An event that is over is not in the list, but its path is still there to be read.
  const [alone] = useAnswer(getEvent, listed || state.status === "loading" ? null : id);
  const event = listed ?? (alone.status === "ready" ? alone.value : null);
  const quotesValue = quotes.status === "ready" ? quotes.value : null;
  const forecastValue = forecast.status === "ready" ? forecast.value : null;
  const views = useMemo(
    () => joinSeries(event, quotesValue, forecastValue),
    [event, quotesValue, forecastValue],
  );
  const view = views.find((v) => v.key === chosenKey) ?? views[0];
  const zone = knownZone(event?.zone ?? null);
  const problem = forecast.status === "failed" ? forecast.problem : null;
  const loading = quotes.status === "loading" || forecast.status === "loading";
  const asOf = forecastValue?.as_of ?? quotesValue?.as_of ?? state.asOf;

  return (
    <article className="event">
      <p className="crumbs">
        <a href={listHref}>← All events</a>
        {asOf !== null && <span className="as-of">as of {localTime(asOf, zone)}</span>}
      </p>
      <EventHead id={id} event={event} />
      {view && <SeriesPicker views={views} chosen={view} choose={choose} />}
      {quotes.status === "failed" && <ProblemNotice problem={quotes.problem} retry={retryBoth} />}
      {problem &&
        problem.status !== 422 &&
        !(quotes.status === "failed" && sameProblem(problem, quotes.problem)) && (
          <ProblemNotice problem={problem} retry={retryForecast} />
        )}
      {loading && <Skeleton label="Loading the event" rows={2} tall />}
      {!loading && view && <EventFigures view={view} />}
      {!loading && view && quotesValue && (
        <EventPath key={view.key} view={view} zone={zone} event={event} />
      )}
      {!loading && view && (problem === null || problem.status === 422) && (
        <ForecastSection view={view} zone={zone} event={event} problem={problem} />
      )}
      {!loading && !view && !problem && quotesValue && (
        <Notice title="No prices">
          <p>{reasonOf(event, problem)}</p>
        </Notice>
      )}
    </article>
  );
}
