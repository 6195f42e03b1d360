/** The text of the load generator, for projects that take it along: a file beside the page, fetched when first wanted. */
let text: Promise<string> | undefined;

/** Rejects when it cannot be had: offline before it was ever used. The next call tries again. */
export function loadGenerator(): Promise<string> {
  text ??= fetched().catch((fault: unknown) => {
    text = undefined;
    throw fault;
  });
  return text;
}

async function fetched(): Promise<string> {
  const answer = await fetch(new URL('loadgen.mjs', document.baseURI));
  if (!answer.ok) throw new Error(`loadgen.mjs: ${answer.status}`);
  return answer.text();
}
