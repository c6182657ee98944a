import { signedPercent } from "../format";

/** A change with its sign; the colour only repeats what the sign says. */
export function Change({ fraction }: { fraction: number | null }) {
  const text = signedPercent(fraction);
  const tone = text.startsWith("+") ? "up" : text.startsWith("−") ? "down" : "even";
  return <span className={`change ${tone}`}>{text}</span>;
}
