/** Greets the caller, whom the authorizer has put into the context of an HTTP API's event. */
export async function handler({ requestContext }) {
  const { sub } = requestContext.authorizer.lambda;
  return { statusCode: 200, body: `Hello, ${sub}!` };
}
