import { horizonName, localTime, money, moneyRange, priceKind } from "../format";
import type { SeriesView } from "../model/event_view";
import { changeOf } from "../model/series";
import { Change } from "../ui/change";

/** The forecast in numbers, in order of time. */
export function HorizonTable({ view, zone }: { view: SeriesView; zone: string }) {
  const { currency, price_kind: kind } = view.series;
  const rows = [...view.forecast].sort(
    (a, b) => Date.parse(a.target_at ?? "") - Date.parse(b.target_at ?? "") || 0,
  );
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>Forecast by horizon</h2>
        <p className="quiet">
          Lowest price, {priceKind(kind)}, {currency} per ticket
        </p>
      </div>
      <table className="numbers horizons" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              Horizon
            </th>
            <th scope="col" role="columnheader">
              At
            </th>
            <th scope="col" role="columnheader" className="number">
              Forecast
            </th>
            <th scope="col" role="columnheader" className="number">
              Change
            </th>
            <th scope="col" role="columnheader" className="number">
              50 % interval
            </th>
            <th scope="col" role="columnheader" className="number">
              90 % interval
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((f) => (
            <tr key={f.horizon} role="row">
              <th scope="row" role="rowheader">
                {horizonName(f.horizon)}
              </th>
              <td role="cell" data-label="At">
                {localTime(f.target_at, zone)}
              </td>
              <td role="cell" data-label="Forecast" className="number strong">
                {money(f.point, currency)}
              </td>
              <td role="cell" data-label="Change" className="number">
                <Change fraction={changeOf(view.lastPrice, f)} />
              </td>
              <td role="cell" data-label="50 % interval" className="number">
                {moneyRange(f.q25, f.q75, currency)}
              </td>
              <td role="cell" data-label="90 % interval" className="number">
                {moneyRange(f.q05, f.q95, currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
