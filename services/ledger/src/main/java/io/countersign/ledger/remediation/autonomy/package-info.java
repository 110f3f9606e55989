/** What runbooks may do by themselves. */
@NullMarked
package io.countersign.ledger.remediation.autonomy;

import org.jspecify.annotations.NullMarked;
