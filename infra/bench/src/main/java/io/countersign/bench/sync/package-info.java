/** Schedules of work on both sides of a ticket, and whether both sides end equal. */
@NullMarked
package io.countersign.bench.sync;

import org.jspecify.annotations.NullMarked;
