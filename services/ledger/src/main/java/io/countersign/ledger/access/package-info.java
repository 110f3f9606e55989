/** Principals in the record, and beside it: names, passwords and secrets, which can be erased. */
@NullMarked
package io.countersign.ledger.access;

import org.jspecify.annotations.NullMarked;
