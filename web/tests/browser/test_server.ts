/** Serves web/dist and a canned market, as the binary would, on a port of its own. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Event, ModelCard } from "../../src/api/types";
import { asOf, forecastOf, modelCard, quotesOf } from "./canned";

export interface Failure {
  status: number;
  type: string;
  body: string;
}

export interface Market {
  events: Event[];
  model: ModelCard | null;
  /** Not in the list any more, but still there. */
  past: Event[];
  /** By the end of the path: "events", "/quotes", "/forecast". */
  failures: Map<string, Failure>;
  /** Answers of the API wait for this. */
  gate: Promise<void>;
}

export function market(events: Event[], model: ModelCard | null = modelCard()): Market {
  return { events, model, past: [], failures: new Map(), gate: Promise.resolve() };
}

export function problem(status: number, title: string, detail: string): Failure {
  const body = JSON.stringify({ type: "about:blank", title, status, detail, instance: "/x" });
  return { status, type: "application/problem+json", body };
}

const dist = join(process.cwd(), "dist");
const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
/** The strictest policy that the page has to live with. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

function send(response: ServerResponse, { status, type, body }: Failure): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

function sendJson(response: ServerResponse, value: unknown): void {
  send(response, { status: 200, type: "application/json", body: JSON.stringify(value) });
}

function sendFile(response: ServerResponse, path: string): void {
  const wanted = join(dist, normalize(path));
  const found = existsSync(wanted) && statSync(wanted).isFile();
  const file = found ? wanted : join(dist, "index.html");
  const type = types[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-security-policy": policy });
  createReadStream(file).pipe(response);
}

function eventsPage({ events, model }: Market, query: URLSearchParams): unknown {
  const limit = Number(query.get("limit") ?? 50);
  const from = Number(query.get("cursor") ?? 0);
  const end = from + limit;
  const next_cursor = end < events.length ? String(end) : null;
  return { events: events.slice(from, end), as_of: asOf, model, next_cursor };
}

async function answerApi(response: ServerResponse, url: URL, state: Market): Promise<void> {
  await state.gate;
  const failing = [...state.failures].find(([end]) => url.pathname.endsWith(end));
  if (failing) return send(response, failing[1]);
  if (url.pathname === "/api/v1/events")
    return sendJson(response, eventsPage(state, url.searchParams));
  const [, id, what] =
    /^\/api\/v1\/events\/([^/]+)(?:\/(quotes|forecast))?$/.exec(url.pathname) ?? [];
  const known = [...state.events, ...state.past];
  const event = known.find((e) => e.id === decodeURIComponent(id ?? ""));
  if (!event) return send(response, problem(404, "Not found", `no event ${id ?? url.pathname}`));
  if (what === "quotes") return sendJson(response, quotesOf(event));
  if (what === "forecast") return sendJson(response, forecastOf(event));
  const { series: _series, unpriced_reason: _reason, ...alone } = event;
  sendJson(response, { ...alone, as_of: asOf });
}

export interface TestServer {
  url: string;
  state: Market;
  close: () => Promise<void>;
}

export async function startServer(state: Market): Promise<TestServer> {
  const shared = { url: "", state, close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname.startsWith("/api/")) void answerApi(response, url, shared.state);
    else sendFile(response, decodeURIComponent(url.pathname));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  shared.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  shared.close = () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return shared;
}
