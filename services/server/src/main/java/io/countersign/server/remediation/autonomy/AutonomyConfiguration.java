package io.countersign.server.remediation.autonomy;

import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of what runbooks may do by themselves. */
@Configuration(proxyBeanMethods = false)
@Import(RunbookAutonomy.class)
class AutonomyConfiguration {}
