import {
  type App,
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Validations,
} from 'aws-cdk-lib';

/**
 * Validates every template against CloudFormation's schemas, offline. Findings that are only warnings in the CDK,
 * such as an unknown runtime or a deprecated property, fail the synthesis too.
 */
export function validateStrictly(app: App): void {
  // The CDK's types contradict each other under exactOptionalPropertyTypes.
  Validations.of(app).addPlugins(new StrictPlugin() as IPolicyValidationPlugin);
}

class StrictPlugin extends CloudFormationValidatePlugin {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const report = super.validate(context);
    const violations = report.violations.map((violation) =>
      violation.severity === 'warning' ? { ...violation, severity: 'error' } : violation,
    );
    const isBad = (severity?: string) => severity === 'error' || severity === 'fatal';
    return { ...report, violations, success: !violations.some((one) => isBad(one.severity)) };
  }
}
