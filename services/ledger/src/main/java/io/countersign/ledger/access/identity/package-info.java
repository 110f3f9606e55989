/** Whose address in another system is whose. */
@NullMarked
package io.countersign.ledger.access.identity;

import org.jspecify.annotations.NullMarked;
