/** The parts of every view: batched writes, rows read back, pages with cursors. */
@NullMarked
package io.countersign.ledger.view;

import org.jspecify.annotations.NullMarked;
