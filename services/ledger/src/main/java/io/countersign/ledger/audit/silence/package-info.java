/** What the record holds of a service around a time: why somebody was told of it, or wasn't. */
@NullMarked
package io.countersign.ledger.audit.silence;

import org.jspecify.annotations.NullMarked;
