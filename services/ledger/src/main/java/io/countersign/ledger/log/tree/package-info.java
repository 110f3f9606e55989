/** The Merkle tree of RFC 6962 in the tiles of C2SP tlog-tiles: arithmetic and hashing, no I/O. */
@NullMarked
package io.countersign.ledger.log.tree;

import org.jspecify.annotations.NullMarked;
