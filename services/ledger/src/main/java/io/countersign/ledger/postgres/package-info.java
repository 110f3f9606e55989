/** PostgreSQL: reaching it or running it, its schema, transactions and statements. */
@NullMarked
package io.countersign.ledger.postgres;

import org.jspecify.annotations.NullMarked;
