import type { RefObject } from "react";
import { defaultView, sortKeys, type SortKey, type View } from "../model/list";

export const columnNames: Record<SortKey, string> = {
  event: "Event",
  start: "Starts",
  market: "Market",
  price: "Last price",
  forecast: "Forecast",
  change: "Change",
  listings: "Listings",
};

interface EventsToolbarProps {
  view: View;
  setView: (view: View) => void;
  leagues: string[];
  search: RefObject<HTMLInputElement | null>;
}

/** Cards have no headings to click, so narrow screens sort here. */
function SortFields({ view, setView }: Pick<EventsToolbarProps, "view" | "setView">) {
  const { key, descending } = view.sort;
  return (
    <div className="sort-fields">
      <label className="field">
        <span>Sort</span>
        <select
          value={key}
          onChange={(e) => {
            const chosen = sortKeys.find((k) => k === e.target.value) ?? defaultView.sort.key;
            setView({ ...view, sort: { key: chosen, descending } });
          }}
        >
          {sortKeys.map((k) => (
            <option key={k} value={k}>
              {columnNames[k]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button"
        aria-label={descending ? "Descending. Sort ascending" : "Ascending. Sort descending"}
        onClick={() => setView({ ...view, sort: { key, descending: !descending } })}
      >
        {descending ? "↓" : "↑"}
      </button>
    </div>
  );
}

export function EventsToolbar({ view, setView, leagues, search }: EventsToolbarProps) {
  return (
    <div className="toolbar" role="search">
      <label className="field search">
        <span className="visually-hidden">Search events</span>
        <input
          ref={search}
          type="search"
          placeholder="Team, venue, city, market"
          value={view.search}
          onChange={(e) => setView({ ...view, search: e.target.value })}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <label className="field">
        <span>League</span>
        <select value={view.league} onChange={(e) => setView({ ...view, league: e.target.value })}>
          <option value="">All leagues</option>
          {leagues.map((league) => (
            <option key={league} value={league}>
              {league.toUpperCase()}
            </option>
          ))}
          {view.league !== "" && !leagues.includes(view.league) && (
            <option value={view.league}>{view.league.toUpperCase()}</option>
          )}
        </select>
      </label>
      <label className="field check">
        <input
          type="checkbox"
          checked={view.pricedOnly}
          onChange={(e) => setView({ ...view, pricedOnly: e.target.checked })}
        />
        <span>Priced only</span>
      </label>
      <SortFields view={view} setView={setView} />
      <p className="key-hints" aria-hidden="true">
        <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open <kbd>Esc</kbd> back
      </p>
    </div>
  );
}
