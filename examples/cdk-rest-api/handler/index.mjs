/** Greets the caller, whom the authorizer has put into the context of a REST API's event. */
export async function handler({ requestContext }) {
  const { sub } = requestContext.authorizer;
  return { statusCode: 200, body: `Hello, ${sub}!` };
}
