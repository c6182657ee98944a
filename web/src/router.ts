/** Which page the address names. Hash routes work from any static file server, at any prefix. */
import { useSyncExternalStore } from "react";

export type Route =
  | { page: "events"; query: URLSearchParams }
  | { page: "event"; id: string }
  | { page: "model" }
  | { page: "unknown"; path: string };

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  if (path === "") return { page: "events", query: new URLSearchParams(query) };
  if (path === "model") return { page: "model" };
  const event = /^events\/(.+)$/.exec(path);
  const id = event?.[1] === undefined ? null : decoded(event[1]);
  return id === null ? { page: "unknown", path } : { page: "event", id };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export function eventHref(id: string): string {
  return `#/events/${encodeURIComponent(id)}`;
}

export function eventsHref(query: URLSearchParams): string {
  return query.size > 0 ? `#/?${query}` : "#/";
}

export const modelHref = "#/model";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("hashchange", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("hashchange", listener);
  };
}

export function useHash(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash);
}

export function navigate(href: string): void {
  window.location.hash = href;
}

/** Changes the address without a new entry in the history: typing is no navigation. */
export function replaceRoute(href: string): void {
  history.replaceState(history.state, "", href);
  for (const listener of listeners) listener();
}
