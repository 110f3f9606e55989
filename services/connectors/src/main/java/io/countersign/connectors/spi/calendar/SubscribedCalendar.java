package io.countersign.connectors.spi.calendar;

import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;

/**
 * The use that the settings make of another program's calendar.
 *
 * @param dependents whether what depends on its targets is closed with them
 * @param widens whether it may open more than before without a second person
 */
public record SubscribedCalendar(
    CalendarKind kind, CalendarScope scope, boolean dependents, boolean widens) {}
