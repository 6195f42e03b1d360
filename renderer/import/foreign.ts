/** Whether a text looks like something to import, rather than a part of a design. */
export function isForeign(text: string): boolean {
  const start = text.slice(0, 20_000);
  if (/^\s*\{/.test(start)) return JSON_KEYS.test(start) && !/"format"\s*:\s*"spillway"/.test(start);
  return /^(?:services|asyncapi)\s*:/m.test(start) || (/^version\s*:/m.test(start) && /^\s+image\s*:/m.test(start)) || TOPIC_LINE.test(start);
}

const JSON_KEYS = /"(?:asyncapi|rabbit_version|rabbitmq_version|vhosts|exchanges|queues|services)"\s*:/;
const TOPIC_LINE = /^Topic:\s*\S+.*PartitionCount/m;
