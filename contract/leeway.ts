import { wholeNumber } from './setting.ts';

/** Seconds by which the clocks of the issuer and of Lambda may differ. */
export const leewaySetting = wholeNumber({ min: 0, max: 300, unit: 'seconds', defaultValue: 3 });

/** Returns a handler's environment variables: it allows the same leeway as the authorizer. */
export function encodeHandlerSettings({
  leewaySeconds,
}: {
  readonly leewaySeconds: number;
}): Record<string, string> {
  return { LEEWAY_SECONDS: String(leewaySeconds) };
}

/** Reads a handler's leeway in seconds; an absent or invalid value is replaced by the default. */
export function decodeLeewaySeconds(
  environment: Readonly<Record<string, string | undefined>>,
): number {
  return leewaySetting.read(environment['LEEWAY_SECONDS'], () => {});
}
