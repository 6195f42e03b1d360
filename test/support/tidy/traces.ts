/** What a machine leaves in a file by accident: its paths, and the host packages were installed from. */

const MACHINE_PATH = /(?<![\w.-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.-]/;
const REGISTRY = /https?:\/\/[^/\s"'`]*(?:registry|artifactory|nexus|verdaccio|npmmirror)[^/\s"'`]*/i;

export function traceFaults(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, i) => {
    const machine = MACHINE_PATH.exec(line)?.[0];
    const registry = REGISTRY.exec(line)?.[0];
    return [
      ...(machine === undefined ? [] : [`${file}:${i + 1}: a path of one machine (${machine}…). Start from import.meta.dirname or os.tmpdir().`]),
      ...(registry === undefined ? [] : [`${file}:${i + 1}: names a package registry (${registry}). Leave it to npm's own settings.`]),
    ];
  });
}

/** A lock file says what, with its checksum; where from is the business of whoever installs. */
export function lockFaults(lock: { packages: Readonly<Record<string, { resolved?: string }>> }): string[] {
  return Object.entries(lock.packages).flatMap(([name, entry]) =>
    entry.resolved === undefined ? [] : [`package-lock.json: ${name} has "resolved". Install with omit-lockfile-registry-resolved=true.`],
  );
}
