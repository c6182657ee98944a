/** True while the keyboard belongs to a field, or to the browser through a modifier. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    (target?.matches("input, select, textarea, [contenteditable]") ?? false)
  );
}
