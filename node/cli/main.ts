/** The command line: its commands and flags, and nothing else. `main` gives the exit code and never throws for bad input. */
import { Command, CommanderError, Option } from 'commander';
import { check } from './check.ts';
import { CLI_FORMATS, compose, type ComposeFlags } from './compose.ts';
import { type ImportFlags, importProject } from './import.ts';
import { EXIT } from './loadScenario.ts';
import { replay } from './replay.ts';
import { type RunFlags, run } from './run.ts';
import { languageOf, processTerminal, type Terminal } from './terminal.ts';
import { type Word, word } from './words.ts';

export async function main(args: readonly string[], terminal: Terminal = processTerminal(languageOf(args, process.env))): Promise<number> {
  const say = (name: Word) => word(terminal.language, name);
  let code: number = EXIT.ok;
  const language = () => new Option('--lang <language>', say('lang')).choices(['en', 'zh']);
  const program = new Command('spillway')
    .description(say('program'))
    .addOption(language())
    .addHelpText('after', `\n${say('exitCodes')}`)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  /** A command about one file; it inherits where its words go. */
  const command = (name: string, about: Word) => program.command(name).argument('<file>', say('file')).description(say(about)).addOption(language());

  command('run', 'run')
    .option('--seed <n>', say('seed'))
    .option('--until <duration>', say('until'))
    .option('--json', say('json'))
    .option('--objective <text>', say('objective'), (text: string, before?: readonly string[]) => [...(before ?? []), text])
    .option('--report <file>', say('reportFile'))
    .option('--csv <file>', say('csvFile'))
    .option('--junit <file>', say('junitFile'))
    .action(async (file: string, flags: RunFlags) => {
      code = await run(file, flags, terminal);
    });
  command('check', 'check').action(async (file: string) => {
    code = await check(file, terminal);
  });
  command('replay', 'replay').action(async (file: string) => {
    code = await replay(file, terminal);
  });
  command('compose', 'compose')
    .requiredOption('--out <dir>', say('outDir'))
    .option('--force', say('force'))
    .option('--name <name>', say('projectName'))
    .addOption(new Option('--target <target>', say('target')).choices(['modern', 'legacy', 'imported']))
    .option('--kafka-servers <n>', say('kafkaServers'))
    .addOption(new Option('--controllers <where>', say('controllers')).choices(['auto', 'combined', 'separate']))
    .addOption(new Option('--rabbitmq-nodes <n>', say('rabbitmqNodes')).choices(['1', '3']))
    .option('--compat-1.29', say('compat129'))
    .addOption(new Option('--profile <profile...>', say('profile')).choices(['observability', 'ui']))
    .option('--no-load', say('noLoad'))
    .addOption(new Option('--format <format>', say('format')).choices(Object.keys(CLI_FORMATS)))
    .action(async (file: string, { 'compat1.29': compat129, ...flags }: ComposeFlags & { readonly 'compat1.29'?: boolean }) => {
      code = await compose(file, { ...flags, ...(compat129 === undefined ? {} : { compat129 }) }, terminal);
    });
  program
    .command('import')
    .argument('<files...>', say('importGiven'))
    .description(say('import'))
    .addOption(language())
    .option('--out <file>', say('importOut'))
    .option('--force', say('importForce'))
    .option('--modernise', say('modernise'))
    .option('--json', say('importJson'))
    .action(async (files: string[], flags: ImportFlags) => {
      code = await importProject(files, flags, terminal);
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    return fault.exitCode === 0 ? EXIT.ok : EXIT.badInput;
  }
}
