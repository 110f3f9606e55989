/** What others changed. */
@NullMarked
package io.countersign.ledger.change;

import org.jspecify.annotations.NullMarked;
