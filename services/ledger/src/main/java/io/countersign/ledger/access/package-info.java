/**
 * Principals in the record, and beside it: names, passwords and secrets, which can be erased.
 *
 * <p>More than twenty types, by one: grants, groups and confirmations are written and read by the
 * same decisions, package-private.
 */
@NullMarked
package io.countersign.ledger.access;

import org.jspecify.annotations.NullMarked;
