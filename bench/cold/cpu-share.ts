import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A group of processes that gets a share of one core, as a Lambda function does. */
export interface CpuShare {
  /** What to run a program by, so that it and its children are in the group. */
  readonly command: readonly string[];
  /** @param share of one core; from now on */
  set(share: number): void;
  /** Call it when the group's processes have ended. */
  remove(): void;
}

/** Lambda's own accounting is not known; the kernel's usual one is 100 ms. */
const periodMicroseconds = 100_000;

const root = '/sys/fs/cgroup';

/**
 * Makes such a group by the kernel's bandwidth control, of either version of cgroups.
 * @returns undefined where that is not allowed: without Linux, or without being root
 */
export function createCpuShare(): CpuShare | undefined {
  const isSecond = existsSync(`${root}/cgroup.controllers`);
  const group = join(root, isSecond ? '' : 'cpu', `bench-${process.pid}`);
  const set = (share: number) => {
    const quota = Math.round(share * periodMicroseconds);
    if (isSecond) writeFileSync(`${group}/cpu.max`, `${quota} ${periodMicroseconds}`);
    else writeFileSync(`${group}/cpu.cfs_quota_us`, String(quota));
  };
  try {
    mkdirSync(group);
  } catch {
    return undefined;
  }
  try {
    set(1);
  } catch {
    rmdirSync(group);
    return undefined;
  }
  return {
    command: ['/bin/sh', '-c', `echo $$ > ${group}/cgroup.procs && exec "$@"`, 'sh'],
    set,
    remove: () => rmdirSync(group),
  };
}
