import {
  type App,
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Validations,
} from 'aws-cdk-lib';

/**
 * Has every template held against CloudFormation's schemas, offline, with no mercy: what the CDK only
 * warns of, a runtime that does not exist or a property that is deprecated, ends a synthesis too.
 */
export function validateStrictly(app: App): void {
  // The CDK's own types disagree under exactOptionalPropertyTypes.
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
