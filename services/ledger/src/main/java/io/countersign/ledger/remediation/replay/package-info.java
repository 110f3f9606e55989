/** The decisions of policy on record, read to be decided again. */
@NullMarked
package io.countersign.ledger.remediation.replay;

import org.jspecify.annotations.NullMarked;
