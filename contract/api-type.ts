/** The API Gateway API types that the service can be deployed as: an HTTP API or a REST API. */
export const apiTypes = ['http', 'rest'] as const;

export type ApiType = (typeof apiTypes)[number];
