import { useCallback, useEffect, useRef } from "react";
import { viewFromQuery, viewToQuery, type View } from "./model/list";
import { EventPage } from "./pages/event_page";
import { EventsPage } from "./pages/events_page";
import { ModelPage } from "./pages/model_page";
import { eventsHref, modelHref, navigate, parseRoute, replaceRoute, useHash } from "./router";
import { isTyping } from "./ui/keys";
import { Notice } from "./ui/states";
import { TopBar } from "./ui/top_bar";
import { useEvents } from "./use_events";

/** Escape leads from everywhere back to the list. */
function useEscape(active: boolean, listHref: () => string): void {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !isTyping(event)) navigate(listHref());
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [active, listHref]);
}

export function App() {
  const route = parseRoute(useHash());
  const events = useEvents();
  const listQuery = useRef(new URLSearchParams());
  const lastOpened = useRef<string | null>(null);
  if (route.page === "events") listQuery.current = route.query;
  if (route.page === "event") lastOpened.current = route.id;

  const listHref = useCallback(() => eventsHref(listQuery.current), []);
  const setView = useCallback((view: View) => replaceRoute(eventsHref(viewToQuery(view))), []);
  useEscape(route.page !== "events", listHref);

  return (
    <>
      <TopBar page={route.page} listHref={listHref()} modelHref={modelHref} />
      <main className="page">
        {route.page === "events" && (
          <EventsPage
            state={events}
            view={viewFromQuery(route.query)}
            setView={setView}
            returnTo={lastOpened.current}
          />
        )}
        {route.page === "event" && (
          <EventPage key={route.id} id={route.id} state={events} listHref={listHref()} />
        )}
        {route.page === "model" && <ModelPage state={events} />}
        {route.page === "unknown" && (
          <Notice title="There is no such page">
            <p>
              “{route.path}” leads nowhere. <a href={listHref()}>Back to the events</a>
            </p>
          </Notice>
        )}
      </main>
    </>
  );
}
