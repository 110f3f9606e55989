/** Calendars: maintenance windows, blackouts and freezes, and whether a target is open now. */
@NullMarked
package io.countersign.domain.calendar;

import org.jspecify.annotations.NullMarked;
