/**
 * Calendars as files of iCalendar (RFC 5545): read into entries of the domain, and written.
 *
 * <p>A library takes the lines apart and folds them. What a rule, a zone or an exception means is
 * read here in terms of the domain, within bounds: what can't be bounded, or can't be told for
 * sure, is a problem with its line. What people wrote (titles, descriptions, who is invited) isn't
 * read at all.
 */
@NullMarked
package io.countersign.connectors.icalendar;

import org.jspecify.annotations.NullMarked;
