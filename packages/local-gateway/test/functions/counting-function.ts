/** A function that returns its process id after `wait` milliseconds, and throws if it is invoked meanwhile. */
export const countingFunction = {
  'index.mjs': `
    let busy = 0;
    export const handler = async ({ wait }) => {
      busy += 1;
      if (busy > 1) throw new Error('two at a time');
      await new Promise((resolve) => setTimeout(resolve, wait));
      busy -= 1;
      return process.pid;
    };`,
};
