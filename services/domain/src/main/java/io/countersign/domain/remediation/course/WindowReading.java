package io.countersign.domain.remediation.course;

import io.countersign.domain.remediation.WindowVerdict;

/** The calendars' word about the plan's targets, as it was read. */
public record WindowReading(WindowVerdict verdict) {}
