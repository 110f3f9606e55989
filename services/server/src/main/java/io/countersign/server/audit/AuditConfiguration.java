package io.countersign.server.audit;

import io.countersign.ledger.audit.AuditTrail;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The reader of the whole record. */
@Configuration(proxyBeanMethods = false)
@Import(AuditTrail.class)
class AuditConfiguration {}
