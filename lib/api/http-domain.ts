import { DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { OperationSettings } from '../settings/operation-settings.ts';
import { mutualTls } from './mutual-tls.ts';

/** The custom domain of an HTTP API, with TLS 1.2 or newer, and mutual TLS if it has a truststore. */
export class HttpDomain extends Construct {
  readonly resource: DomainName;
  /** The base URL, without a trailing slash. */
  readonly url: string;
  /** Target of the domain's DNS record. */
  readonly target: string;

  constructor(scope: Construct, id: string, settings: OperationSettings) {
    super(scope, id);
    const { domainName, certificateArn } = settings;
    this.resource = new DomainName(this, 'Name', {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      // The only policy that AWS has for HTTP APIs: TLS 1.2 and 1.3.
      securityPolicy: SecurityPolicy.TLS_1_2,
      ...mutualTls(this, settings),
    });
    this.url = `https://${domainName}`;
    this.target = this.resource.regionalDomainName;
  }
}
