/** The mark: water over a spillway. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 24" className="size-6" aria-hidden>
      <rect width="24" height="24" rx="6" className="fill-(--accent)" />
      <path d="M5 8h4.5c4.5 0 3.5 8 8 8H19" className="fill-none stroke-(--accent-text) [stroke-linecap:round] [stroke-width:2.4]" />
      <path d="M5 12.2h2.2c3 0 2.6 4 5 4" className="fill-none stroke-(--accent-text) opacity-60 [stroke-linecap:round] [stroke-width:2.4]" />
    </svg>
  );
}
