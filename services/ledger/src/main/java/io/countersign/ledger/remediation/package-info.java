/** Remediations: their card, the approvals that wait, and the loops that are still open. */
@NullMarked
package io.countersign.ledger.remediation;

import org.jspecify.annotations.NullMarked;
