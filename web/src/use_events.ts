/** The list of open events, page by page, shared by all pages of the dashboard. */
import { useCallback, useEffect, useState } from "react";
import { getEventsPage, pageLimit, problemOf } from "./api/client";
import type { Event, ModelCard, Problem } from "./api/types";

export interface EventsState {
  events: Event[];
  asOf: string | null;
  model: ModelCard | null;
  /** `ready` once every page is here. Events may be shown before, and beside a problem. */
  status: "loading" | "ready" | "failed";
  /** The server had more pages than this page reads. */
  truncated: boolean;
  problem: Problem | null;
}

const nothing: EventsState = {
  events: [],
  asOf: null,
  model: null,
  status: "loading",
  truncated: false,
  problem: null,
};

async function loadPages(signal: AbortSignal, show: (state: EventsState) => void): Promise<void> {
  let state = nothing;
  let cursor: string | null = null;
  try {
    for (let pages = 0; pages < pageLimit; ++pages) {
      const page = await getEventsPage(cursor, signal);
      const events = [...state.events, ...page.events];
      cursor = page.next_cursor;
      const status = cursor === null ? "ready" : "loading";
      state = { ...state, events, asOf: page.as_of, model: page.model, status };
      show(state);
      if (cursor === null) return;
    }
    show({ ...state, status: "ready", truncated: true });
  } catch (error) {
    if (!signal.aborted) show({ ...state, status: "failed", problem: problemOf(error) });
  }
}

export function useEvents(): EventsState & { reload: () => void } {
  const [state, setState] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setState((shown) => ({ ...shown, status: "loading", problem: null }));
    void loadPages(stop.signal, (next) => {
      if (!stop.signal.aborted) setState(next);
    });
    return () => stop.abort();
  }, [attempt]);
  const reload = useCallback(() => setAttempt((n) => n + 1), []);
  return { ...state, reload };
}
