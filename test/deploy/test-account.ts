/** The account that a scenario deploys to: nobody's. */
export const account = '123456789012';

/** The region that a scenario deploys to. */
export const region = 'eu-central-1';
