import {
  type DomainNameOptions,
  EndpointAccessMode,
  EndpointType,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Construct } from 'constructs';
import type { OperationSettings } from '../settings/operation-settings.ts';
import { mutualTls } from './mutual-tls.ts';

/**
 * Security policies of REST APIs, by the oldest TLS that callers may use. AWS's default for regional endpoints accepts
 * TLS 1.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
const securityPolicies: Readonly<Record<OperationSettings['tlsPolicy'], SecurityPolicy>> = {
  TLS_1_2: SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09,
  TLS_1_3: SecurityPolicy.TLS13_1_3_2025_09,
};

/** Returns the TLS properties of a REST API, which count at its default endpoint. */
export function restTls({ tlsPolicy }: OperationSettings) {
  return {
    securityPolicy: securityPolicies[tlsPolicy],
    // The host name of the TLS handshake must be that of the API.
    endpointAccessMode: EndpointAccessMode.STRICT,
  };
}

/** Returns the custom domain of a REST API. */
export function restDomain(scope: Construct, settings: OperationSettings): DomainNameOptions {
  const { mtls } = mutualTls(scope, settings);
  return {
    domainName: settings.domainName,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', settings.certificateArn),
    endpointType: EndpointType.REGIONAL,
    ...(mtls && { mtls }),
    // TLS_1_2 accepts TLS 1.2 and 1.3. AWS permits mutual TLS with none of the newer policies, and a change from a newer
    // one to this one, when mutual TLS is added, needs care.
    ...(settings.tlsPolicy === 'TLS_1_3'
      ? restTls(settings)
      : { securityPolicy: SecurityPolicy.TLS_1_2 }),
  };
}
