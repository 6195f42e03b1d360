/** Moves the keyboard to the row of the results' tabs, once they are there. */
export function focusResults(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-results] [role="tab"][aria-selected="true"]')?.focus()));
}
