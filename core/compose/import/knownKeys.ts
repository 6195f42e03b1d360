/**
 * Keys a compose file may have: the Compose Specification's (schema of 2025-10) and those of versions 1 to 3 that it dropped. What is
 * not among them is told to whoever imports; what is, passes silently whether or not a design has a use for it.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const KNOWN = {
  file: words('version name include services models networks volumes secrets configs'),
  service: words(`
    annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent
    cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy develop
    device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends external_links
    extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links logging mac_address mem_limit
    mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform
    ports post_start pre_stop privileged profiles provider pull_policy pull_refresh_after read_only restart runtime scale secrets
    security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user
    userns_mode uts volumes volumes_from working_dir
    dockerfile log_driver log_opt net volume_driver cpu_limit`),
  build: words(`
    additional_contexts args cache_from cache_to context dockerfile dockerfile_inline entitlements extra_hosts isolation labels network
    no_cache no_cache_filter platforms privileged provenance pull sbom secrets shm_size ssh tags target ulimits`),
  deploy: words('endpoint_mode labels mode placement replicas resources restart_policy rollback_config update_config'),
  healthcheck: words('disable interval retries start_interval start_period test timeout'),
  dependency: words('condition required restart'),
  network: words('aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority'),
  port: words('app_protocol host_ip mode name protocol published target'),
  volume: words('bind cluster consistency image read_only source target tmpfs type volume'),
  envFile: words('format path required'),
  extends: words('file service'),
  include: words('env_file path project_directory'),
} as const;

export type KeyPlace = keyof typeof KNOWN;

/** Names that begin with `x-` are anybody's. */
export const isKnownKey = (place: KeyPlace, key: string): boolean => KNOWN[place].has(key) || key.startsWith('x-');
