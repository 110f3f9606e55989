/** The port of calendars that other programs keep. */
@NullMarked
package io.countersign.connectors.spi.calendar;

import org.jspecify.annotations.NullMarked;
