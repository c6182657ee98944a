/** Numbers and times as the page writes them. A missing value is "—", never 0. */

export const missing = "—";

const twoDecimals = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const wholeNumber = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** "$1,058.62"; "58.62 EUR" for other currencies; a negative amount as "−$3.00". */
export function money(amount: number | null, currency: string): string {
  if (amount === null) return missing;
  const digits = twoDecimals.format(Math.abs(amount));
  const sign = amount < 0 && digits !== "0.00" ? "−" : "";
  return currency === "USD" ? `${sign}$${digits}` : `${sign}${digits} ${currency}`;
}

/** "$41.00 – $83.50"; the currency's code stands once. */
export function moneyRange(low: number, high: number, currency: string): string {
  const from = currency === "USD" ? money(low, currency) : twoDecimals.format(low);
  return `${from} – ${money(high, currency)}`;
}

export function count(n: number | null): string {
  return n === null ? missing : wholeNumber.format(n);
}

/** A fraction as "+12.3 %", "−4.0 %", "0.0 %"; the space does not break. */
export function signedPercent(fraction: number | null, digits = 1): string {
  if (fraction === null) return missing;
  const text = (Math.abs(fraction) * 100).toFixed(digits);
  const sign = Number(text) === 0 ? "" : fraction > 0 ? "+" : "−";
  return `${sign}${text}\u00a0%`;
}

/** A fraction as "91.2 %". */
export function percent(fraction: number | null, digits = 1): string {
  return fraction === null ? missing : `${(fraction * 100).toFixed(digits)}\u00a0%`;
}

export function decimal(value: number | null, digits: number): string {
  return value === null ? missing : value.toFixed(digits);
}

const kinds: Record<string, string> = {
  seller_net: "seller net",
  list: "list",
  all_in: "all-in",
  face: "face",
  advertised: "advertised",
};

/** "all_in" → "all-in": the words of the API for people. */
export function priceKind(kind: string): string {
  return kinds[kind] ?? kind.replaceAll("_", " ");
}

const kindMeanings: Record<string, string> = {
  seller_net: "what reaches the seller after the marketplace's fees",
  list: "what the seller asks, before the buyer's fees",
  all_in: "what the buyer pays, fees included",
  face: "what the organiser first sold it for",
  advertised: "what the market's page showed; the source does not say whether fees are in it",
};

export function priceKindMeaning(kind: string): string | null {
  return kindMeanings[kind] ?? null;
}

const horizonNames: Record<string, string> = {
  "1d": "1 day",
  "3d": "3 days",
  "7d": "7 days",
  close: "Close",
};

export function horizonName(horizon: string): string {
  return horizonNames[horizon] ?? horizon;
}

/** "at close", "in 7 days": what a forecast is for, after the word "forecast". */
export function horizonPhrase(horizon: string): string {
  return horizon === "close" ? "at close" : `in ${horizonName(horizon)}`;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export interface LocalStart {
  date: string;
  time: string;
}

/**
 * The server's "2021-06-11 19:10 PDT" as date "Fri 11 Jun 2021" and time "19:10 PDT". An hour that
 * is not fixed reads "time TBD", whatever the clock part says. A text of another form is shown
 * as it is.
 */
export function localStart(startLocal: string | null, tbd: boolean): LocalStart {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2})?\s*(.*))?$/.exec(
    startLocal ?? "",
  );
  if (!parts) return { date: startLocal ?? missing, time: tbd ? "time TBD" : "" };
  const [, year, month, day, clock, zone] = parts;
  const weekday = weekdays[new Date(`${year}-${month}-${day}T12:00:00Z`).getUTCDay()];
  const date = `${weekday} ${Number(day)} ${months[Number(month) - 1]} ${year}`;
  if (tbd || !clock) return { date, time: "time TBD" };
  return { date, time: zone ? `${clock} ${zone}` : clock };
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The venue's zone if this browser knows it, else UTC, which is then what the page states. */
export function knownZone(zone: string | null): string {
  return zone !== null && isTimeZone(zone) ? zone : "UTC";
}

/** An instant on the wall clock of a zone: "Fri 11 Jun 2021 19:10 PDT". */
export function localTime(instant: string | null, zone: string): string {
  const at = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(at)) return instant ?? missing;
  const fields = new Map(
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const of = (name: Intl.DateTimeFormatPartTypes) => fields.get(name) ?? "";
  const date = `${of("weekday")} ${of("day")} ${of("month")} ${of("year")}`;
  return `${date} ${of("hour")}:${of("minute")} ${of("timeZoneName")}`;
}

/** "in 5 d", "in 3 h", "2 h ago": how far one instant lies from another. */
export function distance(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null;
  const ms = Date.parse(to) - Date.parse(from);
  if (Number.isNaN(ms)) return null;
  const hours = Math.abs(ms) / 3_600_000;
  const size =
    hours >= 48 ? `${Math.floor(hours / 24)} d` : hours >= 1 ? `${Math.floor(hours)} h` : "< 1 h";
  return ms >= 0 ? `in ${size}` : `${size} ago`;
}
