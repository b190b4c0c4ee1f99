import { TextWidget } from 'aws-cdk-lib/aws-cloudwatch';

/** Columns of a dashboard. */
export const fullWidth = 24;

/** A heading over the widgets that answer it. */
export function question(asked: string, hint: string): TextWidget {
  return new TextWidget({ markdown: `## ${asked}\n${hint}`, width: fullWidth, height: 2 });
}
