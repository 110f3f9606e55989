package io.countersign.server.reference;

import io.countersign.ledger.reference.ReferenceRows;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The reader of the references' view. */
@Configuration(proxyBeanMethods = false)
@Import(ReferenceRows.class)
class ReferenceConfiguration {}
