/** Tickets of incidents and remediations: what opens them, what keeps both sides equal. */
@NullMarked
package io.countersign.server.ticketing;

import org.jspecify.annotations.NullMarked;
