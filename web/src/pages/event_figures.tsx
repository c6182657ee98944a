import type { ReactNode } from "react";
import {
  count,
  horizonPhrase,
  money,
  moneyRange,
  priceKind,
  priceKindMeaning,
  missing,
} from "../format";
import type { SeriesView } from "../model/event_view";
import { changeOf, headlineOf, placeOf } from "../model/series";
import { Change } from "../ui/change";

function Figure({ name, value, note }: { name: string; value: ReactNode; note: ReactNode }) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd>
        <span className="amount">{value}</span>
        <span className="sub">{note}</span>
      </dd>
    </div>
  );
}

/** The event in four numbers; what is not known is "—". */
export function EventFigures({ view }: { view: SeriesView }) {
  const { currency, price_kind: kind } = view.series;
  const forecast = headlineOf(view.forecast);
  const phrase = forecast ? horizonPhrase(forecast.horizon) : "";
  const seen = view.quotes.at(-1);
  const listings = view.listings ?? seen?.listings ?? null;
  const tickets = seen?.tickets ?? null;
  return (
    <dl className="figures">
      <Figure
        name="Last price"
        value={money(view.lastPrice, currency)}
        note={
          <span title={priceKindMeaning(kind) ?? undefined}>
            {placeOf(view.series)}, {priceKind(kind)}
          </span>
        }
      />
      <Figure
        name={`Forecast ${phrase}`}
        value={money(forecast?.point ?? null, currency)}
        note={forecast ? <Change fraction={changeOf(view.lastPrice, forecast)} /> : "not priced"}
      />
      <Figure
        name={`90 % interval ${phrase}`}
        value={forecast ? moneyRange(forecast.q05, forecast.q95, currency) : missing}
        note={forecast ? `50 %: ${moneyRange(forecast.q25, forecast.q75, currency)}` : "not priced"}
      />
      <Figure name="Listings" value={count(listings)} note={`${count(tickets)} tickets in them`} />
    </dl>
  );
}
