/** An AWS page, a measurement on AWS, a report about AWS, or the reason for an assumption. */
export interface Source {
  /** Its anchor in the report. */
  readonly id: string;
  readonly title: string;
  readonly url?: string;
}

/** Creates the pages of a documentation from their titles by name. */
export function pages<Page extends string>(
  url: (page: Page) => string,
  titles: Readonly<Record<Page, string>>,
  prefix = '',
): Readonly<Record<Page, Source>> {
  const entries = Object.entries<string>(titles).map(([id, title]) => [
    id,
    { id, title: `${prefix}${title}`, url: url(id as Page) },
  ]);
  return Object.fromEntries(entries);
}

/** Creates sources by id from their title and address; `gh:` stands for GitHub. */
export function titled<Id extends string>(
  entries: Readonly<Record<Id, readonly [title: string, url?: string]>>,
): Readonly<Record<Id, Source>> {
  const all = Object.entries<readonly [string, string?]>(entries).map(([id, [title, url]]) => [
    id,
    { id, title, ...(url && { url: url.replace(/^gh:/, 'https://github.com/') }) },
  ]);
  return Object.fromEntries(all);
}
