/** Calendars over HTTP: what is open when, and who closes and opens. */
@NullMarked
package io.countersign.server.calendar;

import org.jspecify.annotations.NullMarked;
