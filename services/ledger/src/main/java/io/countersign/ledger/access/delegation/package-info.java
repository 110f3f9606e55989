/** Who decides for whom. */
@NullMarked
package io.countersign.ledger.access.delegation;

import org.jspecify.annotations.NullMarked;
