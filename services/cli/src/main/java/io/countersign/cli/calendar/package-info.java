/** The commands about calendars: windows, blackouts and freezes. */
@NullMarked
package io.countersign.cli.calendar;

import org.jspecify.annotations.NullMarked;
