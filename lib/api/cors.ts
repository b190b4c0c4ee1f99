import type { CorsOptions } from '../../contract/response-headers.ts';
import type { OperationSettings } from '../settings/operation-settings.ts';

/** Returns the CORS options of a REST API, which permits one origin; undefined for none. */
export function restCorsOptions(settings: OperationSettings): CorsOptions | undefined {
  const [origin] = settings.corsOrigins;
  return origin === undefined ? undefined : { origin, credentials: settings.corsCredentials };
}
