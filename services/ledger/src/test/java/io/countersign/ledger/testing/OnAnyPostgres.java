package io.countersign.ledger.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that runs twice: on the embedded PostgreSQL, and on another major version in a
 * container. Where that can't be had the second run is skipped, with the reason.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("any-postgres")
@ExtendWith(PostgresCondition.class)
public @interface OnAnyPostgres {}
