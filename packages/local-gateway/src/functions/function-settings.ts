/** A Lambda function as its template wants it. */
export interface FunctionSettings {
  readonly arn: string;
  /** The function's name on AWS, or one in its manner. */
  readonly name: string;
  /** A short name for people. */
  readonly title: string;
  readonly region: string;
  /** Absolute path of the folder that holds the deployed code. */
  readonly folder: string;
  /** `<file without extension>.<export>`, as in the template. */
  readonly handler: string;
  /** `nodejs24.x` and the like. */
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: 'JSON' | 'Text';
  /** The lowest level that is logged in JSON format. */
  readonly logLevel: string;
  readonly logGroup: string;
  /** Most invocations at a time; undefined: no bound of its own. */
  readonly reservedConcurrency: number | undefined;
  /** Patterns of the ARNs that API Gateway may invoke it for; undefined: for any. */
  readonly permittedSourceArns: readonly string[] | undefined;
}
