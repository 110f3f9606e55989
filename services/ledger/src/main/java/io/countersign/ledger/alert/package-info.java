/** Alerts: one row for each episode. */
@NullMarked
package io.countersign.ledger.alert;

import org.jspecify.annotations.NullMarked;
