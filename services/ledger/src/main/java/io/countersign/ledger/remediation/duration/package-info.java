/** How long the steps of runbooks took. */
@NullMarked
package io.countersign.ledger.remediation.duration;

import org.jspecify.annotations.NullMarked;
