/**
 * Servers that are written in Java, as Maven Central has them: Kafka's own classes, and the archive of ActiveMQ Artemis. They are
 * kept in a folder that git does not see. Nothing is started here.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { at } from './project.mjs';

const exec = promisify(execFile);
const CACHE = at('node_modules/.cache/spillway');
const TIMEOUT_MS = 300_000;
/** What Kafka 4 and Artemis 2.40 are compiled for. */
const JAVA = 17;

/** Rejects with a sentence when this machine cannot start what is written for Java 17. */
async function ensureJava() {
  const said = await exec('java', ['-version']).catch(() => undefined);
  if (said === undefined) throw new Error(`java is not installed: ${JAVA} or newer is needed`);
  const version = Number(/version "(\d+)/.exec(said.stderr)?.[1]);
  if (!(version >= JAVA)) throw new Error(`java is of version ${version}: ${JAVA} or newer is needed`);
}

/** The classes of a Kafka server and of its tools, as a class path; with a logger, which the jars leave to whoever starts them. */
export async function ensureKafka(version) {
  await ensureJava();
  const folder = path.join(CACHE, `kafka-${version}`);
  const jars = [`org.apache.kafka:kafka_2.13:${version}`, `org.apache.kafka:kafka-tools:${version}`, 'org.slf4j:slf4j-simple:1.7.36'];
  if (!existsSync(folder))
    await fill(
      folder,
      'copy-dependencies',
      pom(
        jars.map((jar) => jar.split(':')),
        [],
      ),
    );
  return path.join(folder, '*');
}

/** The folder of an unpacked Artemis. */
export async function ensureArtemis(version) {
  await ensureJava();
  const folder = path.join(CACHE, `artemis-${version}`);
  if (!existsSync(folder)) await fill(folder, 'unpack-dependencies', pom([], [['org.apache.activemq', 'apache-artemis', version, 'zip', 'bin']]));
  return path.join(folder, `apache-artemis-${version}`);
}

const pom = (jars, archives) => {
  const one = ([group, artifact, version, type, classifier]) =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${
      type === undefined
        ? ''
        : `<type>${type}</type><classifier>${classifier}</classifier><exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>`
    }</dependency>`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>spillway</groupId>
<artifactId>verify</artifactId><version>1</version><dependencies>${[...jars, ...archives].map(one).join('')}</dependencies></project>`;
};

/** Rejects with a sentence; then the folder is not there. */
async function fill(folder, goal, project) {
  const work = mkdtempSync(path.join(tmpdir(), 'spillway-maven-'));
  const beside = `${folder}.${process.pid}`;
  try {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(path.join(work, 'pom.xml'), project);
    console.log(`Getting ${path.basename(folder)} from Maven Central…`);
    await exec('mvn', ['-q', '-B', `dependency:${goal}`, `-DoutputDirectory=${beside}`], { cwd: work, timeout: TIMEOUT_MS });
    renameSync(beside, folder);
  } catch (fault) {
    const said =
      fault.code === 'ENOENT'
        ? 'mvn is not installed'
        : String(fault.stdout || fault.message)
            .trim()
            .split('\n')[0];
    throw new Error(`${path.basename(folder)} is not here and Maven could not get it: ${said}`, { cause: fault });
  } finally {
    for (const left of [work, beside]) rmSync(left, { recursive: true, force: true });
  }
}
