/** What stands in place of numbers that are not there: still loading, none, or a problem. */
import type { ReactNode } from "react";
import type { Problem } from "../api/types";

export function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className="notice">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function ProblemNotice({ problem, retry }: { problem: Problem; retry: () => void }) {
  return (
    <section className="notice problem" role="alert">
      <h2>{problem.title}</h2>
      {problem.detail !== null && <p>{problem.detail}</p>}
      <p className="actions">
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
        {problem.status !== null && <span className="quiet">Status {problem.status}</span>}
      </p>
    </section>
  );
}

/** Rows of the height of what they stand for, so that nothing jumps when it arrives. */
export function Skeleton({ label, rows, tall }: { label: string; rows: number; tall?: boolean }) {
  return (
    <div className={tall ? "skeleton tall" : "skeleton"} role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="skeleton-row" aria-hidden="true" />
      ))}
    </div>
  );
}
