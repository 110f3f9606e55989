/** The loop of a linked ticket: waits and asks; it decides nothing. */
@NullMarked
package io.countersign.workflows.ticketing;

import org.jspecify.annotations.NullMarked;
