/** Incidents: the inbox, the timeline, and the correlator that alone opens them. */
@NullMarked
package io.countersign.ledger.incident;

import org.jspecify.annotations.NullMarked;
