/** A log of its own for tests: it knows the formats and nothing of the ledger. */
package io.countersign.verifier.testing;
