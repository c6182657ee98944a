import { useTheme } from "../theme";
import type { Route } from "../router";

const themeNames = { auto: "Auto", light: "Light", dark: "Dark" };

function ThemeButton() {
  const [theme, next] = useTheme();
  return (
    <button
      type="button"
      className="button theme"
      onClick={next}
      aria-label={`Theme: ${themeNames[theme]}. Change`}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 2 A6 6 0 0 1 8 14 Z" fill="currentColor" />
      </svg>
      <span>{themeNames[theme]}</span>
    </button>
  );
}

interface TopBarProps {
  page: Route["page"];
  listHref: string;
  modelHref: string;
}

export function TopBar({ page, listHref, modelHref }: TopBarProps) {
  const onList = page === "events" || page === "event";
  return (
    <header className="top-bar">
      <a className="wordmark" href="#/" aria-label="SeatSync, all events">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M4 21 L28 7 V25 Z" className="mark-fan" />
          <path d="M4 21 L28 15" className="mark-line" />
          <circle cx="4.5" cy="21" r="3" className="mark-dot" />
        </svg>
        <span>SeatSync</span>
      </a>
      <nav aria-label="Pages">
        <a href={listHref} aria-current={page === "events" ? "page" : onList ? "true" : undefined}>
          Events
        </a>
        <a href={modelHref} aria-current={page === "model" ? "page" : undefined}>
          <span className="wide-only">Where the numbers come from</span>
          <span className="narrow-only">Sources</span>
        </a>
      </nav>
      <ThemeButton />
    </header>
  );
}
