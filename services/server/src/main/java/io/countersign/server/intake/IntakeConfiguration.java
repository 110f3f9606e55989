package io.countersign.server.intake;

import io.countersign.ledger.intake.Heartbeats;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The reader of sources' signs of life. */
@Configuration(proxyBeanMethods = false)
@Import(Heartbeats.class)
class IntakeConfiguration {}
