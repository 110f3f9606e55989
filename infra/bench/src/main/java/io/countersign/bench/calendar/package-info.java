/** Measures calendars: against a reading of the rules that shares no code with the product. */
@NullMarked
package io.countersign.bench.calendar;

import org.jspecify.annotations.NullMarked;
