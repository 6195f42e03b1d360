/** An instant of the run as a clock shows it: '01:02.345', from an hour on '1:00:02.345'. Always as wide. */
export function formatClock(us: number): string {
  const ms = Math.floor(Math.max(0, us) / 1_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(ms / 3_600_000);
  const rest = `${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
