/**
 * The tree of RFC 6962: hashes, proofs of inclusion and of consistency, and the hashes that stand
 * for a range of leaves. Written from the texts, not from what makes the tree.
 */
@NullMarked
package io.countersign.verifier.tree;

import org.jspecify.annotations.NullMarked;
