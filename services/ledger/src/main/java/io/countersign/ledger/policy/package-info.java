/** Bundles of policies: their aggregate, which one is in force, and those who look at them. */
@NullMarked
package io.countersign.ledger.policy;

import org.jspecify.annotations.NullMarked;
