import { useState, type ReactNode } from "react";
import type { FeatureShare, HorizonMetrics, ModelCard } from "../api/types";
import { count, decimal, horizonName, localTime, missing, percent } from "../format";
import { coverageTarget, coverageText, summaryOf, verdictOf } from "../model/verdict";
import { PageTitle } from "../ui/page_title";
import { Notice, ProblemNotice, Skeleton } from "../ui/states";
import type { EventsState } from "../use_events";

const title = "Where the numbers come from";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Card({ model }: { model: ModelCard }) {
  return (
    <section className="panel">
      <h2>The model</h2>
      <dl className="facts-list">
        <Fact name="Predictor">{model.predictor}</Fact>
        <Fact name="Made of">{model.members.join(", ") || missing}</Fact>
        <Fact name="Model">
          <code>{model.id}</code>
        </Fact>
        <Fact name="Market known to">{localTime(model.as_of, "UTC")}</Fact>
        <Fact name="Training window">
          {localTime(model.window_from, "UTC")} to {localTime(model.window_to, "UTC")}
        </Fact>
        <Fact name="Training sample">{count(model.training_rows)} rows</Fact>
        <Fact name="Seed">{model.seed ?? missing}</Fact>
        <Fact name="Revision">
          <code>{model.revision ?? missing}</code>
        </Fact>
      </dl>
    </section>
  );
}

/** Measured coverage on a scale from 70 % to 100 %, with the band that is asked for. */
function CoverageBar({ coverage }: { coverage: number }) {
  const x = (share: number) => Math.min(100, Math.max(0, ((share - 0.7) / 0.3) * 100));
  const { low, nominal, high } = coverageTarget;
  return (
    <svg
      className="coverage-bar"
      viewBox="0 0 100 16"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line className="axis" x1="0" x2="100" y1="8" y2="8" />
      <rect className="asked" x={x(low)} width={x(high) - x(low)} y="3" height="10" />
      <line className="nominal" x1={x(nominal)} x2={x(nominal)} y1="0" y2="16" />
      <line className="point" x1={x(coverage)} x2={x(coverage)} y1="1" y2="15" />
    </svg>
  );
}

function CoverageCell({ coverage }: { coverage: number | null }) {
  return (
    <td role="cell" data-label="Covered by the 90 % interval" className="coverage">
      <div>
        <span className="strong">{percent(coverage)}</span>{" "}
        <span className={`sub ${coverageText(coverage) === "holds" ? "better" : "worse"}`}>
          {coverageText(coverage)}
        </span>
      </div>
      {coverage !== null && <CoverageBar coverage={coverage} />}
    </td>
  );
}

function ErrorCell({ label, error, last, digits }: ErrorCellProps) {
  const verdict = verdictOf(error, last);
  const tone = verdict.beats === null ? "even" : verdict.beats ? "better" : "worse";
  return (
    <td role="cell" data-label={label} className="number">
      <div>
        <span className="strong">{decimal(error, digits)}</span>
        <span className="quiet"> / {decimal(last, digits)}</span>
        <span className={`sub ${tone}`}>{verdict.text}</span>
      </div>
    </td>
  );
}

interface ErrorCellProps {
  label: string;
  error: number | null;
  last: number | null;
  digits: number;
}

function MetricsRow({ m }: { m: HorizonMetrics }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {horizonName(m.horizon)}
      </th>
      <td role="cell" data-label="Sample" className="number">
        <div>
          {count(m.tasks)}
          <span className="sub">{count(m.events)} events</span>
        </div>
      </td>
      <CoverageCell coverage={m.coverage90} />
      <td role="cell" data-label="Width of it" className="number">
        {percent(m.width90)}
      </td>
      <ErrorCell
        label="Log error / last value's"
        error={m.mean_absolute_log_error}
        last={m.last_mean_absolute_log_error}
        digits={4}
      />
      <ErrorCell
        label="Absolute error / last value's"
        error={m.mean_absolute_error}
        last={m.last_mean_absolute_error}
        digits={2}
      />
      <ErrorCell
        label="Pinball / last value's"
        error={m.relative_pinball}
        last={m.last_relative_pinball}
        digits={4}
      />
    </tr>
  );
}

function Metrics({ metrics }: { metrics: HorizonMetrics[] }) {
  if (metrics.length === 0) {
    return (
      <Notice title="Not measured">
        <p>This model comes without measured errors, so nothing says how far to believe it.</p>
      </Notice>
    );
  }
  return (
    <section className="panel">
      <h2>How far to believe it</h2>
      <p className="verdict">{summaryOf(metrics)}</p>
      <table className="numbers metrics" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              Horizon
            </th>
            <th scope="col" role="columnheader" className="number">
              Sample
            </th>
            <th scope="col" role="columnheader">
              Covered by the 90 % interval
            </th>
            <th scope="col" role="columnheader" className="number">
              Width of it
            </th>
            <th scope="col" role="columnheader" className="number">
              Log error / last value’s
            </th>
            <th scope="col" role="columnheader" className="number">
              Absolute error / last value’s
            </th>
            <th scope="col" role="columnheader" className="number">
              Pinball / last value’s
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {metrics.map((m) => (
            <MetricsRow key={m.horizon} m={m} />
          ))}
        </tbody>
      </table>
      <p className="quiet">
        Measured on games that were kept out of the fit. “Last value” is the forecast that says the
        price stays as it is. The bar runs from 70&nbsp;% to 100&nbsp;%; the shaded part, 85&nbsp;%
        to 95&nbsp;%, is where a 90 % interval should hold. Width and pinball are shares of the last
        price; the absolute error is in the currency of the prices.
      </p>
    </section>
  );
}

const featuresAtOnce = 12;

function Importance({ importance }: { importance: FeatureShare[] }) {
  const [all, showAll] = useState(false);
  if (importance.length === 0) return null;
  const sorted = [...importance].sort((a, b) => b.share - a.share);
  const largest = sorted[0]?.share ?? 0;
  return (
    <section className="panel">
      <h2>What it looks at</h2>
      <p className="quiet">
        Share of each of the {count(importance.length)} features in what the model gained from all.
      </p>
      <ol className="importance">
        {sorted.slice(0, all ? sorted.length : featuresAtOnce).map(({ feature, share }) => (
          <li key={feature}>
            <code>{feature}</code>
            <span className="bar" aria-hidden="true">
              <span style={{ width: `${largest > 0 ? (100 * share) / largest : 0}%` }} />
            </span>
            <span className="share">{percent(share)}</span>
          </li>
        ))}
      </ol>
      {sorted.length > featuresAtOnce && (
        <p className="actions">
          <button type="button" className="button" onClick={() => showAll(!all)}>
            {all ? `Show the first ${featuresAtOnce}` : `Show all ${count(sorted.length)}`}
          </button>
        </p>
      )}
    </section>
  );
}

function NoModel() {
  return (
    <Notice title="No model yet">
      <p>
        Nothing has been trained, so no event has a forecast. Train one with{" "}
        <code>seatsync forecast train --data DIR --as-of T</code>.
      </p>
    </Notice>
  );
}

export function ModelPage({ state }: { state: EventsState & { reload: () => void } }) {
  const { model, problem, reload, events, status } = state;
  const answered = events.length > 0 || status === "ready";
  return (
    <article className="model">
      <div className="page-head">
        <PageTitle title={title} focus />
      </div>
      {problem && <ProblemNotice problem={problem} retry={reload} />}
      {!answered && !problem && <Skeleton label="Loading the model card" rows={6} />}
      {answered && model === null && <NoModel />}
      {model && (
        <div className="model-panels">
          <Metrics metrics={model.metrics} />
          <Card model={model} />
          <Importance importance={model.importance} />
        </div>
      )}
    </article>
  );
}
