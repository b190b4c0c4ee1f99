/** The account that a rehearsal deploys to: nobody's. */
export const account = '123456789012';

/** The region that a rehearsal deploys to. */
export const region = 'eu-central-1';
