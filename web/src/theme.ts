/** Light, dark, or what the system prefers. The choice is kept in this browser alone. */
import { useEffect, useState, useSyncExternalStore } from "react";

export type Theme = "auto" | "light" | "dark";
const storageKey = "seatsync.theme";
const order: Theme[] = ["auto", "light", "dark"];

function chosenTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "auto";
}

function store(theme: Theme): void {
  try {
    if (theme === "auto") localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}

export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState(chosenTheme);
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    store(theme);
  }, [theme]);
  const next = () => setTheme(order[(order.indexOf(theme) + 1) % order.length] ?? "auto");
  return [theme, next];
}

function subscribe(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(listener);
  system.addEventListener("change", listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", listener);
    observer.disconnect();
  };
}

/** "light" or "dark": what is on the screen now. For drawings that cannot use the style sheet. */
export function useShownTheme(): "light" | "dark" {
  return useSyncExternalStore(subscribe, () => {
    const theme = chosenTheme();
    if (theme !== "auto") return theme;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  });
}
