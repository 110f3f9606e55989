/** The log: the record as a Merkle tree, its signed heads, and proofs from both. */
@NullMarked
package io.countersign.ledger.log;

import org.jspecify.annotations.NullMarked;
