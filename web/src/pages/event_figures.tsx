import type { ReactNode } from "react";
import { count, money, moneyRange, priceKind, priceKindMeaning, missing } from "../format";
import type { SeriesView } from "../model/event_view";
import { changeOf, closeOf, placeOf } from "../model/series";
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
  const close = closeOf(view.forecast);
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
        name="Forecast at close"
        value={money(close?.point ?? null, currency)}
        note={close ? <Change fraction={changeOf(view.lastPrice, close)} /> : "not priced"}
      />
      <Figure
        name="90 % interval at close"
        value={close ? moneyRange(close.q05, close.q95, currency) : missing}
        note={close ? `50 %: ${moneyRange(close.q25, close.q75, currency)}` : "not priced"}
      />
      <Figure name="Listings" value={count(listings)} note={`${count(tickets)} tickets in them`} />
    </dl>
  );
}
