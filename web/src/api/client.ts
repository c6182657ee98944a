/** The page's only way out: GET requests to the API that lies beside it. */
import {
  readEventAlone,
  readEventsPage,
  readForecasts,
  readProblem,
  readQuotes,
  ShapeError,
} from "./decode";
import type { Event, EventsPage, ForecastAnswer, Problem, QuotesAnswer } from "./types";

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

const pageSize = 100;
const requestLimitMs = 30_000;
/** So that a cursor that never ends cannot keep the page loading for ever. */
export const pageLimit = 100;

async function request(path: string, signal: AbortSignal): Promise<Response> {
  const late = AbortSignal.timeout(requestLimitMs);
  try {
    return await fetch(`api/v1/${path}`, {
      headers: { accept: "application/json, application/problem+json" },
      signal: AbortSignal.any([signal, late]),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError({
      title: late.aborted ? "The server did not answer in time" : "The server cannot be reached",
      status: null,
      detail: "Check that “seatsync serve” is running, then try again.",
    });
  }
}

async function get<T>(path: string, read: (v: unknown) => T, signal: AbortSignal): Promise<T> {
  const response = await request(path, signal);
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiError(readProblem(body, response.status));
  try {
    return read(body);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new ApiError({
      title: "The answer could not be read",
      status: response.status,
      detail: `${path}: ${error.message}`,
    });
  }
}

export function getEventsPage(cursor: string | null, signal: AbortSignal): Promise<EventsPage> {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (cursor !== null) query.set("cursor", cursor);
  return get(`events?${query}`, readEventsPage, signal);
}

export function getEvent(id: string, signal: AbortSignal): Promise<Event> {
  return get(`events/${encodeURIComponent(id)}`, readEventAlone, signal);
}

export function getQuotes(id: string, signal: AbortSignal): Promise<QuotesAnswer> {
  return get(`events/${encodeURIComponent(id)}/quotes`, readQuotes, signal);
}

export function getForecast(id: string, signal: AbortSignal): Promise<ForecastAnswer> {
  return get(`events/${encodeURIComponent(id)}/forecast`, readForecasts, signal);
}

/** What went wrong, in words for the page. Never hides an unexpected error: it names it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return { title: "The page failed", status: null, detail: String(error) };
}
