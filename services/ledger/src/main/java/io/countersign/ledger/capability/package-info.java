/** The descriptor of a capability in the ledger, and the list of them. */
@NullMarked
package io.countersign.ledger.capability;

import org.jspecify.annotations.NullMarked;
