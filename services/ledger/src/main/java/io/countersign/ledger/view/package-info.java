/** What every view needs: batched writes, rows read back, pages with cursors. */
@NullMarked
package io.countersign.ledger.view;

import org.jspecify.annotations.NullMarked;
