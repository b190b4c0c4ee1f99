import type { Service } from './aws-response.ts';

/** CloudTrail without events. The CLI looks up events after a failed deployment. */
export const cloudtrail: Service = { LookupEvents: () => ({ Events: [] }) };
