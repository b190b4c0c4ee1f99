export interface FunctionSettings {
  readonly arn: string;
  /** The function's name, or a generated one. */
  readonly name: string;
  /** A short name for log lines. */
  readonly title: string;
  readonly region: string;
  /** Absolute path of the folder with the code; for inline code, of the assembly. */
  readonly folder: string;
  /** The source text, if the template contains it: the module `index.js`. */
  readonly inlineCode?: string;
  /** `<file without extension>.<export>`, as in the template. */
  readonly handler: string;
  /** `nodejs24.x`. */
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: 'JSON' | 'Text';
  /** The lowest level that is logged in the JSON format. */
  readonly logLevel: string;
  readonly logGroup: string;
  /** The maximum of concurrent invocations; undefined: no limit. */
  readonly reservedConcurrency: number | undefined;
  /** Patterns of the ARNs for which API Gateway may invoke it; undefined: for any. */
  readonly permittedSourceArns: readonly string[] | undefined;
}
