/** One answer of the API: loading, here, or a problem with a way to try again. No id: not asked. */
import { useCallback, useEffect, useState } from "react";
import { problemOf } from "./api/client";
import type { Problem } from "./api/types";

export type Answer<T> =
  { status: "loading" } | { status: "ready"; value: T } | { status: "failed"; problem: Problem };

export function useAnswer<T>(
  load: (id: string, signal: AbortSignal) => Promise<T>,
  id: string | null,
): [Answer<T>, () => void] {
  const [answer, setAnswer] = useState<Answer<T>>({ status: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (id === null) return;
    const stop = new AbortController();
    const show = (next: Answer<T>) => {
      if (!stop.signal.aborted) setAnswer(next);
    };
    show({ status: "loading" });
    load(id, stop.signal).then(
      (value) => show({ status: "ready", value }),
      (error: unknown) => show({ status: "failed", problem: problemOf(error) }),
    );
    return () => stop.abort();
  }, [load, id, attempt]);
  return [answer, useCallback(() => setAttempt((n) => n + 1), [])];
}
