/** docker-compose 1.29 passes over `deploy`: what stands there is written in the older words, which Compose 2 takes too. */

interface Deploy {
  readonly replicas?: number;
  readonly resources?: { readonly limits?: { readonly memory?: string; readonly cpus?: string } };
}

/** A service, with its limits and its number of containers where version 1.29 looks for them. */
export function withoutDeploy(service: object): object {
  const { deploy, ...rest } = service as { readonly deploy?: Deploy };
  const { memory, cpus } = deploy?.resources?.limits ?? {};
  return {
    ...rest,
    ...(deploy?.replicas === undefined ? {} : { scale: deploy.replicas }),
    ...(memory === undefined ? {} : { mem_limit: memory }),
    ...(cpus === undefined ? {} : { cpus: Number(cpus) }),
  };
}
