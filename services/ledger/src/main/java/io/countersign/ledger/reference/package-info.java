/**
 * References of incidents and remediations: their aggregate, the facts it reads, and their view.
 */
@NullMarked
package io.countersign.ledger.reference;

import org.jspecify.annotations.NullMarked;
