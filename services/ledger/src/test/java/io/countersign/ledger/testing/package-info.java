/** Real databases for tests. */
package io.countersign.ledger.testing;
