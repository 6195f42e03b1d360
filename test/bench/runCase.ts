/** The child process: `node runCase.js CASE PROGRAM` runs one program once and prints its sample as JSON. */
import { cases } from './cases.ts';

const [caseName, programName] = process.argv.slice(2);
const program = cases.find(({ name }) => name === caseName)?.programs[programName ?? ''];
if (program?.kind !== 'js') throw new Error(`no program ${programName} in case ${caseName}`);
console.log(JSON.stringify(await program.run()));
