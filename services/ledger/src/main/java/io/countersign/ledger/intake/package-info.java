/** The door: when heartbeats were last heard, and what is on record about them. */
@NullMarked
package io.countersign.ledger.intake;

import org.jspecify.annotations.NullMarked;
