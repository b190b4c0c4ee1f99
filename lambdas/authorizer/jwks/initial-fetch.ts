/** How long initialization waits for further issuers once the first one has answered or failed. */
const graceMs = 300;

/**
 * Waits until every issuer's JWKS has been fetched, or fetching it has failed: but no longer than 300 ms after the
 * first, so that one hanging issuer does not delay the callers of the others.
 * @param fetches one for each issuer; they continue after this function returns
 */
export async function initialFetch(fetches: readonly Promise<unknown>[]): Promise<void> {
  const all = Promise.allSettled(fetches);
  await Promise.race([...fetches.map((fetch) => fetch.catch(() => {})), all]);
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise((resolve) => {
    timer = setTimeout(resolve, graceMs);
  });
  await Promise.race([all, grace]);
  clearTimeout(timer);
}
