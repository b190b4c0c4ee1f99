/** The API Gateway API types that are emulated. */
export type ApiType = 'http' | 'rest';
