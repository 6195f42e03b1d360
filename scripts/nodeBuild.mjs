/** Programs of the tests that run by themselves in Node: their TypeScript is built first, unminified, with what Node has left outside. */
import { build } from 'vite';

/** `input` names the entry files; `outDir` is emptied first. */
export const buildForNode = ({ root, outDir, input, external = [] }) =>
  build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { input, external: [...external, /^node:/] },
    },
  });
