/** The catalogue as it is now. */
@NullMarked
package io.countersign.ledger.catalog;

import org.jspecify.annotations.NullMarked;
