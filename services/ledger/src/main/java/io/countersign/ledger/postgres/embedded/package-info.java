/** The PostgreSQL of our own: its programs, its cluster, and that it stays up. */
@NullMarked
package io.countersign.ledger.postgres.embedded;

import org.jspecify.annotations.NullMarked;
