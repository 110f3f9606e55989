/**
 * Rules of calendars: from local times in a zone to spans of real time.
 *
 * <p>As RFC 5545 says: a local time that comes twice is the first of the two, one that never comes
 * is read with the offset before the gap, and an end is a local time of its own, so that a window
 * from 22:00 to 06:00 lasts seven or nine hours in the two nights of a year.
 */
@NullMarked
package io.countersign.domain.calendar.rule;

import org.jspecify.annotations.NullMarked;
