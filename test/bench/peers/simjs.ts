/** The same M/M/1 on simjs 2.0.3 (npm), written the way its documentation does: an entity that asks for a facility. */
import { type Sample, timed } from '../benchCase.ts';
import { uniform } from '../draws.ts';
import { SERVICE_US, UTILISATION } from '../mm1.ts';

interface SimRequest {
  done(callback: () => void): SimRequest;
}
interface SimEntity {
  setTimer(delay: number): SimRequest;
  useFacility(facility: object, duration: number): SimRequest;
}
interface Simjs {
  Sim: new () => { addEntity(entity: new (...args: never[]) => SimEntity): void; simulate(until: number): void };
  Entity: new (...args: never[]) => SimEntity;
  Facility: new (name: string) => { systemStats(): { durationSeries: { average(): number; count(): number } } };
}

export async function runSimjs(customers: number): Promise<Sample> {
  // The bundle on npm exports to a window only.
  const host = globalThis as unknown as { window: { Sim?: Simjs } };
  host.window = {};
  await import('simjs');
  const { Sim, Entity, Facility } = host.window.Sim as Simjs;
  const draw = uniform(777);
  const exponential = (mean: number): number => -Math.log(draw()) * mean;

  const simulate = (count: number): number => {
    const server = new Facility('server');
    class Source extends Entity {
      start(): void {
        this.arrive();
      }
      arrive(): void {
        this.useFacility(server, exponential(SERVICE_US)).done(() => {});
        this.setTimer(exponential(SERVICE_US / UTILISATION)).done(() => this.arrive());
      }
    }
    const sim = new Sim();
    sim.addEntity(Source);
    sim.simulate((count * SERVICE_US) / UTILISATION);
    return server.systemStats().durationSeries.average() / SERVICE_US;
  };
  simulate(20_000);
  let meanInSystem = 0;
  const sample = timed(2 * customers, () => {
    meanInSystem = simulate(customers);
  });
  return { ...sample, extra: { W: meanInSystem } };
}
