/** The news that a ticket system was away, and what was done afterwards. */
@NullMarked
package io.countersign.server.ticketing.outage;

import org.jspecify.annotations.NullMarked;
