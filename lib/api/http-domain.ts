import { DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { OperationSettings } from '../settings/operation-settings.ts';

/** The custom domain of an HTTP API, with TLS 1.2 or newer. */
export class HttpDomain extends Construct {
  readonly resource: DomainName;
  /** The base URL, without a trailing slash. */
  readonly url: string;
  /** Target of the domain's DNS record. */
  readonly target: string;

  constructor(
    scope: Construct,
    id: string,
    { domainName, certificateArn }: Pick<OperationSettings, 'domainName' | 'certificateArn'>,
  ) {
    super(scope, id);
    this.resource = new DomainName(this, 'Name', {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
    this.url = `https://${domainName}`;
    this.target = this.resource.regionalDomainName;
  }
}
