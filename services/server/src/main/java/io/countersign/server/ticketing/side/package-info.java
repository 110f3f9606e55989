/** Our side of a ticket: its fields, as they're to stand there, and what's to be said on it. */
@NullMarked
package io.countersign.server.ticketing.side;

import org.jspecify.annotations.NullMarked;
