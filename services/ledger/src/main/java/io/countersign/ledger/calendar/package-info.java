/** Calendars on record: their times computed ahead, and the facts that decisions read of them. */
@NullMarked
package io.countersign.ledger.calendar;

import org.jspecify.annotations.NullMarked;
