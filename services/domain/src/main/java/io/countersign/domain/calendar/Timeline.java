package io.countersign.domain.calendar;

import io.countersign.domain.calendar.rule.Spans;
import java.time.Instant;

/**
 * A calendar in force, as far as it's computed.
 *
 * @param spans when it takes place, until the horizon
 * @param horizon from here on nothing is known (UTC)
 */
public record Timeline(
    CalendarId id,
    CalendarKind kind,
    CalendarScope scope,
    boolean dependents,
    Spans spans,
    Instant horizon) {}
