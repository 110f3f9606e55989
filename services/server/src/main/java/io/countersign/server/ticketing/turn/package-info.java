/** The turn of a linked ticket: what is read of it, taken from it, written and said to it. */
@NullMarked
package io.countersign.server.ticketing.turn;

import org.jspecify.annotations.NullMarked;
