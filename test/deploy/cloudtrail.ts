import type { Service } from './aws-answer.ts';

/** CloudTrail: has seen nothing. The CLI asks it for the calls behind a failed deploy. */
export const cloudtrail: Service = { LookupEvents: () => ({ Events: [] }) };
