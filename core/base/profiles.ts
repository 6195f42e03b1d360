/** Whose rules a message server follows, by the versions between which behaviour really differs. */
export const PROFILES = ['any', 'kafka-3.6', 'kafka-3.9', 'kafka-4.0', 'kafka-4.1', 'rabbitmq-3.13', 'rabbitmq-4.2', 'rabbitmq-4.3', 'activemq-5.17'] as const;
export type Profile = (typeof PROFILES)[number];

export const SYSTEMS = ['any', 'kafka', 'rabbitmq', 'activemq'] as const;
export type System = (typeof SYSTEMS)[number];

/** 'kafka' of 'kafka-4.1'; 'any' follows nobody's rules in particular. */
export const systemOf = (profile: Profile): System => profile.split('-')[0] as System;

/** The profile is of this system, and at least of this version: `isAtLeast('kafka-3.9', 'kafka-3.6')`. */
export const isAtLeast = (profile: Profile, least: Exclude<Profile, 'any'>): boolean =>
  systemOf(profile) === systemOf(least) && PROFILES.indexOf(profile) >= PROFILES.indexOf(least);
