package io.countersign.reports;

import java.time.Instant;

/**
 * The origin of a report, as who made it, where and when: declared, not derived from leaves.
 *
 * @param entity whose report it is
 * @param system the product and its version
 * @param generatedBy the principal who asked for it, by its pseudonymous id
 * @param generatedAt when (UTC)
 * @param tzdata the version of the time zone database that local times were computed by
 */
public record ReportOrigin(
    String entity, String system, String generatedBy, Instant generatedAt, String tzdata) {}
