import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { count, localTime } from "../format";
import { defaultView, leaguesOf, rowsFor, type View } from "../model/list";
import { scaleFor } from "../model/interval_scale";
import { EventsTable, focusRow, useRowKeys } from "./events_table";
import { EventsToolbar } from "./events_toolbar";
import { Notice, ProblemNotice, Skeleton } from "../ui/states";
import { PageTitle } from "../ui/page_title";
import type { EventsState } from "../use_events";

const rowsAtOnce = 100;

interface EventsPageProps {
  state: EventsState & { reload: () => void };
  view: View;
  setView: (view: View) => void;
  /** The event that the reader comes back from. */
  returnTo: string | null;
}

/** Puts the focus back on the row that was opened, once it is there. */
function useReturn(returnTo: string | null, ready: boolean): void {
  const pending = useRef(returnTo);
  useEffect(() => {
    if (!ready || pending.current === null) return;
    focusRow(pending.current);
    pending.current = null;
  }, [ready]);
}

function NoEvents() {
  return (
    <Notice title="No open events">
      <p>
        Bring a market history in with <code>seatsync market import DIR</code>, or start{" "}
        <code>seatsync demo</code>, then reload this page.
      </p>
    </Notice>
  );
}

function NoMatch({ view, clear }: { view: View; clear: () => void }) {
  return (
    <Notice title="No event matches">
      <p>
        Nothing is found
        {view.search !== "" && <> for “{view.search}”</>}
        {view.league !== "" && <> in {view.league.toUpperCase()}</>}
        {view.pricedOnly && <> among the priced events</>}.
      </p>
      <p className="actions">
        <button type="button" className="button" onClick={clear}>
          Show all events
        </button>
      </p>
    </Notice>
  );
}

function summary(shown: number, state: EventsState): string {
  const all = state.events.length;
  const some = shown === all ? count(all) : `${count(shown)} of ${count(all)}`;
  const noun = all === 1 ? "event" : "events";
  return `${some} ${noun}${state.status === "loading" ? ", loading more…" : ""}`;
}

export function EventsPage({ state, view, setView, returnTo }: EventsPageProps) {
  const { events, status, problem, reload } = state;
  const [limit, setLimit] = useState(rowsAtOnce);
  const deferred = useDeferredValue(view);
  const rows = useMemo(() => rowsFor(events, deferred), [events, deferred]);
  const scale = useMemo(() => scaleFor(rows), [rows]);
  const search = useRef<HTMLInputElement>(null);
  const showMore = () => setLimit((n) => n + rowsAtOnce);
  useRowKeys(search, showMore);
  useReturn(returnTo, rows.length > 0);

  return (
    <>
      <div className="page-head">
        <PageTitle title="Open events" focus={false} />
        <p className="as-of">
          <span role="status">{events.length > 0 ? summary(rows.length, state) : <>&nbsp;</>}</span>
          {state.asOf !== null && <span>as of {localTime(state.asOf, "UTC")}</span>}
        </p>
      </div>
      <EventsToolbar view={view} setView={setView} leagues={leaguesOf(events)} search={search} />
      {problem && <ProblemNotice problem={problem} retry={reload} />}
      {state.truncated && (
        <Notice title="Not all events are shown">
          <p>The server has more than the {count(events.length)} events listed here.</p>
        </Notice>
      )}
      {status === "loading" && events.length === 0 && <Skeleton label="Loading events" rows={8} />}
      {status === "ready" && events.length === 0 && <NoEvents />}
      {events.length > 0 && rows.length === 0 && (
        <NoMatch view={view} clear={() => setView({ ...defaultView, sort: view.sort })} />
      )}
      {rows.length > 0 && (
        <EventsTable
          rows={rows.slice(0, limit)}
          scale={scale}
          asOf={state.asOf}
          sort={view.sort}
          setSort={(sort) => setView({ ...view, sort })}
        />
      )}
      {rows.length > limit && (
        <p className="actions more">
          <button type="button" className="button" onClick={showMore}>
            Show {count(Math.min(rowsAtOnce, rows.length - limit))} more
          </button>
        </p>
      )}
    </>
  );
}
